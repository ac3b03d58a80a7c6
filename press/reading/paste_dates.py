"""Where in a line the date stands. What it means is for `press.reading.dates` to say."""

import datetime as dt
import re
from functools import lru_cache

from press.reading.dates import MONTHS, WEEKDAYS, read_date
from press.reading.paste_rows import LONGEST_OUTLET


def _any_of(names: frozenset[str] | dict[str, int]) -> str:
    """A pattern for these words; longer ones first, vowels with or without accents."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.sub("[aei]", lambda vowel: f"[{vowel[0]}{_ACCENTED[vowel[0]]}]", name) for name in ordered)


_ACCENTED = {"a": "á", "e": "é", "i": "í"}
_MONTH = rf"(?:{_any_of(MONTHS)})\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|º|o|er)?"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_DATE = (
    rf"(?:(?:{_any_of(WEEKDAYS)})\b\.?,?\s)?(?:"
    r"\d{1,4}\s?[./\-–]\s?\d{1,2}\s?[./\-–]\s?\d{2,4}"
    rf"|{_MONTH}\s{_DAY},?\s(?:del?\s)?{_YEAR}"
    rf"|(?:el\s)?{_DAY}(?:\s|-)(?:de\s|of\s)?{_MONTH},?(?:\s|-)(?:del?\s)?{_YEAR}"
    r")"
    r"(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?"
    r"|,?\s(?:at\s)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?\s?m\.?)?(?:\s[A-Z]{2,4})?)?"
)
_AT_END = re.compile(rf"(?<![\w./\-])({_DATE})[\s)\].,;]{{0,4}}$", re.IGNORECASE)
_AT_START = re.compile(rf"[(\[]?({_DATE})[)\]]?(?=$|[\s,;:|/–—-])", re.IGNORECASE)
_INSIDE = re.compile(rf"[,(]\s?({_DATE})\)?\s?(?::|[–—-](?=\s))\s?(?=\S)", re.IGNORECASE)
_FIGURES = re.compile(r"[\d\s./\-–]+")
#: The longest text at the end of a line that can be a date.
_ROOM = 80
_MARKS = frozenset(',([|/–—-:;·•)”"»')


def split_date(text: str) -> tuple[str, str, str, str] | None:
    """What stands before the date, the date, what stands after it, and the character that parts them. The date is at
    the end, or at the beginning; None when there is none in either place."""
    found = _AT_END.search(text, max(0, len(text) - _ROOM))
    if found and _is_date(found[1]):
        before = text[: found.start()].rstrip()
        mark = before[-1] if before and before[-1] in _MARKS else ""
        return before.rstrip(" :[("), found[1].strip(), "", mark
    found = _AT_START.match(text)
    if found and _is_date(found[1]):
        after = text[found.end() :].lstrip()
        if not after or after[0] in ",;:|/–—-" or _FIGURES.fullmatch(found[1]):
            return "", found[1].strip(), after.lstrip(",;:|/–—-. "), ","
    return None


def middle_date(text: str) -> tuple[str, str, str] | None:
    """Outlet, date and headline of "NBC News, March 28, 2017: Cities join forces"."""
    found = _INSIDE.search(text, 2, LONGEST_OUTLET + _ROOM)
    if found and _is_date(found[1]) and found.start() <= LONGEST_OUTLET:
        return text[: found.start()], found[1].strip(), text[found.end() :]
    return None


@lru_cache(maxsize=1000)
def _is_date(text: str) -> bool:
    """Whether it is meant as a date: days that do not exist are, "1/2/3" is not."""
    read = read_date(text, today=dt.date.max)
    return read.date is not None or read.problem in {"impossible", "too_old"}
