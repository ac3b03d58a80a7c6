"""What the intake finds out about a row by itself, what it leaves to a person, and what it says about it."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Locale

from press.fetching.problems import Problem
from press.imports import problems
from press.imports.enrichment import enrich, validate
from press.imports.enums import ImportSource, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.outlet_matching import OutletIndex
from press.imports.problems import message, problem
from tests.factories.pages import CampaignFactory
from tests.factories.press import ClippingFactory, OutletFactory

TODAY = dt.date(2026, 6, 1)
DAY = dt.date(2017, 3, 28)

pytestmark = pytest.mark.django_db


@pytest.fixture
def press_import():
    return PressImport.objects.create(
        source=ImportSource.PASTE, title="Paste", locale=Locale.objects.get(language_code="en")
    )


@pytest.fixture
def univision():
    return OutletFactory(name="Univision", other_names="Univisión", website="https://www.univision.com/", language="es")


SPANISH = "Las ciudades se unen en la primera reunión de su tipo"


def row(line=1, **values):
    usual = {"headline": "Cities join forces in the first meeting of its kind", "date_text": "3.28.2017", "raw": "…"}
    return ImportRow(line=line, **usual | values)


def codes(row):
    return [found["code"] for found in row.problems]


def filled(press_import, *rows, **kwargs):
    enrich(rows, press_import, today=TODAY, **kwargs)
    return rows[0]


def test_a_row_with_everything_is_ready(press_import, univision):
    address = "https://www.univision.com/1?utm_source=x"
    found = filled(press_import, row(headline=SPANISH, outlet_name="Univisión", url=address))
    assert (found.outlet, found.date, found.language, found.state) == (univision, DAY, "es", RowState.READY)
    assert found.problems == []
    assert found.url_key


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"headline": ""}, "headline_missing"),
        ({"headline": "A" * 401}, "headline_too_long"),
        ({"outlet_name": ""}, "outlet_missing"),
        ({"outlet_name": "Unvision"}, "outlet_unknown"),
        ({"outlet_name": "Daily " * 60}, "outlet_too_long"),
        ({"date_text": ""}, "date_missing"),
        ({"date_text": "3.4.2017"}, "date_ambiguous"),
        ({"date_text": "soon"}, "date_unreadable"),
        ({"date_text": "2.30.2017"}, "date_impossible"),
        ({"date_text": "1.1.1492"}, "date_too_old"),
        ({"date_text": "3.28.2050"}, "date_future"),
        ({"url": "javascript:alert(1)"}, "address_bad"),
        ({"url": "see the website"}, "address_bad"),
        ({"url": f"https://example.com/{'a' * 1000}"}, "address_too_long"),
        ({"archive_url": "ftp://example.com/"}, "archive_address_bad"),
        ({"gloss": "a" * 301}, "gloss_too_long"),
        ({"author": "a" * 201}, "author_too_long"),
        ({"fetch_error": "timeout", "date_text": ""}, "fetch_timeout"),
    ],
)
def test_what_keeps_a_row_from_being_filed(press_import, univision, values, code):
    found = filled(press_import, row(**{"outlet_name": "Univision", **values}))
    assert code in codes(found)
    assert found.state == RowState.ATTENTION
    before = found.problems
    json.dumps(before)
    found.save()
    saved = ImportRow.objects.get(pk=found.pk)
    validate(saved, today=TODAY)
    assert (saved.problems, saved.state) == (before, RowState.ATTENTION)
    filled(press_import, saved)
    assert saved.problems == before


def test_a_misspelled_outlet_is_suggested_until_somebody_picks_it(press_import, univision):
    found = filled(press_import, row(outlet_name="Unvision"))
    assert found.outlet is None
    assert found.problems[0]["params"] == {
        "name": "Unvision",
        "suggestions": [{"id": univision.pk, "name": "Univision"}],
    }
    found.outlet = univision
    validate(found, today=TODAY)
    assert found.state == RowState.READY


def test_a_new_outlet_is_fine_when_somebody_wants_it(press_import):
    found = filled(press_import, row(outlet_name="Bronx Ledger"))
    assert codes(found) == ["outlet_unknown"]
    found.new_outlet = True
    filled(press_import, found)
    assert (found.outlet, found.state) == (None, RowState.READY)


def test_the_outlet_by_its_address(press_import, univision):
    found = filled(press_import, row(url="https://noticias.univision.com/1"))
    assert (found.outlet, found.outlet_name, found.state) == (univision, "Univision", RowState.READY)


@pytest.mark.parametrize(
    "headline",
    ["Cities join - Univision", "Cities join | univision.com", "Univisión: Cities join", "Cities join (Univision)"],
)
def test_the_name_of_a_known_outlet_is_taken_out_of_the_headline(press_import, univision, headline):
    found = filled(press_import, row(headline=headline))
    assert (found.headline, found.outlet) == ("Cities join", univision)


@pytest.mark.parametrize("headline", ["Trump: Cities join", "Cities join - and win", "Univision", "Cities (join)"])
def test_headlines_are_left_alone_otherwise(press_import, univision, headline):
    assert filled(press_import, row(headline=headline)).headline == headline


def test_ambiguous_dates_follow_the_list_and_still_have_to_be_confirmed(press_import, univision):
    rows = [row(1, date_text="28.3.2017"), row(2, date_text="3.4.2017", outlet_name="Univision", headline="Other")]
    filled(press_import, *rows)
    assert (rows[1].date, rows[1].other_date) == (dt.date(2017, 4, 3), dt.date(2017, 3, 4))
    assert codes(rows[1])[0] == "date_ambiguous"
    rows[1].date_confirmed = True
    filled(press_import, rows[1])
    assert (rows[1].date, "date_ambiguous" in codes(rows[1])) == (dt.date(2017, 4, 3), False)


def test_the_order_that_somebody_has_set_counts(press_import):
    press_import.date_order = "dmy"
    rows = [row(1, date_text="3.28.2017"), row(2, date_text="3.4.2017")]
    filled(press_import, *rows)
    assert rows[1].date == dt.date(2017, 4, 3)
    # Saying otherwise turns those around that nobody has confirmed.
    press_import.date_order = "mdy"
    rows[0].date_confirmed = True
    filled(press_import, *rows)
    assert rows[1].date == dt.date(2017, 3, 4)


def test_languages(press_import, univision):
    spanish = filled(press_import, row(headline="El alcalde de Nueva York desafía a Trump", outlet_name="Univision"))
    assert (spanish.language, codes(spanish)) == ("es", [])
    names = filled(press_import, row(headline="Janus v. AFSCME", outlet_name="Univision"))
    assert (names.language, codes(names), names.state) == ("es", ["language_unsure"], RowState.READY)
    nothing = filled(press_import, row(headline="1,000", outlet_name="Bronx Ledger"))
    assert (nothing.language, "language_unsure" in codes(nothing)) == ("en", True)
    given = filled(press_import, row(headline="Janus v. AFSCME", outlet_name="Univision", language="pt"))
    assert (given.language, codes(given)) == ("pt", [])
    named = filled(press_import, row(outlet_name="Univision", language="español"))
    assert named.language == "es"


def test_a_guessed_language_is_guessed_again_when_more_is_known(press_import, univision):
    found = filled(press_import, row(headline="Janus v. AFSCME", outlet_name="Unvision"))
    assert found.language == "en"
    found.outlet_name = "Univision"
    filled(press_import, found)
    assert found.language == "es"
    # Somebody says otherwise: the hint is gone, and nothing is guessed any more.
    found.language = "en"
    filled(press_import, found)
    assert (found.language, codes(found)) == ("en", [])


@pytest.mark.parametrize(
    ("outlet", "headline", "language", "usual"),
    [
        ("Univision", "Cities join forces in the first meeting of its kind", "en", "es"),
        ("NPR", SPANISH, "es", "en"),
        ("NPR", "Gun bill dies in committee", "en", None),
        ("NPR", "Rents rise in Berlin", "en", None),
        ("NPR", "Los Angeles rents die down", "de", "en"),
        ("Bronx Ledger", "Gun bill dies in committee", "de", None),
        ("Bronx Ledger", "Los Angeles rents die down", "de", None),
    ],
)
def test_doubts_about_a_language_are_shown(press_import, univision, outlet, headline, language, usual):
    OutletFactory(name="NPR", language="en")
    found = filled(press_import, row(headline=headline, outlet_name=outlet))
    (doubt,) = [known for known in found.problems if known["code"] == "language_unsure"]
    assert (found.language, doubt["params"].get("usual")) == (language, usual)
    assert message(doubt) in {
        "The language was guessed: English. Please check.",
        "The language was guessed: German. Please check.",
        "The language was guessed: English. The outlet mostly publishes in Spanish. Please check.",
        "The language was guessed: Spanish. The outlet mostly publishes in English. Please check.",
        "The language was guessed: German. The outlet mostly publishes in English. Please check.",
    }


def test_a_certain_guess_follows_its_headline(press_import):
    found = filled(press_import, row(outlet_name="Bronx Ledger"))
    found.headline = SPANISH
    filled(press_import, found)
    assert (found.language, "language_unsure" in codes(found)) == ("es", False)


def test_a_bare_address_waits_to_be_read(press_import):
    found = filled(press_import, row(headline="", date_text="", url="https://example.com/1"))
    assert (found.state, found.problems) == (RowState.FETCHING, [])
    found.fetch_error = "robots"
    validate(found)
    assert found.state == RowState.ATTENTION
    assert codes(found) == ["fetch_robots", "headline_missing", "outlet_missing", "date_missing"]


def test_an_address_that_could_not_be_read_does_not_matter_once_all_is_filled_in(press_import, univision):
    found = filled(press_import, row(outlet_name="Univision", url="https://example.com/1", fetch_error="robots"))
    assert found.state == RowState.READY


def test_the_same_address_is_a_duplicate(press_import, univision):
    clipping = ClippingFactory(url="https://example.com/story?id=1", live=False)
    address = "http://www.example.com/story/?id=1&fbclid=2"
    found = filled(press_import, row(headline=SPANISH, outlet_name="Univision", url=address))
    assert (found.duplicate_of_id, codes(found)) == (clipping.pk, ["duplicate_clipping"])
    found.keep_duplicate = True
    validate(found)
    assert found.state == RowState.READY


def test_the_same_headline_outlet_and_day_is_a_duplicate(press_import, univision):
    clipping = ClippingFactory(headline="¡Ciudades se unen!", outlet=univision, date=DAY, url="")
    found = filled(press_import, row(headline="Ciudades  se UNEN", outlet_name="Univision"))
    assert found.duplicate_of_id == clipping.pk
    for values in ({"date_text": "3.29.2017"}, {"headline": "Ciudades se separan"}, {"outlet_name": "Other"}):
        other = filled(press_import, row(**{"headline": "Ciudades se unen", "outlet_name": "Univision", **values}))
        assert other.duplicate_of_id is None


def test_translations_of_clippings_are_no_duplicates_of_their_own(press_import, univision):
    clipping = ClippingFactory(url="https://example.com/story")
    spanish, _made = Locale.objects.get_or_create(language_code="es")
    ClippingFactory(url="https://example.com/story", citation=clipping, locale=spanish)
    assert filled(press_import, row(url="https://example.com/story")).duplicate_of_id == clipping.pk


def test_duplicates_within_an_import(press_import, univision):
    rows = [
        row(1, outlet_name="Univision", headline=SPANISH, url="https://example.com/1"),
        row(4, outlet_name="Other", headline="Another", url="https://www.example.com/1#top"),
        row(9, outlet_name="univision.com", headline=SPANISH),
        row(9, outlet_name="Univision", headline="Different"),
    ]
    filled(press_import, *reversed(rows))
    assert [found.duplicate_row for found in rows] == [None, rows[0], rows[0], None]
    assert rows[2].problems == [problem("", "duplicate_row", line=1)]
    rows[0].state = RowState.LEFT_OUT
    filled(press_import, *rows)
    assert [found.duplicate_row for found in rows] == [None, None, None, None]


def test_duplicates_of_rows_that_are_saved_already(press_import, univision):
    first = row(1, outlet_name="Univision", url="https://example.com/1", press_import=press_import)
    filled(press_import, first).save()
    by_address, by_day = row(2, headline="Another", url="https://example.com/1/"), row(3, outlet_name="Univision")
    filled(press_import, by_address, by_day)
    assert by_address.duplicate_row == by_day.duplicate_row == first
    # The first one is no duplicate of those after it, nor are rows of other imports.
    by_day.save()
    assert filled(press_import, ImportRow.objects.get(pk=first.pk)).duplicate_row is None
    other = PressImport.objects.create(source=ImportSource.FILE, title="File", locale=press_import.locale)
    assert filled(other, row(8, outlet_name="Univision")).duplicate_row is None


def test_rows_that_are_settled_are_not_touched(press_import):
    for state in (RowState.LEFT_OUT, RowState.FILED):
        found = filled(press_import, row(state=state, outlet_name="Unvision"))
        assert (found.state, found.problems, found.date) == (state, [], None)
        validate(found)
        assert found.state == state


def test_rows_that_cannot_be_read(press_import):
    refused = row(headline="", date_text="", problems=[problem("", "too_many_cells", cells=9, columns=3)])
    filled(press_import, refused)
    assert (refused.state, codes(refused)) == (RowState.REFUSED, ["too_many_cells"])
    rule = row(headline="", date_text="", problems=[problem("", "not_understood")])
    filled(press_import, rule)
    assert (rule.state, codes(rule)[0]) == (RowState.ATTENTION, "not_understood")
    rule.headline = "Cities join forces"
    validate(rule)
    assert "not_understood" not in codes(rule)


def test_text_that_no_database_takes(press_import):
    found = row(
        headline="Cit\x00ies\u200b &amp; states ", raw="\x00", quote="\x00", outlet_name="C\ud800NN", url=" \x00"
    )
    filled(press_import, found).save()
    assert (found.headline, found.outlet_name, found.url) == ("Cities & states", "CNN", "")


def test_the_campaign_of_the_import_is_that_of_its_rows(site, press_import):
    campaigns = [CampaignFactory(parent=site.homes["en"], title=title).campaign for title in ("One", "Two")]
    press_import.campaign = campaigns[0]
    own = row(campaign=campaigns[1])
    assert filled(press_import, row()).campaign == campaigns[0]
    assert filled(press_import, own).campaign == campaigns[1]


def test_a_list_of_hundreds_takes_as_many_queries_as_one_row(press_import, univision):
    def queries(count):
        rows = [
            row(line, outlet_name="Univision", headline=f"Story {line}", url=f"https://example.com/{line}")
            for line in range(count)
        ]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            filled(press_import, *rows)
        return len(captured)

    assert queries(300) == queries(1) <= 6
    index = OutletIndex.load()
    with CaptureQueriesContext(connection) as captured:
        filled(press_import, row(outlet_name="Univision", url="https://example.com/1"), index=index)
    assert len(captured) <= 5


def test_every_code_has_a_sentence_in_the_readers_language():
    params = {
        "limit": 20_000_000, "line": 3, "name": "Unvision", "suggestions": [{"id": 1, "name": "Univision"}],
        "text": "3.4.2017", "language": "es", "cells": 9, "columns": 3,
        "day": "2017-04-03", "article_day": "2017-04-04",
    }  # fmt: skip
    general = message({"code": "of the past"})
    for code in [*problems.CODES, *(f"fetch_{code}" for code in Problem.values)]:
        with translation.override("en"):
            sentence = message(problem("", code, **params))
        assert sentence not in {"", general}
        assert "%" not in sentence
        # Stored problems outlive the code that made them.
        assert message({"code": code, "params": {}})
    assert message({}) == general


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                name: st.text(max_size=20)
                | st.sampled_from(["https://example.com/1", "3.4.2017", "NBC: Univision - x"])
                for name in (
                    "headline",
                    "outlet_name",
                    "date_text",
                    "url",
                    "archive_url",
                    "author",
                    "gloss",
                    "quote",
                    "language",
                )
            },
        ),
        max_size=3,
    )
)
@settings(max_examples=40, derandomize=True, database=None, deadline=None)
def test_any_row_at_all_can_be_saved_and_says_what_is_open(rows):
    locale = Locale.objects.get(language_code="en")
    press_import = PressImport.objects.create(source=ImportSource.FILE, title="File", locale=locale)
    made = [ImportRow(line=line, raw="\x00", **values) for line, values in enumerate(rows, start=1)]
    index = OutletIndex([])
    enrich(made, press_import, today=TODAY, index=index)
    for found in made:
        found.save()
        assert found.state in {RowState.READY, RowState.ATTENTION, RowState.FETCHING}
        assert (found.state == RowState.READY) == bool(
            found.headline and found.outlet and found.date and all(map(problems.is_hint, found.problems))
        )
        assert all(message(open_problem) for open_problem in found.problems)
