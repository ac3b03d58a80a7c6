"""Dates, times and ranges as each language writes them.

Django's formats cover single dates. Ranges, short month names and times with a zone come from Babel (the Unicode
CLDR), in the regional form of the site's territory where there is one: Spanish as it is written in the United
States ("6:00 p. m."), not as in Spain ("18:00").
"""

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_timezone_gmt, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import get_language


def formatting_locale(code: str | None = None) -> Locale:
    """The Babel locale for the language `code` (default: the active one) in the site's territory."""
    return _formatting_locale(code or get_language() or settings.LANGUAGE_CODE, settings.SITE_TERRITORY)


@lru_cache
def _formatting_locale(code: str, territory: str) -> Locale:
    language = Locale.parse(code, sep="-").language
    try:
        return Locale.parse(f"{language}_{territory}")
    except UnknownLocaleError:
        return Locale.parse(language)


def date_range(start: dt.date, end: dt.date) -> str:
    """As in "March 27 – 28, 2017", "27–28 de marzo de 2017"; a single date when both are the same."""
    locale = formatting_locale()
    if start == end:
        return format_date(start, format="long", locale=locale)
    # The pattern depends on the largest unit that differs. Where a language has no range with the month in full,
    # its range with the short month shows the order and the separator.
    unit = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    formats = locale.interval_formats
    first, last = formats["yMMMMd"][unit] if "yMMMMd" in formats else formats["yMMMd"][unit]
    return "".join(
        format_date(day, format=re.sub(r"(?<!M)MMM(?!M)", "MMMM", pattern), locale=locale)
        for day, pattern in ((start, first), (end, last))
    )


def day_with_weekday(day: dt.date) -> str:
    """As in "Tuesday, March 28, 2017", "martes, 28 de marzo de 2017"."""
    return format_date(day, format="full", locale=formatting_locale())


def month_and_year(day: dt.date) -> str:
    """As in "March 2017", "marzo de 2017"."""
    return format_skeleton("yMMMM", day, locale=formatting_locale())


def short_month(day: dt.date) -> str:
    """The month alone, shortened, without a full stop: "Mar", "mar"."""
    return format_date(day, format="LLL", locale=formatting_locale()).rstrip(".")


def time_range(start: dt.datetime, end: dt.datetime | None, zone: str) -> str:
    """The times of day in `zone` (an IANA name), with the zone's short name: "6:00 – 8:00 PM ET".

    `start` and `end` are aware; without `end` only the start is given.
    """
    locale, tz = formatting_locale(), ZoneInfo(zone)
    begins = start.astimezone(tz)
    name = get_timezone_name(begins, width="short", locale=locale)
    if name[0] in "+-":  # no short name in this language: "GMT+01:00" rather than "+0100"
        name = get_timezone_gmt(begins, width="long", locale=locale)
    if end is None or end <= start:
        return f"{format_time(begins, format='short', tzinfo=tz, locale=locale)} {name}"
    # CLDR writes the day period once where the language does so; both are dummies on the same day, so that an event
    # that runs past midnight is still written as two times of day.
    ends = end.astimezone(tz)
    skeleton = "hm" if "h" in locale.time_formats["short"].pattern else "Hm"
    first, last = begins.replace(tzinfo=None), ends.replace(tzinfo=None)
    if last.date() != first.date():
        text = " – ".join(format_time(t.time(), format="short", locale=locale) for t in (first, last))
    else:
        text = format_interval(first, last, skeleton=skeleton, locale=locale)
    return f"{text} {name}"


#: Real Academia Española, Diccionario panhispánico de dudas, "y": not before "hie…", "hia…", "io…".
_SOUNDS_LIKE_I = re.compile(r"(?:h?[ií](?![aeoáéó])|h?í)", re.IGNORECASE)


def join_list(items: Iterable[str]) -> str:
    """As in "a, b, and c", "a, b y c"; before the sound of "i", Spanish "y" is "e" ("español e inglés")."""
    locale = formatting_locale()
    listed = list(items)
    text = format_list(listed, locale=locale)
    if locale.language == "es" and len(listed) > 1 and _SOUNDS_LIKE_I.match(listed[-1]):
        head = text.removesuffix(listed[-1])
        return head.removesuffix(" y ") + " e " + listed[-1] if head.endswith(" y ") else text
    return text


def number(value: int | float) -> str:
    """A number with the language's own separators."""
    return format_decimal(value, locale=formatting_locale())
