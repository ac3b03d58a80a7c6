"""Lists as organizations really have them come out right, whatever they were copied from."""

import json

import pytest

from press.reading.paste import MAX_ROWS
from tests.press.commands import ask

#: Headline, outlet, date, address.
PIECES = [
    ("Harbor towns agree on a plan for the winter", "The Daily Example", "2019-03-28", "https://daily.example/1"),
    ("Who counts the empty beds? A county looks", "Example Public Radio", "2019-03-21", "https://radio.example/2"),
    ("Librarians, nurses and tenants: one demand", "Valley Courier", "2019-03-20", "https://courier.example/3"),
    ("“Nobody asked us,” say drivers at the depot", "The Daily Example", "2019-02-14", "https://daily.example/4"),
    ("Council votes on shelter money", "Northside Weekly", "2018-12-31", "https://weekly.example/5"),
    ("Why the bridge closed - and who pays for it", "Example Public Radio", "2018-11-19", "https://radio.example/6"),
]
EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
ES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
WRITERS = ("Ana Muestra", "Ben Sample", "Lucía de la Prueba", "Tom Example and Eva Sample", "Ana Muestra", "Ben Sample")
BLURB = "Officials from nine towns met for the third time to compare what the last year had brought them."


def read(monkeypatch, text, **question):
    asked = {"text": text, "outlets": [], "today": "2026-11-01", "buttons": [], **question}
    (answer,) = ask(monkeypatch, "read_paste", json.dumps(asked).encode())
    assert answer["refused"] is None
    return answer["rows"]


def laid_out(item, between):
    """The list, each piece as `item` says."""
    texts = []
    for number, ((headline, outlet, day, url), writer) in enumerate(zip(PIECES, WRITERS, strict=True), start=1):
        year, month, date = (int(part) for part in day.split("-"))
        first, last = writer.split()[0], writer.split()[-1]
        texts.append(
            item.format(
                n=number,
                h=headline,
                o=outlet,
                u=url,
                by=writer,
                surname=f"{last}, {first}",
                d=f"{EN[month - 1]} {date}, {year}",
                iso=day,
                en=EN[month - 1],
                day=date,
                es=f"{date} de {ES[month - 1]} de {year}",
                blurb=BLURB,
                year=year,
                short=f"’{year % 100}",
                stop=headline if headline.endswith(("?", "!")) else f"{headline}.",
            )
        )
    return between.join(texts)


DATED = [
    # Lines
    ("{o}: {h} ({d})", "\n"),
    ("{o} – {h} – {d}", "\n"),
    ("{d} – {o} – {h}", "\n"),
    ("{o} – {d} – {h}", "\n\n"),
    ("{iso} {o}: {h}", "\n"),
    ("[{o}] {h} ({iso})", "\n"),
    ("{h} / {o}, {d}", "\n"),
    ("{h} ({o}, {d})", "\n\n"),
    ("{h} ({o}, {en} {day}, {short})", "\n"),
    ("{o}, {d}. {stop}", "\n"),
    ("{o}. {stop} {day} {en}, {year}.", "\n\n"),
    ("{n}. «{h}», {o}, {es}", "\n"),
    ("{o} ({es}): {h}", "\n\n"),
    ("{surname}. «{stop}» {o}, {d}.", "\n"),
    ("{by}. ({year}, {en} {day}). {stop} {o}.", "\n\n"),
    ("{h} | {o} | {by} | {d}", "\n"),
    ("{h}, by {by}, {o}, {d}", "\n"),
    # Cards
    ("{h}\n{o}, {d}", "\n\n"),
    ("{h}\n{o}\n{d}", "\n"),
    ("{d}\n{h}\n{o}", "\n\n"),
    ("{d}\n{o}\n{h}", "\n"),
    ("{h}\n{d}\n{o}", "\n\n"),
    ("{h}\n\n{o}\n\n{d}", "\n\n"),
    ("{h}\nBy {by}\n{o} | {d}", "\n\n"),
    ("{h}\n{o} | Por {by} | {es}", "\n\n"),
    ("{h}\n({o}, {d})", "\n\n"),
    ("{o}\n{h}\n{d}\n{blurb}\nRead more", "\n\n"),
    ("{h}\n{o} · {d}\n{blurb}", "\n"),
    ("{h}\n\nPublicado por {o}, {es}", "\n\n"),
    ("Posted on {d}\n{h}\nvia {o}", "\n\n"),
    ("Title: {h}\nOutlet: {o}\nDate: {d}", "\n\n"),
    # Mails
    ("> {h}\n> {o}, {d}", "\n>\n"),
    (">> * {o}: {h} ({d})", "\n"),
    # Tables
    ("{d}\t{h}\tBy {by}\t{o}", "\n"),
    ("{o}\t{h}\t{d}", "\n"),
    ("| {d} | {o} | {h} |", "\n"),
]
LINKED = [
    ("{h}\n{o}, {d}\n{u}", "\n\n"),
    ("{u}\n{h} – {o}, {d}", "\n\n"),
    ("- [{h}]({u}) – {o}, {d}", "\n"),
    ("- **{o}**. [{stop}]({u}) {day} {en}, {year}.", "\n\n"),
    ("[{h}]({u})  \n*{o}*, {d}", "\n\n"),
    ("* {h} ([{o}]({u}), {d})", "\n"),
    ('<li><a href="{u}">{h}</a>, <em>{o}</em>, {d}</li>', "\n"),
    ("<li><strong>{o}</strong>: <a href='{u}'>{h}</a> ({d})</li>", ""),
    ('<p><a href="{u}">{h}</a><br>\n<em>{o}</em>, {d}</p>', "\n"),
    ('<div>\n <h3><a href="{u}">\n  {h}\n </a></h3>\n <p>{o} · {d}</p>\n</div>', "\n"),
    ('<tr>\n<td>{d}</td>\n<td>{o}</td>\n<td><a href="{u}">{h}</a></td>\n</tr>', "\n"),
    ("Medio: {o}\nFecha: {es}\nTitular: {h}\nEnlace: {u}", "\n\n"),
]
HEADS = {
    "|": "| Date | Outlet | Title |\n|---|---|---|\n",
    ">": "On Tue, Apr 2, 2019 at 3:04 PM, Ana <ana@example.org> wrote:\n>\n",
}


def facts(rows, *names):
    return [tuple(row[name].rstrip(".") for name in names) for row in rows if row["headline"]]


@pytest.mark.parametrize(("item", "between"), DATED)
def test_dated_lists_come_out_whole_without_any_outlet_known(monkeypatch, item, between):
    rows = read(monkeypatch, HEADS.get(item[0], "") + laid_out(item, between))
    assert facts(rows, "headline", "outlet", "date") == [piece[:3] for piece in PIECES]


@pytest.mark.parametrize(("item", "between"), LINKED)
def test_linked_lists_keep_their_addresses(monkeypatch, item, between):
    rows = read(monkeypatch, laid_out(item, between))
    assert facts(rows, "headline", "outlet", "date", "url") == PIECES


@pytest.mark.parametrize(
    ("item", "between"),
    [("{o}: {h}", "\n"), ("{h} ({o})", "\n"), ("{o} – {h}", "\n\n"), ("{h}\n{o}", "\n\n"), ("{o}\n{h}", "\n")],
)
def test_lists_without_dates(monkeypatch, item, between):
    rows = read(monkeypatch, laid_out(item, between))
    assert facts(rows, "headline", "outlet") == [piece[:2] for piece in PIECES]
    assert {row["date"] for row in rows} == {None}


def test_headings_hold_for_what_is_below_them(monkeypatch):
    text = "2019\nMarch 28 – Valley Courier: Harbor towns agree on a plan\nMarch 20 – Daily Example: One demand, two towns\n"
    text += "\n2018\nMay 2 – Valley Courier: Why the bridge closed last week"
    assert [row["date"] for row in read(monkeypatch, text)] == ["2019-03-28", "2019-03-20", "2018-05-02"]
    text = "March 28, 2019\nHarbor towns agree on a plan – Valley Courier\nOne demand, two towns – Daily Example\n"
    text += "\nMay 2, 2018\nWhy the bridge closed last week – Valley Courier"
    assert [row["date"] for row in read(monkeypatch, text)] == ["2019-03-28", "2019-03-28", "2018-05-02"]
    text = "## Valley Courier\n\n- Harbor towns agree on a plan (2019-03-28)\n- Why the bridge closed last week (2018-05-02)\n"
    text += "\n## Daily Example\n\n- Tenants and nurses have one demand (2019-03-20)"
    assert [row["outlet"] for row in read(monkeypatch, text)] == ["Valley Courier", "Valley Courier", "Daily Example"]


def test_mail_that_was_wrapped(monkeypatch):
    text = """* Harbor towns agree on a plan for the coming winter after long
  talks (The Daily Example, March
  28, 2019)
  <https://daily.example/1>

* A county looks for those who count the beds that stay empty in
  winter (Example Public Radio, March 21, 2019)
  <https://radio.example/2>
"""
    assert facts(read(monkeypatch, text), "headline", "outlet", "date", "url") == [
        (
            "Harbor towns agree on a plan for the coming winter after long talks",
            *("The Daily Example", "2019-03-28", "https://daily.example/1"),
        ),
        (
            "A county looks for those who count the beds that stay empty in winter",
            *("Example Public Radio", "2019-03-21", "https://radio.example/2"),
        ),
    ]


def test_google_alert_has_the_date_of_its_head(monkeypatch):
    cards = laid_out("{h}\n{o}\n{blurb}\nFlag as irrelevant", "\n\n")
    rows = read(monkeypatch, f"Google Alerts\nwinter plan\nDaily update ⋅ March 28, 2019\nNEWS\n\n{cards}")
    assert facts(rows, "headline", "outlet") == [piece[:2] for piece in PIECES]
    assert {row["date"] for row in rows} == {"2019-03-28"}


@pytest.mark.parametrize(
    ("written", "date"),
    [
        *(("1.º de mayo de 2017", "2017-05-01"), ("May 1, ’17", "2017-05-01"), ("2017, May 1", "2017-05-01")),
        *(("yesterday", "2026-10-31"), ("ayer", "2026-10-31"), ("hoy", "2026-11-01"), ("hace 3 días", "2026-10-29")),
        *(("2 weeks ago", "2026-10-18"), ("5 hours ago", "2026-11-01")),
    ],
)
def test_dates_as_people_write_them(monkeypatch, written, date):
    (row,) = read(monkeypatch, f"Harbor towns agree on a plan\nValley Courier, {written}")
    assert (row["headline"], row["outlet"], row["date"]) == ("Harbor towns agree on a plan", "Valley Courier", date)


def test_known_outlet_settles_its_side(monkeypatch):
    text = "Harbor Towns – Winter Plan\nValley Courier – One Demand"
    rows = read(monkeypatch, text, outlets=["Winter Plan", "One Demand"])
    assert facts(rows, "headline", "outlet") == [("Harbor Towns", "Winter Plan"), ("Valley Courier", "One Demand")]


def test_what_can_be_read_in_two_ways_waits_for_a_person(monkeypatch):
    (row,) = read(monkeypatch, "Harbor Towns – Winter Plan – 2019-03-28", buttons=["new_outlets", "month_first"])
    assert "two_readings" in row["doubts"] and not row["ready_after_buttons"]


@pytest.mark.parametrize("headline", ["NBC News", "By Ana Muestra", "March 28, 2019", "WaPo"])
def test_headline_that_is_none_is_never_ready(monkeypatch, headline):
    text = f"Headline\tOutlet\tDate\n{headline}\tValley Courier\t2019-03-28"
    (row,) = read(monkeypatch, text, outlets=["Valley Courier", "NBC News"], buttons=["month_first"])
    assert "headline_unlikely" in row["doubts"] and not row["ready_after_buttons"]


def test_common_other_names_of_outlets_are_suggested(monkeypatch):
    outlets = ["The Washington Post", "Los Angeles Times", "The New York Times", "Daily Example"]
    for name, meant in zip(["WaPo", "L.A. Times", "NYT"], outlets, strict=False):
        (row,) = read(monkeypatch, f"Harbor towns agree on a plan\n{name}, 2019-03-28", outlets=outlets)
        assert row["outlet_suggestions"][0] == meant


def test_address_of_another_outlet_is_a_piece_of_its_own(monkeypatch):
    text = "Harbor towns agree on a plan / Politico, 3.28.2017\nhttps://www.nytimes.com/2017/03/28/story.html"
    assert [row["url"] for row in read(monkeypatch, text)] == ["", "https://www.nytimes.com/2017/03/28/story.html"]


def test_nothing_that_was_found_is_thrown_away(monkeypatch):
    text = "Title\tOutlet\tDate\tLanguage\tType\tLink\tArchive\nPlan de invierno\tDiario\t2019-03-28\tes\topinion\t"
    text += "https://diario.example/1\thttps://web.archive.org/web/2019/https://diario.example/1"
    (row,) = read(monkeypatch, text)
    assert (row["language"], row["kind"], row["url"]) == ("es", "opinion", "https://diario.example/1")
    assert row["archive_url"] == "https://web.archive.org/web/2019/https://diario.example/1"


def test_navigation_around_a_list_is_shown_as_not_understood(monkeypatch):
    cards = laid_out("{o}\n{h}\n{d}", "\n\n")
    rows = read(monkeypatch, f"Home\nAbout\nDonate\n\n{cards}\n\nSubscribe to our newsletter")
    assert facts(rows, "headline", "outlet", "date") == [piece[:3] for piece in PIECES]
    assert all("not_understood" in row["doubts"] for row in rows if not row["headline"])


def test_sections_and_titles_are_no_outlets(monkeypatch):
    """As unions and councils send their clips."""
    cards = laid_out("{o}: {h}\nBy {by}, {d}\n{u}", "\n\n").split("\n\n")
    text = "\n\n".join(
        ["Local 7 – Press Clips\nMonday, April 1, 2019", "CONTRACT FIGHTS", *cards[:3], "ELECTIONS", *cards[3:]]
    )
    rows = read(monkeypatch, text, buttons=["new_outlets"])
    ready = [row for row in rows if row["ready_after_buttons"]]
    assert facts(ready, "headline", "outlet", "date") == [piece[:3] for piece in PIECES]


def test_digest_of_a_clipping_service(monkeypatch):
    card = "{h}\n{o} | {by} | {d} 06:12\n...the towns would have to give notice of ninety days...\nReach: 2.1M | Sentiment: Neutral"
    rows = read(monkeypatch, laid_out(card, "\n\n"))
    assert facts(rows, "headline", "outlet", "date") == [piece[:3] for piece in PIECES]


def test_alert_as_it_is_copied_from_a_browser(monkeypatch):
    cards = laid_out(
        "{h} - {o}\n{o}\n“{blurb}” said a member of the council, who led the ...\nFlag as irrelevant", "\n"
    )
    rows = read(
        monkeypatch,
        f"Google Alerts\n“winter plan”\nDaily update ⋅ March 28, 2019\nNEWS\n{cards}",
        buttons=["new_outlets"],
    )
    ready = [row for row in rows if row["ready_after_buttons"]]
    assert facts(ready, "headline", "outlet") == [piece[:2] for piece in PIECES]


def test_lists_numbered_and_titled_in_spanish(monkeypatch):
    items = "\n".join(
        f"{number}.- {item}" for number, item in enumerate(laid_out("{o}. «{h}». {es}.", "\n").split("\n"), 1)
    )
    rows = read(monkeypatch, f"COBERTURA DE PRENSA – MARZO 2019\n\n{items}")
    assert facts(rows, "headline", "outlet", "date") == [piece[:3] for piece in PIECES]


def test_days_told_from_the_day_of_the_paste_stand_beside_whole_dates(monkeypatch):
    text = (
        "The Guardian\nHarbor towns agree on a plan\n3 hours ago\n\nNBC News\nRiver towns say no\nYesterday\n\n"
        "The Hill\nOfficials ask for more time\nOct 24\n\nTexas Tribune\nA county opens its doors\nSep 12, 2025"
    )
    rows = read(monkeypatch, text)
    # The year that goes without saying is this one, not the one that the last line gives: a person is asked.
    assert [row["date"] for row in rows] == ["2026-11-01", "2026-10-31", None, "2025-09-12"]
    first, second = read(
        monkeypatch, "Harbor towns agree\nUnivision, yesterday\n\nRiver towns say no\nUnivision, 02/13/2026"
    )
    assert (first["date"], second["date"]) == ("2026-10-31", "2026-02-13")


@pytest.mark.parametrize(
    ("item", "outlet"),
    [
        ("“Harbor towns agree on a plan” in The Oregonian (October 3, 2019)", "The Oregonian"),
        ("«Harbor towns agree on a plan» en El Latino de Hoy (3 de octubre de 2019)", "El Latino de Hoy"),
        ("📰 Houston Chronicle: Harbor towns agree on a plan (Oct. 3, 2019) #towns #cities", "Houston Chronicle"),
        ("Oct. 3, 2019 - Source New Mexico - Harbor towns agree on a plan", "Source New Mexico"),
        ("VIDEO: Harbor towns agree on a plan (KHOU 11) - October 3, 2019", "KHOU 11"),
    ],
)
def test_what_stands_around_outlets_is_none_of_their_names(monkeypatch, item, outlet):
    rows = read(monkeypatch, f"{item}\n{item.replace('Harbor', 'River')}\n{item.replace('Harbor', 'Mountain')}")
    assert {row["outlet"] for row in rows} == {outlet}
    assert rows[0]["headline"].removeprefix("VIDEO: ") == "Harbor towns agree on a plan"


def test_words_on_both_sides_of_a_date_wait_for_a_person(monkeypatch):
    text = "\n".join(
        f"Univision {n}, Noticias 6 p.m., October {n}, 2019: Harbor town {n} agrees on a plan" for n in (3, 4, 5)
    )
    rows = read(monkeypatch, text, buttons=["new_outlets"])
    assert not any(row["ready_after_buttons"] for row in rows)


def test_two_thousand_pieces_in_one_paste(monkeypatch):
    text = "\n".join(f"Harbor town number {n} agrees – Valley Courier – 2019-03-28" for n in range(MAX_ROWS))
    assert MAX_ROWS == 2000 and len(read(monkeypatch, text)) == MAX_ROWS
