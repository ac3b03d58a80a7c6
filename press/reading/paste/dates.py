"""Where in a line the date stands. What it means is for `press.reading.dates` to say."""

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from press.reading.dates import MONTHS, WEEKDAYS, read_date

#: Stands for the date in a line that goes on after it.
DATE = "\ue004"


def _any_of(names: frozenset[str] | dict[str, int]) -> str:
    """A pattern for these words; longer ones first, vowels with or without accents."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.sub("[aei]", lambda vowel: f"[{vowel[0]}{_ACCENTED[vowel[0]]}]", name) for name in ordered)


_ACCENTED = {"a": "á", "e": "é", "i": "í"}
_MONTH = rf"(?:{_any_of(MONTHS)})\b\.?"
_DAY = r"(?:\d{1,2}(?:\.?[º°ª]|st|nd|rd|th|o|er|ro)?|primero)(?!\w)"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)(?!\d)"
_TIME = (
    r"(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?"
    r"|,?\s(?:at\s|a\slas\s)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?\s?m\.?)?(?:\s[A-Z]{2,4}\b)?"
    r"|,?\s(?:at\s)?\d{1,2}\s?[ap]\.?m\b\.?(?:\s[A-Z]{2,4}\b)?)?"
)
_WEEKDAY = rf"(?:(?:{_any_of(WEEKDAYS)})\b\.?,?\s)?"
_FULL = re.compile(
    rf"(?<![\w./\-]){_WEEKDAY}(?:"
    r"\d{1,4}\s?[./\-–]\s?\d{1,2}\s?[./\-–]\s?\d{2,4}(?![\d/])"
    rf"|{_MONTH}\s{_DAY},?\s(?:del?\s)?{_YEAR}"
    rf"|(?:el\s)?{_DAY}(?:\s|-|/)(?:de\s|of\s)?{_MONTH},?(?:\s|-|/)(?:del?\s)?(?:{_YEAR}|(?<=[-/])\d\d\b)"
    rf"|(?:19|20)\d\d,?\s{_MONTH}\s{_DAY}"
    rf"){_TIME}",
    re.IGNORECASE,
)
#: Told from the day of the paste.
_TOLD = (
    r"yesterday|today|ayer|anteayer|antier|hoy"
    r"|(?:\d{1,2}|an?)\s(?:minutes?|hours?|days?|weeks?)\sago|hace\s(?:\d{1,2}|una?)\s(?:minutos?|horas?|d[ií]as?|semanas?)"
)
_PARTIAL = re.compile(
    rf"(?<![\w./\-])(?:{_WEEKDAY}(?:{_MONTH}\s{_DAY}|(?:el\s)?{_DAY}\s(?:de\s|of\s)?{_MONTH}|\d{{1,2}}/\d{{1,2}})(?![\d/])"
    rf"|{_MONTH},?\s(?:del?\s)?{_YEAR}"
    rf"|{_TOLD})(?!\w)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d")
_MONTH_ONLY = re.compile(_MONTH, re.IGNORECASE)
#: What people put before a date that stands for itself.
_LABEL = re.compile(
    r"(?:^|(?<=[\s(|]))(?:(?:published|posted|updated|publicado|publicada|actualizado|aired|date|fecha)(?:\s(?:on|el|in))?\s?:?\s?"
    r"|\b(?:dated|del?\sd[ií]a)\s)$",
    re.IGNORECASE,
)
_LABEL_ENDS = (
    *(" on", "el", "in", "published", "posted", "updated", "publicado", "publicada", "actualizado", "aired", "date"),
    *("fecha", "dated", "día", "dia"),
)
#: After these a date belongs to the sentence, and is not that of the piece. English and Spanish.
_BEFORE_DATES_IN_SENTENCES = frozenset(
    [
        *("on", "of", "in", "since", "from", "to", "until", "by", "before", "after", "the", "and"),
        *("de", "del", "el", "desde", "hasta", "para", "y", "tras"),
    ]
)
#: Between a quoted headline and the words that lead to its date: "… in the Harbor Post on May 2, 2025".
_QUOTED_IN = re.compile(r"[”\"»\ue001\ue003],?\s(?:in|en|on|at)\s[^”\"»]{2,80}\s(?P<on>(?:on|el)\s*)$", re.IGNORECASE)
_LEFT = ',;:|/–—-([•·⋅.”"’»)]>?!…\ue000\ue001\ue002\ue003'
_RIGHT = ',;:|/–—-)]•·⋅.("“«[\ue000\ue001\ue002\ue003'
_BETWEEN = " ,;:|/–—•·⋅"
#: What is said of a piece behind its date.
_NOTE = re.compile(
    r"[(\[](?:paywall(?:ed)?|subscription(?: required)?|subscribers only|audio|video|print(?: only)?|pdf|podcast|radio|tv|online|in spanish"
    r"|in english|en español|en inglés|impreso|suscripción|solo suscriptores|muro de pago|(?:\d{1,2}:)?\d{1,2}:\d\d)[)\]]\.?",
    re.IGNORECASE,
)
#: The longest line that a date is looked for in, from either end.
_ROOM = 400


class Found(NamedTuple):
    """A line without its date: the text (with `DATE` where the date was, if text follows), the date, and whether it
    is one with day, month and year."""

    text: str
    date: str
    place: str = ""


def take_date(text: str) -> Found | None:
    """The line without the date that is its own: at the end, at the beginning, or between separators."""
    if not _DIGIT.search(text):
        return None
    spans = [span for found in _FULL.finditer(text[:_ROOM]) if (span := _bounded(text, *found.span(), whole=True))]
    if len(text) > _ROOM:
        spans += [
            span
            for found in _FULL.finditer(text, len(text) - _ROOM // 2)
            if (span := _bounded(text, *found.span(), whole=True))
        ]
    spans = [span for span in spans if _is_date(text[span[0] : span[1]])]
    return _taken(text, spans)


def take_partial_date(text: str) -> Found | None:
    """The line without a date that lacks the year or the day, or is told from today: at its ends, or between
    separators."""
    matches = [*_PARTIAL.finditer(text[:80]), *(_PARTIAL.finditer(text, len(text) - 60) if len(text) > 80 else ())]
    spans = [span for found in matches if (span := _bounded(text, *found.span(), whole=False))]
    return _taken(text, spans)


def take_year(text: str) -> Found | None:
    """The line without a year at its end."""
    match = re.search(r"[,(–—-]\s?((?:19|20)\d\d)\)?[.\s]*$", text)
    return _taken(text, [match.span(1)]) if match else None


def is_year(text: str) -> bool:
    return bool(_YEAR_ONLY.fullmatch(text))


def is_month(text: str) -> bool:
    return bool(_MONTH_ONLY.fullmatch(text))


def is_any_date(text: str) -> bool:
    """Whether `text` is nothing but a date, complete or not."""
    return len(text) < 60 and _is_any_date(text)


@lru_cache(maxsize=2000)
def _is_any_date(text: str) -> bool:
    text = text.strip(" ,;.()[]")
    if is_year(text) or is_month(text):
        return True
    if _PARTIAL.fullmatch(text):
        return True
    return bool(_FULL.fullmatch(text)) and _is_date(text)


def holds_date(text: str) -> bool:
    """Whether a date with day, month and year stands in `text`."""
    return bool(_DIGIT.search(text)) and bool(_FULL.search(text[:_ROOM]))


def is_told(text: str) -> bool:
    """Whether a date is told from the day of the paste: "yesterday"."""
    return bool(re.fullmatch(_TOLD, text, re.IGNORECASE))


def with_year(date: str, year: str) -> str:
    """A date that has no year, in the year that a heading or the neighbors give."""
    if not year or is_told(date) or re.search(r"(?:19|20)\d\d|['’]\d\d", date):
        return date
    if re.fullmatch(r"\d{1,2}/\d{1,2}", date):
        return f"{date}/{year}"
    return f"{date.rstrip('.')}, {year}"


def year_of(date: str) -> str:
    """The only year in a date, if it has four digits."""
    found = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", date))
    return found.pop() if len(found) == 1 else ""


def _bounded(text: str, start: int, end: int, *, whole: bool) -> tuple[int, int] | None:
    """The span of a date with what belongs to it, if separators or the ends of the line part it from the rest."""
    left, right = text[:start], text[end:]
    if left.rstrip(" :").lower().endswith(_LABEL_ENDS) and (label := _LABEL.search(left)):
        start, left = label.start(), left[: label.start()]
    if whole and (on := _QUOTED_IN.search(left)):
        start, left = on.start("on"), left[: on.start("on")]
        return (start, end) if not right.strip(")].,;* ") else None
    before, after = left.rstrip(), right.lstrip()
    opens = not before.strip("([•*\ue000\ue002 ")
    closes = not after.strip(")].,;*\ue001\ue003 ")
    figures = text[start].isdigit() and not any(char.isalpha() for char in text[start:end])
    if opens and closes:
        return start, end
    if not opens and before[-1] not in _LEFT:
        words = before.split()
        ends_sentence = words[-1].lower() in _BEFORE_DATES_IN_SENTENCES
        if not closes or not whole or ends_sentence or (len(words) > 4 and not figures):
            return None
    # As in lists that begin each line with figures, and nothing after them.
    at_start = opens and (whole or figures) and (figures or after[:1].isupper())
    if not closes and after[0] not in _RIGHT and not at_start and text[end - 1] != ".":
        return None
    return start, end


def _taken(text: str, spans: list[tuple[int, int]]) -> Found | None:
    if not spans:
        return None
    best = max(spans, key=lambda span: (_rank(text, span), span[0]))
    start, end = best
    date = _LABEL_TEXT.sub("", text[start:end].strip())
    left, right = text[:start].rstrip(_BETWEEN), text[end:].lstrip(_BETWEEN)
    left, right = re.sub(r"\s-$", "", left), re.sub(r"^-\s", "", right)
    if left.endswith(("(", "[")) and right.startswith((")", "]")):
        left, right = left[:-1].rstrip(_BETWEEN), right[1:].lstrip(_BETWEEN + ".")
        left, right = re.sub(r"\s-$", "", left), re.sub(r"^-\s", "", right)
    elif left.endswith(("(", "[")) or right.startswith((")", "]")):
        return Found(f"{left}{right}", date, "end")
    if _NOTE.fullmatch(right):
        right = ""
    if not right.strip(".;)] \ue001\ue003"):
        return Found(left + right.strip(".;)] "), date, "end")
    if not left.strip("([ \ue000\ue002"):
        return Found(left.strip("([ ") + right.lstrip(". "), date, "start")
    return Found(f"{left} {DATE} {right.lstrip('. ')}", date, "middle")


def _rank(text: str, span: tuple[int, int]) -> int:
    if not text[span[1] :].strip(")].,;* \ue001\ue003"):
        return 3
    if not text[: span[0]].strip("([* \ue000\ue002"):
        return 2
    return 1 if text[: span[0]].rstrip()[-1:] in "(," else 0


@lru_cache(maxsize=2000)
def _is_date(text: str) -> bool:
    """Whether it is meant as a date: days that do not exist are, "1/2/3" is not."""
    text = re.sub(r"^\D*?(?:on|el|in|:)\s(?=\d)", "", text)
    read = read_date(_LABEL_TEXT.sub("", text), today=dt.date.max)
    return read.date is not None or read.problem in {"impossible", "too_old"}


_LABEL_TEXT = re.compile(
    r"^(?:published|posted|updated|publicad[oa]|actualizado|aired|date|fecha|dated|(?=(?:on|el)\s))[\s:]*(?:on|el|in)?[\s:]*",
    re.IGNORECASE,
)
