"""Numbers, dates, times and telephone numbers, as English and Spanish write them.

Only digits are asked for. Words ("five", "marzo", "mediodía") can stand for them and are never missed by themselves.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Final

from site_project.text import strip_accents

#: How a number can be read: ("number", "1234"), ("time", minutes), ("month", 3), ("phone", digits).
Reading = tuple[str, str | int]


def _counted(words: str, start: int = 0, step: int = 1) -> dict[str, str]:
    return {word: str(start + step * place) for place, word in enumerate(words.split())}


_WORDS: Final = {
    "en": {
        **_counted("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"),
        **_counted("sixteen seventeen eighteen nineteen twenty", start=16),
        **_counted("thirty forty fifty sixty seventy eighty ninety hundred", start=30, step=10),
        "thousand": "1000",
    },
    "es": {
        **_counted("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"),
        **_counted("dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres", start=16),
        **_counted("veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta", start=24),
        **_counted("cuarenta cincuenta sesenta setenta ochenta noventa cien", start=40, step=10),
        "un": "1",
        "una": "1",
        "ciento": "100",
        "mil": "1000",
    },
}
_ORDINALS: Final = {
    "en": _counted(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth",
        start=1,
    ),
    "es": _counted(
        "primer segund tercer cuart quint sext septim octav noven decim undecim duodecim decimotercer decimocuart",
        start=1,
    ),
}
#: Each month in full, and the beginning of its short form.
_MONTHS: Final = {
    "en": _counted("january february march april may june july august september october november december", start=1),
    "es": _counted("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", start=1),
}
#: What begins with an ordinal's stem, and each month; which one it is says the group.
_ORDINAL: Final = {
    language: re.compile(
        r"\b(?:" + "|".join(f"(?P<n{number}>{stem})" for stem, number in sorted(stems.items(), reverse=True)) + ")"
    )
    for language, stems in _ORDINALS.items()
}
_MONTH: Final = {
    language: re.compile(
        r"\b(?:"
        + "|".join(rf"(?P<n{number}>{name}|{name[:3]}[a-z]?\.?)" for name, number in names.items())
        + r")(?!\w)"
    )
    for language, names in _MONTHS.items()
}
_NOON: Final = {"en": ("noon", "midday"), "es": ("mediodia",)}
_MIDNIGHT: Final = {"en": ("midnight",), "es": ("medianoche",)}
_SCALES: Final = {"million": 10**6, "millon": 10**6, "millones": 10**6, "billion": 10**9, "thousand": 1000, "mil": 1000}

_PHONE = re.compile(
    r"(?<![\w.])(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?!\w)|(?<![\w.-])\d{3}-\d{4}(?![\w-])"
)
_TIME = re.compile(
    r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?<![\w.,:])(?P<hour2>[01]?\d|2[0-4]):(?P<minute2>[0-5]\d)(?![\w:])(?:\s?(?:h|hrs)\b)?"
)
_NUMBER = re.compile(
    r"(?<![\w@#/.-])[-−]?(?P<digits>\d+(?:[.,]\d+)*)(?P<suffix>st|nd|rd|th|s|[.]?[ao°]|er|ro|ra|do|da|to|ta)?(?![\w])"
    r"|(?<=[/–—-])(?P<after>\d+(?:[.,]\d+)*)(?![\w])"
)
_SCALE = re.compile(r"\s?([a-z]+)")
#: Digits of a number that is read with its "million"; and characters around a month where its day stands.
_LONGEST, _NEAR = 30, 20
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]++@[\w.-]+|[#@]\w+|\b\w+\.(?:org|com|net|gov|edu|us)\b\S*"
)
_ROMAN = re.compile(r"\b[IVXLC]+\b")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(slots=True)
class _Numbers:
    """What a text says in digits, and all that its words and digits may stand for."""

    asked: list[tuple[str, frozenset[Reading]]] = field(default_factory=list)
    said: set[Reading] = field(default_factory=set)

    def add(self, written: str, readings: set[Reading]) -> None:
        self.asked.append((written, frozenset(readings)))
        self.said |= readings


def missing_numbers(source: str, text: str, source_language: str, target_language: str) -> list[str]:
    """The numbers of `source`, as written there, that `text` does not say. Both are plain text."""
    # Nothing is asked of a text without digits. (Reading one costs a tenth of a millisecond, and most have none.)
    wanted = _read(source, source_language.split("-", maxsplit=1)[0]) if _DIGIT.search(source) else _Numbers()
    if not wanted.asked:
        return []
    said = _read(text, target_language.split("-", maxsplit=1)[0]).said
    return list(dict.fromkeys(_as_written(found, source) for found, readings in wanted.asked if not readings & said))


def _as_written(folded: str, source: str) -> str:
    match = re.search(re.escape(folded), source, re.IGNORECASE)
    return match[0] if match else folded


@lru_cache(maxsize=10_000)
def _read(text: str, language: str) -> _Numbers:
    found = _Numbers()
    rest = _ADDRESS.sub(" ", text).replace("\xa0", " ").replace("\u202f", " ")
    rest = _take(_PHONE, rest, lambda match: _add_phone(found, match[0]))
    # "may" is a month in capitals only
    folded = strip_accents((re.sub(r"\bmay\b", " ", rest) if language == "en" else rest).casefold())
    _add_months(found, folded, language)
    rest = _take(_TIME, folded, lambda match: _add_time(found, match))
    for match in _NUMBER.finditer(rest):
        digits = match["digits"] or match["after"]
        readings = _number_readings(digits, language)
        following = _SCALE.match(rest, match.end())
        if following and following[1] in _SCALES and len(digits) <= _LONGEST:
            readings |= {reading for value in readings for reading in _scaled(value, _SCALES[following[1]])}
        if match["suffix"] == "s" and len(digits) == 4:  # the 1990s
            readings.add(("number", digits[2:].lstrip("0")))
        found.add(match[0].strip(), readings)
    found.said |= set(_words(folded, language)) | set(_roman(text))
    return found


def _take(pattern: re.Pattern[str], text: str, use: Callable[[re.Match[str]], None]) -> str:
    """`text` without what `pattern` finds, which is handed to `use`."""

    def replace(match: re.Match[str]) -> str:
        use(match)
        return " " * len(match[0])

    return pattern.sub(replace, text)


def _add_phone(found: _Numbers, written: str) -> None:
    digits = re.sub(r"\D", "", written)
    found.add(written.strip(), {("phone", digits[-10:])})


def _add_time(found: _Numbers, match: re.Match[str]) -> None:
    hour = int(match["hour"] or match["hour2"])
    minute = int(match["minute"] or match["minute2"] or 0)
    readings: set[Reading] = set()
    if match["half"]:
        readings.add(("time", (hour % 12 + (12 if match["half"] == "p" else 0)) * 60 + minute))
    else:  # "from 7:00 to 8:30 p.m."
        readings |= {("time", hour % 24 * 60 + minute)}
        if hour <= 12:
            readings |= {("time", hour % 12 * 60 + minute), ("time", (hour % 12 + 12) * 60 + minute)}
    # Without half of the day, as in "from 7 to 8:30 p.m.", where one side may write "7:00".
    found.said.add(("number", str(hour)))
    if not match["half"] and not minute:
        readings.add(("number", str(hour)))
    found.add(match[0].strip(), readings)


def _add_months(found: _Numbers, folded: str, language: str) -> None:
    for match in _MONTH[language].finditer(folded) if language in _MONTH else ():
        month: Reading = ("month", _number_of(match))
        found.said.add(month)
        before, after = folded[max(match.start() - _NEAR, 0) : match.start()], folded[match.end() : match.end() + _NEAR]
        if re.search(r"\d(?:\s+de)?\s+$", before) or re.match(r",?\s+(?:de(?:l)?\s+)?\d", after):
            found.asked.append((match[0], frozenset({month})))
    for match in re.finditer(r"\b(\d{1,2})[/.](\d{1,2})[/.](?:\d{4}|\d\d)\b", folded):
        found.said |= {("month", int(match[1])), ("month", int(match[2]))}


def _number_of(match: re.Match[str]) -> int:
    return int(str(match.lastgroup).removeprefix("n"))


def _number_readings(written: str, language: str) -> set[Reading]:
    parts = re.split(r"[.,]", written)
    marks = re.findall(r"[.,]", written)
    grouped = all(len(part) == 3 for part in parts[1:])
    readings: set[str] = set()
    if not marks:
        readings.add(_canonical(written))
    elif len(marks) > 1:
        readings.add("".join(parts) if grouped else f"{''.join(parts[:-1])}.{parts[-1]}")
    else:
        # Spanish groups by either mark; in English a period never does.
        if grouped and (marks[0] == "," or language != "en"):
            readings.add("".join(parts))
        if not grouped or marks[0] == "." or language != "en":
            readings.add(_canonical(".".join(parts)))
    return {("number", reading) for reading in readings}


def _canonical(number: str) -> str:
    whole, _point, decimals = number.partition(".")
    decimals = decimals.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")


def _scaled(reading: Reading, scale: int) -> Iterator[Reading]:
    kind, value = reading
    whole, _point, decimals = str(value).partition(".")
    digits = len(decimals)
    scaled = int(whole + decimals) * scale
    if scaled % 10**digits == 0:
        yield kind, str(scaled // 10**digits)


def _words(folded: str, language: str) -> Iterator[Reading]:
    present = set(re.findall(r"[a-z]+", folded))
    values = _WORDS.get(language, {})
    for word in present & values.keys():
        yield "number", values[word]
    for match in _ORDINAL[language].finditer(folded) if language in _ORDINAL else ():
        yield "number", str(_number_of(match))
    for tens, units in re.findall(r"\b(\w+t[ya])(?:-| y )(\w+)\b", folded):  # "forty-five"
        if tens in values and units in values:
            yield "number", str(int(values[tens]) + int(values[units]))
    for words, minutes in ((_NOON, 12 * 60), (_MIDNIGHT, 0)):
        if present & set(words.get(language, ())):
            yield from chain([("time", minutes)], [("number", "12")])


def _roman(text: str) -> Iterator[Reading]:
    for match in _ROMAN.finditer(text):
        values = [_ROMAN_VALUES[letter] for letter in match[0]]
        total = sum(
            -value if any(later > value for later in values[place + 1 : place + 2]) else value
            for place, value in enumerate(values)
        )
        yield "number", str(total)
