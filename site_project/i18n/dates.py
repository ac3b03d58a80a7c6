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
from django.utils.translation import get_language, pgettext, pgettext_lazy


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


def _own(pattern: str, english: str) -> str:
    """The pattern that the catalog of the active language prefers to CLDR's; empty where it has none."""
    return "" if pattern == english else pattern


def date_range(start: dt.date, end: dt.date) -> str:
    """As in "March 27 – 28, 2017", "27 y 28 de marzo de 2017"; a single date when both are the same."""
    locale = formatting_locale()
    if start == end:
        return format_date(start, format="long", locale=locale)
    # Translators: Two days in a row. Leave these patterns untranslated to get the usual form of your language.
    two_days = _own(pgettext("dates", "%(first)s and %(last)s"), "%(first)s and %(last)s")
    several_days = _own(pgettext("dates", "from %(first)s to %(last)s"), "from %(first)s to %(last)s")
    same_month = (start.year, start.month) == (end.year, end.month)
    pattern = two_days if same_month and end - start == dt.timedelta(days=1) else several_days
    if pattern:
        skeleton = "d" if same_month else "MMMMd" if start.year == end.year else "yMMMMd"
        first, last = (format_skeleton(key, day, locale=locale) for key, day in ((skeleton, start), ("yMMMMd", end)))
        return pattern % {"first": first, "last": last}
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
    """As in "Tuesday, March 28, 2017", "martes 28 de marzo de 2017"."""
    locale = formatting_locale()
    if pattern := _own(pgettext("dates", "%(weekday)s, %(date)s"), "%(weekday)s, %(date)s"):
        date = format_date(day, format="long", locale=locale)
        return pattern % {"weekday": format_date(day, format="EEEE", locale=locale), "date": date}
    return format_date(day, format="full", locale=locale)


def month_and_year(day: dt.date) -> str:
    """As in "March 2017", "marzo de 2017"."""
    return format_skeleton("yMMMM", day, locale=formatting_locale())


def short_weekday(day: dt.date) -> str:
    """The day of the week, shortened, without a full stop: "Tue", "mar"."""
    return format_date(day, format="ccc", locale=formatting_locale()).rstrip(".")


def short_month(day: dt.date) -> str:
    """The month alone, shortened, without a full stop: "Mar", "mar"."""
    return format_date(day, format="LLL", locale=formatting_locale()).rstrip(".")


#: Names of time zones that a catalog can give instead of CLDR's.
ZONE_NAMES = {
    "Eastern Time": pgettext_lazy("time zone", "Eastern Time"),
    "Eastern Daylight Time": pgettext_lazy("time zone", "Eastern Daylight Time"),
    "Eastern Standard Time": pgettext_lazy("time zone", "Eastern Standard Time"),
    "Central Time": pgettext_lazy("time zone", "Central Time"),
    "Central Daylight Time": pgettext_lazy("time zone", "Central Daylight Time"),
    "Central Standard Time": pgettext_lazy("time zone", "Central Standard Time"),
    "Mountain Time": pgettext_lazy("time zone", "Mountain Time"),
    "Mountain Daylight Time": pgettext_lazy("time zone", "Mountain Daylight Time"),
    "Mountain Standard Time": pgettext_lazy("time zone", "Mountain Standard Time"),
    "Pacific Time": pgettext_lazy("time zone", "Pacific Time"),
    "Pacific Daylight Time": pgettext_lazy("time zone", "Pacific Daylight Time"),
    "Pacific Standard Time": pgettext_lazy("time zone", "Pacific Standard Time"),
}


def time_range(start: dt.datetime, end: dt.datetime | None, zone: str) -> str:
    """The times of day in `zone` (an IANA name), with the zone's name: "6:00 – 8:00 PM EDT", "de 6:00 a 8:00 p.m., hora
    del este". Where clocks are changed in between, each time has its own: "1:30 AM EST – 3:30 AM EDT".

    `start` and `end` are aware; without `end` only the start is given.
    """
    begins = start.astimezone(ZoneInfo(zone))
    ends = end.astimezone(ZoneInfo(zone)) if end and end > start else None
    if ends is None or begins.utcoffset() == ends.utcoffset():
        return _with_zone(_times(begins, ends), begins)
    first, last = (_with_zone(_times(moment, None), moment, changes=True) for moment in (begins, ends))
    return pgettext("times with zones", "%(first)s – %(last)s") % {"first": first, "last": last}


def moment_range(start: dt.datetime, end: dt.datetime, zone: str) -> str:
    """As in "Saturday, May 1, 2027, 6:00 PM – Sunday, May 2, 2027, 6:00 PM EDT", for what lasts several days."""
    begins, ends = (moment.astimezone(ZoneInfo(zone)) for moment in (start, end))
    changes = begins.utcoffset() != ends.utcoffset()
    first, last = (_times(moment, None) for moment in (begins, ends))
    first = _with_zone(first, begins, changes=True) if changes else first
    last = _with_zone(last, ends, changes=changes)
    # Translators: Two moments on different days, as in "May 1, 6:00 PM – May 2, 8:00 PM".
    return pgettext("moments", "%(first_day)s, %(first_time)s – %(last_day)s, %(last_time)s") % {
        "first_day": day_with_weekday(begins.date()),
        "first_time": first,
        "last_day": day_with_weekday(ends.date()),
        "last_time": last,
    }


def _with_zone(times: str, moment: dt.datetime, *, changes: bool = False) -> str:
    """`times` with the zone's name at `moment`. `changes`: clocks are changed meanwhile, and the name has to tell."""
    # Translators: Leave untranslated for the short name ("ET") in your language.
    if pattern := _own(pgettext("times", "%(times)s (%(zone)s)"), "%(times)s (%(zone)s)"):
        return pattern % {"times": times, "zone": _long_zone_name(moment, exact=changes)}
    locale = formatting_locale()
    name = get_timezone_name(moment, width="short", locale=locale)
    if name[0] in "+-":  # no short name in this language: "GMT+01:00" rather than "+0100"
        name = get_timezone_gmt(moment, width="long", locale=locale)
    return f"{times} {name}"


def _times(begins: dt.datetime, ends: dt.datetime | None) -> str:
    locale = formatting_locale()
    # Dummies on the same day, so that an event that runs past midnight is written as two times of day.
    first, last = begins.replace(tzinfo=None), ends and ends.replace(tzinfo=None)
    if last is None:
        return str(format_time(first.time(), format="short", locale=locale))
    whole = [format_time(moment.time(), format="short", locale=locale) for moment in (first, last)]
    same_half = first.date() == last.date() and (first.hour < 12) == (last.hour < 12)
    skeleton = "hm" if "h" in locale.time_formats["short"].pattern else "Hm"
    if pattern := _own(pgettext("times", "from %(first)s to %(last)s"), "from %(first)s to %(last)s"):
        # The half of the day is said once, at the end.
        start = format_time(first.time(), format="h:mm", locale=locale) if same_half and skeleton == "hm" else whole[0]
        return pattern % {"first": start, "last": whole[1]}
    if last.date() != first.date():
        return " – ".join(whole)
    return str(format_interval(first, last, skeleton=skeleton, locale=locale))


def _long_zone_name(moment: dt.datetime, *, exact: bool) -> str:
    """As in "hora del este"; where clocks do not change, or `exact`, it says which: "hora estándar de la montaña"."""
    generic = not exact and len({moment.replace(month=month, day=1).utcoffset() for month in (1, 7)}) > 1
    english, own = (
        get_timezone_name(moment, width="long", locale=locale, zone_variant="generic" if generic else None)
        for locale in ("en_US", formatting_locale())
    )
    return str(_own(str(ZONE_NAMES.get(english, english)), english) or own)


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
