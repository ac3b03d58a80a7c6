"""Dates, times, lists and numbers are written as each language writes them. Thin spaces count as spaces here."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from site_project.i18n import dates

NEW_YORK = "America/New_York"


@pytest.fixture(autouse=True)
def language():
    """English, unless a test speaks another language itself."""
    with translation.override("en"):
        yield


def plain(text):
    """`text` with ordinary spaces and hyphens."""
    return text.translate({0x2009: " ", 0x202F: " ", 0xA0: " ", 0x2013: "-"})


def day(text):
    return dt.date.fromisoformat(text)


def moment(text, zone=NEW_YORK):
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("code", "start", "end", "expected"),
    [
        ("en", "2017-03-27", "2017-03-27", "March 27, 2017"),
        ("en", "2017-03-27", "2017-03-28", "March 27 - 28, 2017"),
        ("en", "2017-03-30", "2017-04-02", "March 30 - April 2, 2017"),
        ("en", "2017-12-30", "2018-01-02", "December 30, 2017 - January 2, 2018"),
        ("es", "2017-03-27", "2017-03-27", "27 de marzo de 2017"),
        ("es", "2017-03-27", "2017-03-28", "27 y 28 de marzo de 2017"),
        ("es", "2017-03-27", "2017-03-29", "del 27 al 29 de marzo de 2017"),
        ("es", "2017-03-31", "2017-04-01", "del 31 de marzo al 1 de abril de 2017"),
        ("es", "2017-12-30", "2018-01-02", "del 30 de diciembre de 2017 al 2 de enero de 2018"),
    ],
)
def test_range_names_only_once_what_both_days_share(code, start, end, expected):
    with translation.override(code):
        assert plain(dates.date_range(day(start), day(end))) == expected


@pytest.mark.parametrize(
    ("code", "expected"), [("en", "Tuesday, March 28, 2017"), ("es", "martes 28 de marzo de 2017")]
)
def test_day_comes_with_its_weekday(code, expected):
    with translation.override(code):
        assert dates.day_with_weekday(day("2017-03-28")) == expected


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("month", range(1, 13))
def test_short_month_fits_a_tile_and_has_no_full_stop(code, month):
    with translation.override(code):
        short = dates.short_month(dt.date(2017, month, 1))

    assert 3 <= len(short) <= 4 and short.isalpha()


@pytest.mark.parametrize(
    ("code", "expected"), [("en", "6:00 - 8:00 PM EDT"), ("es", "de 6:00 a 8:00 p.m., hora del este")]
)
def test_times_share_their_half_of_the_day_and_name_the_zone(code, expected):
    with translation.override(code):
        times = dates.time_range(moment("2017-03-28T18:00"), moment("2017-03-28T20:00"), NEW_YORK)

    assert plain(times) == expected


@pytest.mark.parametrize(
    ("code", "expected"), [("en", "11:00 AM - 1:30 PM EDT"), ("es", "de 11:00 a.m. a 1:30 p.m., hora del este")]
)
def test_times_in_both_halves_of_the_day_say_so(code, expected):
    with translation.override(code):
        times = dates.time_range(moment("2017-03-28T11:00"), moment("2017-03-28T13:30"), NEW_YORK)

    assert plain(times) == expected


def test_zone_is_named_as_it_is_called_on_that_day():
    assert dates.time_range(moment("2017-01-12T18:00"), None, NEW_YORK).endswith(" EST")
    assert dates.time_range(moment("2017-07-12T18:00"), None, NEW_YORK).endswith(" EDT")


def test_times_are_those_of_the_zone_of_the_event():
    times = dates.time_range(moment("2017-03-28T18:00"), moment("2017-03-28T20:00"), "America/Los_Angeles")

    assert plain(times) == "3:00 - 5:00 PM PDT"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("America/Chicago", "hora del centro"),
        ("America/Denver", "hora de la montaña"),
        ("America/Phoenix", "hora estándar de la montaña"),  # its clocks do not change
        ("America/Los_Angeles", "hora del Pacífico"),
        ("America/Anchorage", "hora de Alaska"),
        ("Europe/Madrid", "hora de Europa central"),
    ],
)
def test_zones_have_spanish_names(zone, expected):
    with translation.override("es"):
        assert plain(dates.time_range(moment("2017-07-12T18:00", zone), None, zone)) == f"6:00 p.m., {expected}"


def test_zone_without_a_short_name_is_given_as_its_distance_from_greenwich():
    assert plain(dates.time_range(moment("2017-06-01T12:00"), None, "Europe/London")).endswith("GMT+01:00")


@pytest.mark.parametrize("end", [None, "2017-03-28T18:00", "2017-03-28T17:00"])
def test_without_a_later_end_only_the_start_is_given(end):
    times = dates.time_range(moment("2017-03-28T18:00"), end and moment(end), NEW_YORK)

    assert plain(times) == "6:00 PM EDT"


@pytest.mark.parametrize(
    ("code", "expected"), [("en", "10:00 PM - 1:00 AM EDT"), ("es", "de 10:00 p.m. a 1:00 a.m., hora del este")]
)
def test_event_past_midnight_has_two_times_of_day(code, expected):
    with translation.override(code):
        times = dates.time_range(moment("2017-03-28T22:00"), moment("2017-03-29T01:00"), NEW_YORK)

    assert plain(times) == expected


@pytest.mark.parametrize(
    ("code", "items", "expected"),
    [
        ("en", [], ""),
        ("en", ["English"], "English"),
        ("en", ["English", "Spanish"], "English and Spanish"),
        ("en", ["English", "Spanish", "Tagalog"], "English, Spanish, and Tagalog"),
        ("es", ["inglés", "español"], "inglés y español"),
        ("es", ["inglés", "español", "tagalo"], "inglés, español y tagalo"),
    ],
)
def test_lists_end_with_and(code, items, expected):
    with translation.override(code):
        assert dates.join_list(items) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["español", "inglés"], "español e inglés"),
        (["chino", "español", "italiano"], "chino, español e italiano"),
        (["Hernández", "Hidalgo"], "Hernández e Hidalgo"),
        (["agua", "hielo"], "agua y hielo"),
        (["inglés", "ruso"], "inglés y ruso"),
        (["inglés"], "inglés"),
    ],
)
def test_spanish_lists_are_easy_to_say(items, expected):
    with translation.override("es"):
        assert dates.join_list(items) == expected


@pytest.mark.parametrize("code", ["en", "es"])
def test_numbers_are_written_as_in_the_united_states(code):
    with translation.override(code):
        assert dates.number(1234567) == "1,234,567"
        assert dates.number(78.06) == "78.06"


def test_third_language_needs_no_code():
    with translation.override("fr"):
        assert plain(dates.date_range(day("2017-03-27"), day("2017-03-28"))) == "27-28 mars 2017"
        assert dates.day_with_weekday(day("2017-03-28")) == "mardi 28 mars 2017"
        assert plain(dates.time_range(moment("2017-03-28T18:00"), None, NEW_YORK)).startswith("18:00")
        assert dates.join_list(["a", "b", "c"]) == "a, b et c"
        assert plain(dates.number(1234567.5)) == "1 234 567,5"


def test_language_without_a_form_for_the_territory_is_written_in_its_own_form():
    with translation.override("ja"):
        assert dates.date_range(day("2017-03-27"), day("2017-03-28")) == "2017年3月27日～28日"
