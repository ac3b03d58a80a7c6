"""The ways to part a line into headline and outlet."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from press.reading.paste.addresses import END_OF_LINK, END_OF_STRONG, LINK, STRONG
from press.reading.paste.dates import DATE
from press.reading.paste.lines import tidy
from press.reading.paste.signs import is_person, plain
from site_project.text import strip_quotes

Key = tuple[str | int, ...]

_SEPARATOR = re.compile(
    rf"\s*(?P<date>{DATE})\s*|\s*(?P<bar>\|+)\s*|\s(?P<slash>//?)\s|\s(?P<dash>[–—-]{{1,3}})\s|\s?(?P<dot>[·•⋅►]|(?<=\s)»)\s"
    r"|(?P<colon>:)\s|(?P<comma>,)\s|(?P<stop>(?<=[.?!…])[\"”’»]?)\s+(?=\S)"
)
_MARKS = re.compile(f"[{LINK}{END_OF_LINK}{STRONG}{END_OF_STRONG}]")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:St|Dr|Mr|Mrs|Ms|Jr|Sr|Inc|Co|Corp|Gov|Sen|Rep|No|vs|Mt|Ft|Lic|Sra|Prof|EE|UU|[A-Z]|(?:[A-Z]\.)+[A-Z])\.$"
)
#: In characters, with the space before it; a long line is not looked through again at the end of each sentence.
_LONGEST_ABBREVIATION = 40
#: Before an outlet, as in a sentence.
_IN = re.compile(r"^(?:in|en|on|at)\s(?=[^\W\d_a-z])")
_QUOTES = (("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’"), ("'", "'"))
_TRAILING = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]*(?:\([^()]*\)[^()\[\]]*)?)[)\]]\.?")
_LEADING = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]\s*:?\s*(\S.*)")


@dataclass(slots=True)
class Reading:
    """One way to read an item. `unused` says how many of its lines it does not account for."""

    key: Key
    headline: str
    outlet: str
    author: str = ""
    unused: float = 0
    known: Hashable = None
    score: float = 0.0
    total: float = 0.0
    #: The date stood in the midst of what is taken for the headline: one side of it may be something else.
    is_torn: bool = False


def reading_of(key: Key, headline: str, outlet: str, author: str = "", unused: float = 0) -> Reading:
    name = _IN.sub("", tidy(plain(outlet)).rstrip("."))
    reading = Reading(key, tidy(plain(headline)), name, plain(author).strip(" .,:"), unused)
    reading.is_torn = DATE in headline and all(tidy(plain(side)) for side in headline.split(DATE))
    return reading


def split(text: str, names_outlet: bool = False) -> Iterator[Reading]:
    """The ways to part one line."""
    if names_outlet:
        return
    yield from _at_marks(text, LINK, END_OF_LINK, "link")
    yield from _at_marks(text, STRONG, END_OF_STRONG, "strong")
    bare = _unmarked(text)
    quoted = list(_at_quotes(bare))
    yield from quoted
    # Where a part is quoted, it is the headline, mostly: other ways to part the line have this against them.
    against = 1.0 if quoted and len(quoted[0].headline.split()) > 2 else 0.0
    if (found := _TRAILING.fullmatch(bare)) and DATE not in found[1]:
        yield reading_of(("parentheses",), found[1], found[2])
    if found := _LEADING.fullmatch(bare):
        yield reading_of(("leading",), found[2], found[1])
    if strip_quotes(bare.rstrip(" ,.")) != bare.rstrip(" ,."):
        return  # all of it is quoted
    if text.startswith(LINK) and text.endswith(END_OF_LINK):
        against = 1.5  # the words of a link are the headline
    for reading in _at_separators(bare):
        reading.unused += against
        yield reading


def _unmarked(text: str) -> str:
    """`text` without marks of links and bold words, but with that of the date."""
    return " ".join(
        text.replace(LINK, "").replace(END_OF_LINK, "").replace(STRONG, "").replace(END_OF_STRONG, "").split()
    )


def without_parentheses(text: str) -> str:
    """An outlet without the parentheses around it."""
    inner = text[1:-1]
    whole = text.startswith("(") and text.endswith(")") and inner.find("(") <= inner.find(")")
    return inner if whole and inner.count("(") == inner.count(")") else text


def _around(key: str, before: str, inside: str, after: str) -> Iterator[Reading]:
    """Readings of a line with one marked part."""
    before, after = tidy(plain(before)).rstrip(" :.,"), tidy(plain(after)).lstrip(" :.,;")
    before, after = without_parentheses(before), without_parentheses(after)
    if after:
        yield reading_of((key, "after"), inside, after, before)
    if before:
        yield reading_of((key, "before"), inside, before, after)


def _at_marks(text: str, opening: str, closing: str, key: str) -> Iterator[Reading]:
    start, end = text.find(opening), text.find(closing)
    if start < 0 or end < start:
        return
    before, inside, after = text[:start], text[start + 1 : end], text[end + 1 :]
    if not tidy(plain(before + after)):
        return
    for reading in _around(key, before, inside, after):
        reading.unused -= 1 if key == "link" else 0  # the words of a link are the headline, mostly
        yield reading
    rest = before if not tidy(plain(after)) else after if not tidy(plain(before)) else ""
    if rest:
        yield reading_of(
            (f"{key}ed outlet", "after" if rest is before else "before"), tidy(plain(rest)).strip(" :"), inside
        )


def _at_quotes(text: str) -> Iterator[Reading]:
    best: tuple[int, int] | None = None
    for opening, closing in _QUOTES:
        start, end = text.find(opening), text.rfind(closing)
        while start > 0 and text[start - 1].isalnum():
            start = text.find(opening, start + 1)
        if start < 0 or end <= start + 1:
            continue
        if opening in "‘'" and (text[end + 1 : end + 2].isalnum() or (start and end + 1 < len(text))):
            continue
        if text[end + 1 : end + 2].isalnum():
            continue
        if best is None or end - start > best[1] - best[0]:
            best = (start, end)
    if best is None:
        return
    start, end = best
    before, inside, after = text[:start], text[start + 1 : end], text[end + 1 :]
    for reading in _around("quote", before, inside.rstrip(" ,"), after.replace(DATE, "")):
        reading.headline = reading.headline.rstrip(",")
        reading.unused -= 0.5
        yield reading


def _at_separators(text: str) -> Iterator[Reading]:
    found = _separators(text)
    stops, abbreviations, marks = (found.pop(kind, []) for kind in ("stop", "abbreviation", "mark"))
    if stops:
        yield reading_of(("stop", "first"), text[stops[0][1] :], text[: stops[0][0]])
    # After "Inc." a sentence may end, if none ends elsewhere.
    for spans in (stops or abbreviations, marks):
        if spans:
            yield reading_of(("stop", "last"), text[: spans[-1][0]], text[spans[-1][1] :])
    if len(stops) > 1:
        yield from _in_three("stop", text, stops)
    if dates := found.pop("date", []):
        yield from _around_date(text[: dates[0][0]], text[dates[0][1] :])
    for kind, spans in found.items():
        yield reading_of((kind, "first"), text[spans[0][1] :], text[: spans[0][0]])
        yield reading_of((kind, "last"), text[: spans[-1][0]], text[spans[-1][1] :])
        if len(spans) > 1:
            yield from _in_three(kind, text, spans)


def _separators(text: str) -> dict[str, list[tuple[int, int]]]:
    """Where the separators of each kind are. The end of a sentence is a "stop", or a "mark" such as "?"."""
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in _SEPARATOR.finditer(text):
        kind, start = match["dash"] or match.lastgroup or "", match.start()
        if kind == "stop":
            start = match.end("stop")
            end = match.start("stop")
            is_abbreviated = _ABBREVIATED.search(text, max(0, end - _LONGEST_ABBREVIATION), end)
            kind = "abbreviation" if is_abbreviated else "stop" if text[end - 1] in ".…" else "mark"
        found[kind].append((start, match.end()))
    return found


def _in_three(kind: str, text: str, spans: list[tuple[int, int]]) -> Iterator[Reading]:
    """Author, headline and outlet, in this order or the other way round; or with the outlet in the middle."""
    first, middle, last = text[: spans[0][0]], text[spans[0][1] : spans[-1][0]], text[spans[-1][1] :]
    if is_person(first):
        yield reading_of((kind, "author first"), middle, last, first)
    if is_person(last):
        yield reading_of((kind, "author last"), middle, first, last)
        yield reading_of((kind, "outlet in the middle"), first, middle, last)
    if kind in {"comma", "colon", "stop"}:
        return
    yield reading_of((kind, "rest first"), text[spans[0][1] :], first)
    if len(spans) == 2 and is_person(middle):
        yield reading_of((kind, "first"), last, first, middle)
        yield reading_of((kind, "last"), first, last, middle)


def _around_date(left: str, right: str) -> Iterator[Reading]:
    left, right = tidy(left).strip(" .:"), tidy(right).lstrip(" .:")
    yield reading_of(("date", "outlet first"), right, left)
    yield reading_of(("date", "outlet last"), left, right)
    if is_person(left):
        for one in split(right):
            if not one.author:
                yield Reading(("date", "author first", *one.key), one.headline, one.outlet, left, one.unused)
    for one in split(left):
        if is_person(right) and not one.author:
            yield Reading(("date", "author last", *one.key), one.headline, one.outlet, right, one.unused)
