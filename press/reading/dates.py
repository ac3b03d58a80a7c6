"""Dates as people write them, in English and Spanish, in figures and in words.

Figures such as 3.4.2017 mean two different days. Nobody but a person can say which, so that the other reading is
always handed out too, until somebody has confirmed one.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone

from press.enums import DateOrder
from press.reading.text import normalize_for_matching, one_line

#: Nothing older is coverage of a campaign; a year such as 0217 is a slip of the hand.
FIRST_YEAR = 1900
#: Longer text is no date.
LONGEST = 80

_MONTH_NAMES = (
    ("january", "jan", "enero", "ene"),
    ("february", "feb", "febrero"),
    ("march", "mar", "marzo", "mzo"),
    ("april", "apr", "abril", "abr"),
    ("may", "mayo"),
    ("june", "jun", "junio"),
    ("july", "jul", "julio"),
    ("august", "aug", "agosto", "ago"),
    ("september", "sept", "sep", "septiembre", "setiembre", "set"),
    ("october", "oct", "octubre"),
    ("november", "nov", "noviembre"),
    ("december", "dec", "diciembre", "dic"),
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names}
WEEKDAYS = frozenset(
    [
        *("monday", "mon", "tuesday", "tue", "tues", "wednesday", "wed", "thursday", "thu", "thur", "thurs", "friday"),
        *("fri", "saturday", "sat", "sunday", "sun", "lunes", "lun", "martes", "mar", "miercoles", "mie", "jueves"),
        *("jue", "viernes", "vie", "sabado", "sab", "domingo", "dom"),
    ]
)
#: Words around a date that say nothing about which.
_FILLERS = frozenset({"de", "del", "of", "the", "on", "el", "a"})

_DAYS_BACK = {"today": 0, "hoy": 0, "yesterday": 1, "ayer": 1, "anteayer": 2, "antier": 2}
_AGO = re.compile(
    r"(\d{1,2}|an?) (minutes?|hours?|days?|weeks?) ago|hace (\d{1,2}|una?) (minutos?|horas?|dias?|semanas?)",
)

_FIGURES = re.compile(r"(\d{1,4})\s?[./\-–]\s?(\d{1,2})\s?[./\-–]\s?(\d{1,4})\.?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
#: The time of day after a date: "T10:30:00Z", "10:30 a.m. ET", "at 9 PM".
_TIME = re.compile(
    r"(?:T|,?\s+(?:at\s+|a\s+las\s+)?)\d{1,2}(?:[:.h]\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?"
    r"\s?(?:[ap]\.?\s?m\.?)?\s?(?:Z|[+-]\d{2}:?\d{2}|[A-Z]{1,4})?$",
    re.IGNORECASE,
)
_ORDINAL_MARK = re.compile(r"(\d)\.?[º°ª]")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|o|er|ro)")


@dataclass(frozen=True, slots=True)
class ReadDate:
    """The day that a text means, the other day that it can mean, and why it is not certain or not readable: empty,
    "ambiguous", "unreadable", "impossible" (no such day), "future" or "too_old". The day is kept when it is in the
    future: a person sees what was read."""

    date: dt.date | None = None
    other: dt.date | None = None
    problem: str = ""


def read_date(text: str, order: str = "", *, today: dt.date | None = None) -> ReadDate:
    """The day that `text` means. `order` is the value of `DateOrder` that figures are read with first, when they can
    be read in several ways; `today` (default: by the site's clock) is the last day that can be meant."""
    return _read_date(text[: LONGEST * 4], order, today or timezone.localdate())


@lru_cache(maxsize=10_000)
def _read_date(text: str, order: str, today: dt.date) -> ReadDate:
    plain = _trimmed(text)
    if not plain or len(plain) > LONGEST:
        return ReadDate(problem="unreadable")
    if told := _told_from(today, plain):
        return ReadDate(told)
    figures = _figures(plain)
    found = _readings(figures, today) if figures else _in_words(plain, today)
    if not found:
        return ReadDate(problem="unreadable")
    days = {how: day for how, parts in found.items() if (day := _day(*parts))}
    if not days:
        return ReadDate(problem="impossible")
    return _chosen(days, order, today)


def _told_from(today: dt.date, plain: str) -> dt.date | None:
    """The day that "yesterday" or "2 weeks ago" is."""
    text = normalize_for_matching(plain)
    found = _AGO.fullmatch(text)
    if text not in _DAYS_BACK and not found:
        return None
    days = _DAYS_BACK.get(text, 0)
    if found:
        count = found[1] or found[3]
        unit = (found[2] or found[4])[0]
        days = (int(count) if count.isdigit() else 1) * {"w": 7, "s": 7, "d": 1}.get(unit, 0)
    return today - dt.timedelta(days=days)


def guess_order(texts: Iterable[str], *, today: dt.date | None = None) -> str:
    """How the list that these dates come from writes figures, judged by those that can be read in one way only.
    Empty when none says so, or as many say one as the other."""
    today = today or timezone.localdate()
    votes: Counter[str] = Counter()
    for text in texts:
        figures = _figures(_trimmed(text))
        if not figures:
            continue
        days = {how: day for how, parts in _readings(figures, today).items() if (day := _day(*parts))}
        if len(set(days.values())) == 1 and len(days) == 1:
            votes.update(days.keys())
    ranking = votes.most_common(2)
    if not ranking or (len(ranking) == 2 and ranking[0][1] == ranking[1][1]):
        return ""
    return ranking[0][0]


def _trimmed(text: str) -> str:
    return one_line(text[: LONGEST * 4]).strip(" ,;()[]")


def _figures(plain: str) -> tuple[str, str, str] | None:
    """The three numbers of a date in figures, with or without a time of day and a weekday."""
    for weekday in (False, True):
        rest = (
            plain.partition(" ")[2]
            if weekday and normalize_for_matching(plain.partition(" ")[0]) in WEEKDAYS
            else plain
        )
        for candidate in (rest, _TIME.sub("", rest)):
            match = _FIGURES.fullmatch(candidate) or _COMPACT.fullmatch(candidate)
            if match:
                return match[1], match[2], match[3]
    return None


def _readings(figures: tuple[str, str, str], today: dt.date) -> dict[str, tuple[int, int, int]]:
    """Year, month and day for each order in which figures can be read. A year has four digits, or two."""
    first, second, third = figures
    one, two, three = int(first), int(second), int(third)
    if len(first) > 2:
        return {DateOrder.YEAR_FIRST.value: (one, two, three)} if len(first) == 4 and len(third) <= 2 else {}
    if len(third) not in {2, 4}:
        return {}
    year = three if len(third) == 4 else _century(three, today)
    readings = {DateOrder.MONTH_FIRST.value: (year, one, two), DateOrder.DAY_FIRST.value: (year, two, one)}
    if len(first) == len(third) == 2 and not any((day := _day(*parts)) and day <= today for parts in readings.values()):
        readings[DateOrder.YEAR_FIRST.value] = (_century(one, today), two, three)  # "17-03-28"
    return readings


def _century(short: int, today: dt.date) -> int:
    """The year that two digits mean: in this century, unless that is more than a generation ahead."""
    year = today.year - today.year % 100 + short
    return year if year <= today.year + 30 else year - 100


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _in_words(plain: str, today: dt.date) -> dict[str, tuple[int, int, int]]:
    """ "March 28, 2017", "Tuesday, 28 March 2017", "28 de marzo de 2017", "mar. 28, '17"; and so with hyphens."""
    return _day_in_words(plain, today) or _day_in_words(_TIME.sub("", plain), today)


def _day_in_words(plain: str, today: dt.date) -> dict[str, tuple[int, int, int]]:
    plain = _ORDINAL_MARK.sub(r"\1", plain)
    words = [word for word in normalize_for_matching(plain).split() if word not in _FILLERS]
    months = [place for place, word in enumerate(words) if word in MONTHS]
    if not months or len(words) > 5:
        return {}
    month = months[-1]  # "mar" before it is a Spanish Tuesday
    numbers = [match[1] if (match := _ORDINAL.fullmatch(word)) else word for word in words]
    others = [number for place, number in enumerate(numbers) if place != month and words[place] not in WEEKDAYS]
    if len(others) != 2 or not all(other.isascii() and other.isdigit() for other in others):
        return {}
    day, year = others if len(others[0]) <= 2 else reversed(others)
    if len(day) > 2 or len(year) not in {2, 4}:
        return {}
    number = int(year) if len(year) == 4 else _century(int(year), today)
    return {"": (number, MONTHS[words[month]], int(day))}


def _chosen(days: dict[str, dt.date], order: str, today: dt.date) -> ReadDate:
    """The reading by `order`, or the first; the other one with it. What has not happened yet is not what is meant, as
    long as there is another reading and nobody said otherwise."""
    happened = {how: day for how, day in days.items() if day <= today}
    if happened and not (order in days and order not in happened):
        days = happened
    preferred = days.get(order) or next(iter(days.values()))
    other = next((day for day in days.values() if day != preferred), None)
    if preferred.year < FIRST_YEAR:
        return ReadDate(problem="too_old")
    if other:
        return ReadDate(preferred, other, "ambiguous")
    return ReadDate(preferred, problem="future" if preferred > today else "")
