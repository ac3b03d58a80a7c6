"""Dates are read as people write them, and are never guessed where they can mean two days."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.reading.dates import ReadDate, guess_order, read_date

TODAY = dt.date(2026, 6, 1)
DAY = dt.date(2017, 3, 28)


@pytest.mark.parametrize(
    "text",
    [
        *("3.28.2017", "03.28.2017", "3/28/2017", "3-28-2017", "3/28/17", "28.3.2017", "28/03/2017", "28-3-17"),
        *("2017-03-28", "2017/3/28", "2017.03.28", "20170328", "2017-03-28T10:30:00Z", "2017-03-28 00:00:00"),
        *("March 28, 2017", "march 28 2017", "Mar. 28, 2017", "March 28th, 2017", "28 March 2017", "28-Mar-2017"),
        *("Tuesday, March 28, 2017", "Tue 28 Mar 2017", "March 28, ’17", "March 28, 2017 at 9:30 PM ET"),
        *("28 de marzo de 2017", "28 de marzo del 2017", "martes, 28 de marzo de 2017", "mar 28 mar 2017"),
        *("28 mar. 2017", "marzo 28, 2017", "(3.28.2017)", " 3.28.2017, ", "3\u00a028, 2017".replace("3", "Mar")),
    ],
)
def test_a_day_that_is_certain(text):
    assert read_date(text, today=TODAY) == ReadDate(DAY)
    assert read_date(text, "dmy", today=TODAY).date == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sept. 5, 2019", dt.date(2019, 9, 5)),
        ("1 ene 2020", dt.date(2020, 1, 1)),
        ("5 de septiembre de 2019", dt.date(2019, 9, 5)),
        ("31.12.99", dt.date(1999, 12, 31)),
        ("3.3.2017", dt.date(2017, 3, 3)),
        ("17-03-28", DAY),
    ],
)
def test_other_days(text, day):
    assert read_date(text, today=TODAY) == ReadDate(day)


def test_figures_that_mean_two_days_have_to_be_confirmed_in_any_order():
    march, april = dt.date(2017, 3, 4), dt.date(2017, 4, 3)
    assert read_date("3.4.2017", today=TODAY) == ReadDate(march, april, "ambiguous")
    assert read_date("3.4.2017", "mdy", today=TODAY) == ReadDate(march, april, "ambiguous")
    assert read_date("3.4.2017", "dmy", today=TODAY) == ReadDate(april, march, "ambiguous")


def test_what_has_not_happened_yet_is_not_meant():
    today = dt.date(2017, 4, 10)
    assert read_date("3.12.2017", today=today) == ReadDate(dt.date(2017, 3, 12))
    # Somebody says day first: then it is for a person to decide.
    assert read_date("3.12.2017", "dmy", today=today).problem == "ambiguous"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2.30.2017", "impossible"),
        ("40.40.2017", "impossible"),
        ("February 30, 2017", "impossible"),
        ("March 28, 1799", "too_old"),
        ("3.28.2050", "future"),
        ("March 2017", "unreadable"),
        ("soon", "unreadable"),
        ("28", "unreadable"),
        ("", "unreadable"),
        ("3.28.017", "unreadable"),
        ("٣.٢٨.٢٠١٧x", "unreadable"),
        ("March " * 50, "unreadable"),
    ],
)
def test_why_a_date_is_refused(text, problem):
    assert read_date(text, today=TODAY).problem == problem


def test_a_date_in_the_future_is_shown_all_the_same():
    assert read_date("3.28.2050", today=TODAY).date == dt.date(2050, 3, 28)


def test_the_certain_dates_of_a_list_suggest_its_order():
    assert guess_order(["3.28.2017", "3.4.2017", "March 28, 2017"], today=TODAY) == "mdy"
    assert guess_order(["28.3.2017", "3.4.2017"], today=TODAY) == "dmy"
    assert guess_order(["2017-03-28", ""], today=TODAY) == "ymd"
    assert guess_order(["3.4.2017", "3.3.2017", "soon"], today=TODAY) == ""
    assert guess_order(["3.28.2017", "28.3.2017"], today=TODAY) == ""
    assert guess_order(["3.28.2017", "3.29.2017", "28.3.2017"], today=TODAY) == "mdy"


@given(st.dates(dt.date(1950, 1, 1), TODAY), st.sampled_from([".", "/", "-"]), st.booleans())
@settings(max_examples=100, derandomize=True, database=None, deadline=None)
def test_the_day_that_was_meant_is_always_among_the_readings(day, mark, day_first):
    order = [day.day, day.month] if day_first else [day.month, day.day]
    read = read_date(mark.join(map(str, [*order, day.year])), "dmy" if day_first else "mdy", today=TODAY)
    assert read.date == day
    assert bool(read.other) == (read.problem == "ambiguous")
    assert read_date(day.isoformat(), today=TODAY) == ReadDate(day)


@given(st.text(max_size=90), st.sampled_from(["", "mdy", "dmy", "ymd", "nonsense"]))
@settings(max_examples=100, derandomize=True, database=None, deadline=None)
def test_any_text_at_all(text, order):
    read = read_date(text, order, today=TODAY)
    assert read.date or read.problem
    guess_order([text], today=TODAY)
