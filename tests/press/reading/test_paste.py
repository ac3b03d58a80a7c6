"""Whatever staff paste becomes rows to review. Nothing of it is lost."""

import re
import time
from collections import Counter
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.imports.problems import sentence
from press.reading import InputError
from press.reading.paste import MAX_CHARACTERS, MAX_ROWS, groups, parse_paste
from press.reading.paste import lines as reader
from press.reading.text import one_line
from site_project.text import strip_control_characters

repeatable = settings(max_examples=60, derandomize=True, database=None, deadline=None)


def fields(text, *names):
    return [tuple(getattr(row, name) for name in names) for row in parse_paste(text)]


def facts(text):
    return fields(text, "headline", "outlet_name", "date_text")


COVERAGE = [
    ("City Leaders Met Yesterday in NYC to Strategize the Resistance", "Next City", "3.29.2017"),
    ("A Blueprint For Providing Sanctuary", "Common Dreams", "3.28.2017"),
    ("‘We Cannot Hide’: Sanctuary Cities Join Forces in First Meeting of Its Kind", "NBC News", "3.28.2017"),
    (
        "Local Lawmakers Fight Back Against AG Sessions’ Threats to Cut Funding to Sanctuary Cities",
        "Democracy Now",
        "3.28.2017",
    ),
    (
        "Así reacciona la conferencia de ciudades santuario en Nueva York al ultimátum de Sessions",
        "Unvision",
        "3.27.2017",
    ),
    ("Few guarantees as local governments plot ‘sanctuary’ policy", "Politico", "3.27.2017"),
]


@pytest.mark.parametrize(
    "item",
    [
        "{}\n{}, {}",
        "{}\r\n{}, {}",
        "{}\n\t{},\t{}",
        "{}\n{} ({})",
        "{}\n{} – {}",
        "{}\n{}\n{}",
        "{} / {}, {}",
        "{} — {} ({})",
        "{} | {} | {}",
        "{} - {} - {}",
        "{} ({}, {})",
        "{} ({}) {}",
        "{}, {}, {}",
        "• {} / {}, {}",
        "{}\t{}\t{}",
        "<p><b>{}</b></p>\n<i>{}</i>,&nbsp;{}",
        "\u200b{}\ufeff\n\u00a0{},\u00a0{}\x00",
    ],
)
def test_the_shapes_that_coverage_is_pasted_in(item):
    for between in ["\n\n", "\n", "\r\n\r\n", "\n \t\n\n", "\n-----\n"]:
        text = between.join(item.format(*piece) for piece in COVERAGE)
        assert [row for row in facts(text) if any(row)] == COVERAGE


def test_lines_with_blank_lines_between_all_of_them():
    text = "\n\n".join("{}\n\n{}, {}".format(*piece) for piece in COVERAGE)
    assert facts(text) == COVERAGE


def test_outlet_and_date_above_the_headline():
    text = "\n\n".join("{1}, {2}\n{0}".format(*piece) for piece in COVERAGE)
    assert facts(text) == COVERAGE
    text = "\n".join("{1}, {2}: {0}".format(*piece) for piece in COVERAGE)
    assert facts(text) == COVERAGE
    text = "\n".join("{2} – {0} – {1}".format(*piece) for piece in COVERAGE)
    assert facts(text) == COVERAGE


def test_numbered_lists():
    text = "\n".join("{}. {}\n   {}, {}".format(number, *piece) for number, piece in enumerate(COVERAGE, 1))
    assert facts(text) == COVERAGE


def test_bullets_begin_items_though_a_title_has_none_and_a_date_lacks_its_year():
    headline, outlet, _date = COVERAGE[2]
    text = "\n".join(
        "· {}\n{}, {}".format(*piece) for piece in [*COVERAGE[:2], (headline, outlet, "Mar 28"), *COVERAGE[3:]]
    )
    read = [*COVERAGE[:2], (headline, outlet, "Mar 28, 2017"), *COVERAGE[3:]]
    assert facts(text) == read
    title, *rows = parse_paste(f"Press on our libraries\n{text}")
    assert [(row.headline, row.outlet_name, row.date_text) for row in rows] == read
    assert (title.raw, title.problem) == ("Press on our libraries", "not_understood")


TENANTS = [
    ("Tenants win the right to a lawyer after a long fight", "The Harbor Post", "October 14, 2025"),
    ("Owners sue over the new law and ask a judge to stop it", "Axios", "October 15, 2025"),
    ("What a lawyer for every tenant would cost", "KUOW", "October 16, 2025"),
]


@pytest.mark.parametrize(
    "item",
    [
        "•\t{1}, {2}: {0}",
        "\uf0b7\t{0} ({1}, {2})",
        "o\t{1}: {0} ({2})",
        "1.\t{0}, {1}, {2}",
        "{0}\n{1}, {2} (paywall)",
        "{0}\n{1}, {2} [audio]",
        "{0}\n{1}, {2} (2:31)",
    ],
)
def test_bullets_of_word_processors_and_notes_behind_the_date_are_nothing_of_the_piece(item):
    between = "\n\n" if "\n" in item else "\n"
    assert facts(between.join(item.format(*piece) for piece in TENANTS)) == TENANTS


@pytest.mark.parametrize(
    "item",
    ["{0}. {2}. {1}", "{1}, {2}: {0}", "{0} | {2} | {1}", "{0} – {2} – {1}", "• {1} ({2}): {0}"],
)
@pytest.mark.parametrize("head", ["2025\n\n", "Press coverage 2025\n", "En la prensa, octubre de 2025\n\n"])
def test_dates_without_a_year_stand_anywhere_and_the_title_of_the_list_gives_the_year(head, item):
    text = head + "\n".join(item.format(title, outlet, date.split(",")[0]) for title, outlet, date in TENANTS)
    assert facts(text) == TENANTS


def test_spanish_dates_without_a_year_between_headline_and_outlet():
    text = "2024\n\nAlcaldes piden frenar los desalojos. 3 de octubre. El Nuevo Herald\nQuién paga la renta. 1.º de mayo. Rumbo\n"
    assert facts(text) == [
        ("Alcaldes piden frenar los desalojos", "El Nuevo Herald", "3 de octubre, 2024"),
        ("Quién paga la renta", "Rumbo", "1.º de mayo, 2024"),
    ]


def test_a_title_that_names_several_years_gives_none():
    assert {
        date
        for _title, _outlet, date in facts(
            "Press coverage 2016-2017\nTowns agree (KUOW, May 2)\nTowns sue (NPR, May 3)"
        )
    } == {
        "May 2",
        "May 3",
    }


def test_year_behind_the_author():
    text = (
        "Sample, Ben. 2025. “Tenants Win the Right to a Lawyer” KUOW, October 14. https://kuow.example/a\n"
        "Ejemplo, Ana. 2024. «Alcaldes piden frenar los desalojos». La Opinión, 3 de octubre.\n"
        "Muestra, Eva. 2024b. “What It Costs” NPR.\n"
    )
    assert fields(text, "headline", "outlet_name", "date_text", "author") == [
        ("Tenants Win the Right to a Lawyer", "KUOW", "October 14, 2025", "Sample, Ben"),
        ("Alcaldes piden frenar los desalojos", "La Opinión", "3 de octubre, 2024", "Ejemplo, Ana"),
        ("What It Costs", "NPR", "2024", "Muestra, Eva"),
    ]


ALERT = """Google
{0}
{1}
{2}
City council votes for a lawyer for every tenant
The Harbor Post
The council voted 7-2 on Monday to guarantee a lawyer, but ...
Facebook X {3}

Owners sue over the law on lawyers for tenants
Axios
A trade group says, among other things, that ...
Facebook X {3}

{4}
"""


@pytest.mark.parametrize(
    "words",
    [
        (
            "tenants",
            "Daily update ⋅ October 14, 2025",
            "NEWS",
            "Flag as irrelevant",
            "See more results | Edit this alert\nYou have received this email because you have subscribed to Google Alerts.\nUnsubscribe | View all your alerts",
        ),
        (
            "inquilinos",
            "Actualización diaria ⋅ 14 de octubre de 2025",
            "NOTICIAS",
            "Marcar como irrelevante",
            "Ver más resultados | Editar esta alerta\nRecibió este correo porque se suscribió a las Alertas de Google.\nCancelar suscripción",
        ),
    ],
)
def test_alerts_of_search_engines_in_english_and_spanish(words):
    rows = [row for row in parse_paste(ALERT.format(*words)) if row.outlet_name]
    assert [(row.headline, row.outlet_name, row.date_text) for row in rows] == [
        ("City council votes for a lawyer for every tenant", "The Harbor Post", words[1].partition(" ⋅ ")[2]),
        ("Owners sue over the law on lawyers for tenants", "Axios", words[1].partition(" ⋅ ")[2]),
    ]


def test_the_author_between_outlet_and_headline():
    text = "\n".join(f"{date} | {outlet} | Ana Ejemplo | {title}" for title, outlet, date in TENANTS)
    assert fields(text, "headline", "outlet_name", "date_text", "author") == [
        (*piece, "Ana Ejemplo") for piece in TENANTS
    ]


@pytest.mark.parametrize(
    "text",
    [
        # Several pieces on one line, an author who is not told from the headline, and a word out of a sentence.
        "Tenants win, KUOW, May 1, 2025; Owners sue, Axios, May 2, 2025; What it costs, NPR, May 3, 2025",
        "May 1, 2025 | KUOW | Local | Politics | Tenants win the right to a lawyer",
        "The council voted on Monday, but, May 1, 2025",
    ],
)
def test_more_than_a_headline_or_less_than_an_outlet_is_doubtful(text):
    assert parse_paste(text)[0].problem == "two_readings"


def test_addresses_without_a_scheme_within_a_line():
    text = '"Tenants Win the Right to a Lawyer" KUOW, 16 Oct. 2025, kuow.org/stories/tenants-win.\n'
    assert fields(text, "headline", "outlet_name", "url") == [
        ("Tenants Win the Right to a Lawyer", "KUOW", "https://kuow.org/stories/tenants-win")
    ]


def test_an_address_alone_among_complete_lines_belongs_to_none_of_them():
    lines = [f"{title}, {outlet}, {date}" for title, outlet, date in TENANTS]
    rows = parse_paste("\n".join([*lines[:2], "https://daily.example/another-piece", lines[2]]))
    assert [row.url for row in rows] == ["", "", "https://daily.example/another-piece", ""]


def test_headlines_alone_are_not_the_outlets_of_each_other():
    titles = ["Cities join forces to defend immigrants", "Few guarantees as local governments plot policy"]
    assert fields("\n".join(titles), "headline", "outlet_name") == [(title, "") for title in titles]


def test_rows_know_the_line_they_begin_on_and_what_stood_there():
    text = "\n\nA Blueprint\n Common Dreams, 3.28.2017 \n\nhttps://example.com/a"
    assert fields(text, "line", "raw") == [
        (3, "A Blueprint\n Common Dreams, 3.28.2017 "),
        (6, "https://example.com/a"),
    ]


@pytest.mark.parametrize(
    "date",
    [
        *("3.28.2017", "3/28/17", "28-3-2017", "2017-03-28", "March 28, 2017", "Mar. 28, 2017", "28 March 2017"),
        *("28 de marzo de 2017", "28 mar 2017", "28 de marzo del 2017", "Tuesday, March 28, 2017", "March 28th, 2017"),
        *("martes, 28 de marzo de 2017", "2017-03-28T10:00:00Z", "2.30.2017", "miércoles 29 de marzo de 2017"),
    ],
)
def test_dates_in_figures_and_words(date):
    assert facts(f"Cities join forces\nNBC News, {date}") == [("Cities join forces", "NBC News", date)]
    assert facts(f"Cities join forces / NBC News, {date}.") == [("Cities join forces", "NBC News", date)]
    assert facts(f"Cities join forces (NBC News, {date})") == [("Cities join forces", "NBC News", date)]


@pytest.mark.parametrize(
    "headline",
    [
        "Cities, counties, states: who pays, and for what",
        "Red / blue: the 50/50 nation",
        "What happened on March 28, 2017",
        "On 3.28.2017 the mayors met",
        "“We cannot hide,” mayors say",
        "Is this the end? (Probably not)",
        "Cities – and states – fight back - again",
        "1,000 mayors",
        "Trump: ‘No’",
        "AT&T pays",
        "C’est la vie… ¿o no?",
        "市长们联合起来",
        "[Updated] Mayors meet",
        "5 < 6 > 4",
    ],
)
def test_headlines_stay_as_published(headline):
    for outlet in ["NBC News", "Telemundo, Channel 47", "NBC News / MSNBC", "Washington Post – Metro"]:
        assert facts(f"{headline}\n{outlet}, 3.28.2017") == [(headline, outlet, "3.28.2017")]
        assert facts(f"Other\nCNN, 3.1.2017\n{headline}\n{outlet}, 3.28.2017")[1:] == [(headline, outlet, "3.28.2017")]


def test_a_headline_that_was_wrapped():
    assert facts("Cities join forces in the first\nmeeting of its kind\nNBC News, 3.28.2017") == [
        ("Cities join forces in the first meeting of its kind", "NBC News", "3.28.2017")
    ]


def test_addresses_one_per_line_or_several():
    text = "https://a.example/1\nhttps://b.example/2, https://c.example/3 www.d.example/4\nnbcnews.com/news/5\n"
    assert [url for (url,) in fields(text, "url")] == [
        *("https://a.example/1", "https://b.example/2", "https://c.example/3", "https://www.d.example/4"),
        "https://nbcnews.com/news/5",
    ]
    assert {row.headline for row in parse_paste(text)} == {""}


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("Cities join forces https://a.example/1", "https://a.example/1"),
        ("Cities join forces: https://a.example/1.", "https://a.example/1"),
        ("Cities join forces (https://a.example/1)", "https://a.example/1"),
        ("Cities join forces <https://a.example/1>", "https://a.example/1"),
        ("[Cities join forces](https://a.example/w_(film))", "https://a.example/w_(film)"),
        ('<a class="x" href="https://a.example/?a=1&amp;b=2">Cities join forces</a>', "https://a.example/?a=1&b=2"),
        ("https://a.example/1 Cities join forces", "https://a.example/1"),
        ("Cities join forces\nhttps://a.example/1", "https://a.example/1"),
        ("https://a.example/1\nCities join forces", "https://a.example/1"),
    ],
)
def test_headline_and_address(line, url):
    assert fields(line, "headline", "url") == [("Cities join forces", url)]


@pytest.mark.parametrize(
    "text",
    [
        "Cities join forces\nNBC News, 3.28.2017\nhttps://a.example/1",
        "https://a.example/1\nCities join forces\nNBC News, 3.28.2017",
        "https://a.example/1\nCities join forces / NBC News, 3.28.2017",
        "Cities join forces\nNBC News\n3.28.2017\nhttps://a.example/1",
        "Cities join forces / NBC News, 3.28.2017 https://a.example/1",
        "[Cities join forces](https://a.example/1), NBC News, 3.28.2017",
        "[Cities join forces](https://a.example/1)\nNBC News, 3.28.2017",
        "Cities join forces\nNBC News, 3.28.2017, https://a.example/1",
        "Cities join forces\n\nNBC News, 3.28.2017 (https://a.example/1)",
        "Cities join forces\tNBC News\t3.28.2017\thttps://a.example/1",
        "https://a.example/1\t3.28.2017\tCities join forces\tNBC News",
    ],
)
def test_headline_outlet_date_and_address(text):
    names = ("headline", "outlet_name", "date_text", "url")
    first = ("Cities join forces", "NBC News", "3.28.2017", "https://a.example/1")
    second = ("States follow", "CNN", "3.29.2017", "https://a.example/2")
    other = text.replace("Cities join forces", "States follow").replace("/1", "/2")
    other = other.replace("NBC News", "CNN").replace("3.28", "3.29")
    assert fields(f"{text}\n{other}", *names) == [first, second]
    assert fields(f"{text}\n\n{other}", *names) == [first, second]


def test_complete_lines_and_bare_addresses_among_each_other():
    text = """Cities join forces / NBC News, 3.28.2017
States follow / CNN, 3.28.2017
https://a.example/1
https://a.example/2"""
    assert fields(text, "headline", "url") == [
        ("Cities join forces", ""),
        ("States follow", ""),
        ("", "https://a.example/1"),
        ("", "https://a.example/2"),
    ]


def test_one_of_several_addresses_belongs_to_none_of_the_lines_around_them():
    text = "https://a.example/1\nhttps://a.example/2\nCities join forces\nNBC News, 3.28.2017"
    assert fields(text, "headline", "url") == [
        ("", "https://a.example/1"),
        ("", "https://a.example/2"),
        ("Cities join forces", ""),
    ]


def test_an_archive_copy_beside_the_address():
    row = parse_paste("Cities join forces https://a.example/1 https://web.archive.org/web/2017/https://a.example/1")[0]
    assert (row.headline, row.url) == ("Cities join forces", "https://a.example/1")
    assert row.archive_url == "https://web.archive.org/web/2017/https://a.example/1"
    row = parse_paste("https://web.archive.org/web/20170328101500/https://a.example/1")[0]
    assert (row.url, row.archive_url) == ("https://a.example/1", row.raw)


def test_rows_of_a_spreadsheet_with_names_of_columns():
    text = "Fecha\tTitular\tMedio\tIdioma\n28/3/2017\tNY, 1.1.2017\tUnivisión\tes\n\t\tCNN\t"
    assert fields(text, "headline", "outlet_name", "date_text", "language") == [
        ("NY, 1.1.2017", "Univisión", "28/3/2017", "es"),
        ("", "CNN", "", ""),
    ]
    assert parse_paste(text)[0].raw.startswith("Fecha\tTitular")


@pytest.mark.parametrize("line", ["-----", "***", "…", "| | |", "()"])
def test_a_line_that_makes_no_sense_is_kept_with_its_reason(line):
    row = parse_paste(f"Cities join forces\nNBC News, 3.28.2017\n{line}")[-1]
    assert (row.line, row.raw, row.problem) == (3, line, "not_understood")


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\u200b\n\ufeff", "\x00", "\u2028"])
def test_nothing_makes_no_rows(text):
    assert parse_paste(text) == []


def test_blank_lines_before_a_list_change_nothing_but_numbers():
    text = "Cities join forces\nNBC News, 3.28.2017\n\nMayors meet\nCNN, 3.29.2017"
    after = parse_paste("\n" * 500 + text)
    assert [row.line for row in after] == [501, 504]
    assert facts("\n" * 500 + text) == facts(text)


def test_limits_are_named():
    with pytest.raises(InputError) as refused:
        parse_paste("x" * (MAX_CHARACTERS + 1))
    assert (refused.value.params["limit"], refused.value.code) == (MAX_CHARACTERS, "too_many_characters")
    with pytest.raises(InputError) as refused:
        parse_paste("https://a.example/\n" * (MAX_ROWS + 1))
    assert (refused.value.params["limit"], refused.value.code) == (MAX_ROWS, "too_many_rows")
    assert f"{MAX_ROWS:,}" in sentence(refused.value.code, **refused.value.params)
    assert len(parse_paste("https://a.example/\n" * MAX_ROWS)) == MAX_ROWS


@pytest.mark.parametrize("text", ["a\n" * 100_000, "<p>a</p>" * 100_000, "NBC News - Cities say no\n" * 10_000])
def test_too_long_a_list_is_refused_before_it_is_weighed(monkeypatch, text):
    monkeypatch.setattr(reader, "_read_line", counted := Mock(side_effect=reader._read_line))
    monkeypatch.setattr(groups, "choose", weighed := Mock(side_effect=groups.choose))
    with pytest.raises(InputError) as refused:
        parse_paste(text)
    assert refused.value.code in {"too_many_lines", "too_many_rows"}
    assert counted.call_count <= reader.MAX_LINES
    assert [len(call.args[0]) for call in weighed.mock_calls if len(call.args[0]) >= 100] == []


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "a",
            "• ",
            "(",
            "[",
            "](",
            "[a](http://",
            "<a ",
            "<a href=http://",
            "http://",
            ")",
            "&#1",
            "3.",
            "3.28.2017 ",
        ),
        *(
            "March 28, ",
            "\t",
            " / ",
            "a, ",
            "\n",
            "\na",
            "\n3.28.2017",
            "\nhttps://a.example/",
            " ",
            " \u00a0",
            "\x00",
            "«",
        ),
    ],
)
def test_reading_takes_time_in_proportion_to_the_length(pattern):
    start = time.process_time()
    for text in ("Cities " + pattern * (20_000 // len(pattern)), pattern * (20_000 // len(pattern)) + "x"):
        try:
            parse_paste(text)
        except InputError:
            pass
    assert time.process_time() - start < 3


def test_so_does_a_line_of_many_sentences():
    start = time.process_time()
    parse_paste("Word. " * 8_000)
    assert time.process_time() - start < 2


pieces = st.sampled_from(
    [
        *(
            "Cities join forces",
            "NBC News, 3.28.2017",
            "NBC News",
            "3.28.2017",
            "March 28, 2017",
            "States / CNN, 3.1.17",
        ),
        *("https://a.example/1", "www.b.example/2.", "[Mayors](https://c.example)", "-----", "•", "", " ", "\t", "1. "),
        *(
            "a\tb\t3.28.2017",
            "Headline\tOutlet\tDate",
            "<b>x</b>",
            "&nbsp;",
            "\u200b",
            "\x00",
            "(",
            "“Quoted,”",
            "lower",
        ),
    ]
)
lines = st.lists(pieces | st.text(max_size=25), max_size=6).map(" ".join) | pieces
pastes = st.lists(lines, max_size=14).flatmap(
    lambda items: st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\v"]).map(lambda ending: ending.join(items))
)


@given(pastes)
@repeatable
def test_every_line_ends_up_in_exactly_one_row(text):
    rows = parse_paste(text)
    kept = Counter(line for row in rows for line in row.raw.split("\n"))
    pasted = re.split("\r\n|[\n\r\v\f\x85\u2028\u2029]", text)
    expected = Counter(strip_control_characters(line) for line in pasted if one_line(line))
    missing = expected - kept
    assert not missing
    # Further addresses of a line have rows of their own.
    assert all(line.startswith(("http://", "https://")) for line in kept - expected)
    assert all(row.headline or row.outlet_name or row.date_text or row.url or row.problem for row in rows)
    numbers = [row.line for row in rows]
    assert numbers == sorted(numbers)
    assert all(number >= 1 for number in numbers)


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(categories=["L", "N"]), min_size=12, max_size=40),
            st.sampled_from(["NBC News", "CNN", "Common Dreams"]),
            st.dates().filter(lambda day: day.year > 1950).map(lambda day: f"{day.month}.{day.day}.{day.year}"),
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["\n\n", "\n"]),
)
@repeatable
def test_headlines_of_any_script_come_out_as_they_went_in(items, between):
    text = between.join(f"{headline} etc.\n{outlet}, {date}" for headline, outlet, date in items)
    assert facts(text) == [(f"{headline} etc.", outlet, date) for headline, outlet, date in items]


def test_the_example_of_the_press_page():
    text = Path(__file__).with_name("press_page.txt").read_text(encoding="utf-8")
    rows = parse_paste(text)
    assert len(rows) == 13
    assert all(row.headline and row.outlet_name and row.date_text and not row.problem for row in rows)
    assert [row.outlet_name for row in rows] == [
        *("Next City", "Common Dreams", "NBC News", "Democracy Now", "Common Dreams", "CNN Wire", "Observer", "Fusion"),
        *("Huffington Post", "New York Daily News", "Unvision", "New York Post", "Politico"),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "{0}\n{by} Ana Ejemplo {for_} {1}\n{2}",
        "“{0}” in {1} on {2}",
        "** [[https://daily.example/{n}][{0}]]\n   {1}, {2}",
        "<https://daily.example/{n}|{0}>\n{1}, {2}",
        "* [https://daily.example/{n} {0}], {1}, {2}",
        "[{0}|https://daily.example/{n}] ({1}, {2})",
    ],
)
@pytest.mark.parametrize(("by", "for_"), [("By", "for"), ("Por", "para")])
def test_bylines_that_name_the_outlet_sentences_and_the_markup_of_chats_and_wikis(item, by, for_):
    texts = [item.format(*piece, n=n, by=by, for_=for_) for n, piece in enumerate(TENANTS)]
    rows = parse_paste("\n\n".join(texts))
    assert [(row.headline, row.outlet_name, row.date_text) for row in rows] == TENANTS
    assert [row.url for row in rows] == [f"https://daily.example/{n}" if "{n}" in item else "" for n in range(3)]
    assert {row.author for row in rows} == ({"Ana Ejemplo"} if "{by}" in item else {""})


@pytest.mark.parametrize("head", ["Prensa 2025", "News from 2025", "2025 press"])
def test_headings_of_years_in_words(head):
    lines = [f"• {outlet}, {date.partition(',')[0]}: {title}" for title, outlet, date in TENANTS]
    assert facts("\n".join([head, *lines])) == TENANTS


def test_the_end_of_a_mail_is_no_outlet():
    lines = [f"* {title} ({outlet}, {date})" for title, outlet, date in TENANTS]
    rows = parse_paste("\n".join([*lines, "", "Best,", "Dana", "Director of communications"]))
    assert [(row.headline, row.outlet_name, row.date_text) for row in rows] == TENANTS
    assert rows[-1].raw.endswith("Director of communications")


@pytest.mark.parametrize(
    "text",
    ["Tenants win (The\nHarbor Post, May 1, 2025)", "Tenants win the right to a lawyer\nstory-12.html, May 1, 2025"],
)
def test_what_is_torn_apart_is_never_ready(text):
    assert all(row.problem or not row.outlet_name for row in parse_paste(text))
