"""Which part of an item is the headline, and which the outlet.

Every way to part an item is a reading, named by its key: "outlet before the first colon", "headline on the first line,
outlet on the second". A list is written in one way, mostly, so that a reading counts by how well it does for all items:
outlets are short and come again, headlines are long and do not.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from press.addresses import host_of
from press.reading.paste.addresses import LINK
from press.reading.paste.dates import DATE, is_any_date
from press.reading.paste.lines import Line, joined
from press.reading.paste.rows import KnownOutlets
from press.reading.paste.signs import headline_score, is_person, length, outlet_score, plain
from press.reading.paste.splits import Key, Reading, reading_of, split, without_parentheses
from press.reading.text import normalize_for_matching

#: Lines of an item that are looked at, and its last one.
_FIRST_LINES = 4
#: Between an outlet and the author beside it.
_BESIDE = re.compile(r"\s+[|·•⋅]\s+")
#: Readings whose scores differ by less than this are doubtful.
CLOSE = 0.8


@dataclass(slots=True)
class Item:
    """The lines of one piece, and what headings above it say."""

    lines: list[Line]
    heading_date: str = ""
    heading_year: str = ""
    heading_outlet: str = ""
    #: How much the date above counts: it is above for sure where it comes first after a blank line.
    heading_counts: float = 0.0
    #: Lines above that were taken for a heading with the outlet.
    headings: int = 0
    readings: list[Reading] = field(default_factory=list)
    #: The lines as one, if they may have been wrapped.
    whole: Line | None = None
    chosen: Reading | None = None
    rival: Reading | None = None

    @property
    def urls(self) -> list[str]:
        return [url for line in self.lines for url in line.urls]

    @property
    def whole_date(self) -> str:
        """The date with day, month and year."""
        lines = [*self.lines, self.whole] if self.whole else self.lines
        return next((line.date for line in lines if line.date and not line.partial), "")

    @property
    def date(self) -> str:
        return self.whole_date or next((line.date for line in self.lines if line.date), "")


def choose(items: Sequence[Item], known: KnownOutlets, cache: dict[object, Item]) -> float:
    """Choose a reading for each of `items`; how good these are, by line. `cache` keeps what the same lines can mean."""
    for item in items:
        key = (item.heading_outlet, *map(id, item.lines))
        if key in cache:
            item.readings, item.whole = cache[key].readings, cache[key].whole
            continue
        cache[key] = item
        item.readings = [one for one in _readings(item) if one.headline]
        host = normalize_for_matching(host_of(item.urls[0])).replace(" ", "") if item.urls else ""
        for one in item.readings:
            one.known = known.by_name(one.outlet) if one.outlet and outlet_score(one.outlet) > -3 else None
            one.score = _score(one, item, host)
    support = _support([item for item in items if item.readings])
    total, count = 0.0, 0
    for item in items:
        size = sum(line.is_text for line in item.lines)
        if not size:
            continue
        count += size
        if item.readings:
            _choose_one(item, support)
            if item.chosen and item.chosen.key[0] != "heading":
                count += item.headings
            if item.chosen:
                # A short line alone says nothing: pages have many around their lists.
                if size == 1 and item.chosen.key[0] == "alone" and length(item.chosen.headline) < 5:
                    total -= 0.4
                    continue
                total += size * (
                    item.chosen.score + (0.8 if item.date else item.heading_counts if item.heading_date else 0.0)
                )
    return total / count if count else 0.0


def _choose_one(item: Item, support: dict[Key, float]) -> None:
    settled = [one for one in item.readings if one.known is not None and headline_score(one.headline) > -1.5]
    for one in item.readings:
        one.total = 0.8 * one.score + 1.6 * support[one.key]
    ranking = sorted(settled or item.readings, key=lambda one: -one.total)
    item.chosen = ranking[0]
    item.rival = next((one for one in ranking if _differs(one, ranking[0])), None)


def _differs(one: Reading, other: Reading) -> bool:
    return (one.headline.strip(" .,"), one.outlet.strip(" .,")) != (
        other.headline.strip(" .,"),
        other.outlet.strip(" .,"),
    )


def _support(items: Sequence[Item]) -> dict[Key, float]:
    """How well each way to read does for the whole list."""
    by_key: defaultdict[Key, list[Reading]] = defaultdict(list)
    for item in items:
        best: dict[Key, Reading] = {}
        for one in item.readings:
            if one.key not in best or best[one.key].score < one.score:
                best[one.key] = one
        for key, one in best.items():
            by_key[key].append(one)
    support = {}
    for key, found in by_key.items():
        count, share = len(found), len(found) / len(items)
        value = sum(one.score for one in found) / count
        if key[0] != "heading" and any(one.outlet for one in found):
            outlets = {one.outlet.casefold() for one in found}
            headlines = {one.headline.casefold() for one in found}
            longer = sum(length(one.headline) - length(one.outlet) for one in found) / count
            value += 1.2 * (1 - len(outlets) / count) - 1.8 * (1 - len(headlines) / count)
            value += 0.15 * max(-6.0, min(8.0, longer))
            if count > 2:
                # Many outlets are shaped as names of persons are, but hardly all of a list.
                value -= 2.0 * (sum(is_person(one.outlet) for one in found) > 0.85 * count)
                value += 1.5 * (sum(bool(one.author) and is_person(one.author) for one in found) > 0.85 * count)
        support[key] = share * value - (1 - share)
    return support


def _score(one: Reading, item: Item, host: str) -> float:
    score = headline_score(one.headline) - 0.6 * one.unused
    if one.author:
        score += 0.3 if is_person(one.author) else -0.7
    if is_any_date(one.headline):
        score -= 3
    if one.key == ("labels",):
        return score + 4
    if not one.outlet:
        return score - 1.2
    score += outlet_score(one.outlet)
    if one.known is not None:
        score += 1.7 if one.key[0] == "heading" else 2
    elif host and _on_site(one.outlet, host):
        score += 1
    elif one.key[0] == "lines" and not item.date:  # lines that have nothing of a card may be headlines, each of them
        score += min(0.0, 3 * outlet_score(one.outlet))
    difference = length(one.headline) - length(one.outlet)
    return score + 0.1 * max(-5, min(5, difference))


def _on_site(outlet: str, host: str) -> bool:
    """Whether the address is like the name: "The Guardian" on theguardian.com."""
    compact = normalize_for_matching(outlet).replace(" ", "")
    return len(compact) > 2 and (compact in host or (len(compact) > 5 and compact.removeprefix("the") in host))


def _readings(item: Item) -> Iterator[Reading]:
    texts = [line for line in item.lines if line.is_text]
    if not texts:
        return
    labels = {line.label: line for line in item.lines if line.label}
    if "headline" in labels:
        outlet = labels["outlet_name"].text if "outlet_name" in labels else ""
        yield reading_of(("labels",), labels["headline"].text, outlet)
        return
    count = len(texts)
    places = [*range(min(count, _FIRST_LINES)), *([count - 1] if count > _FIRST_LINES else [])]
    for first, second in permutations(places, 2):
        yield from _on_two_lines(texts, first, second)
    yield from _on_one_line(texts, places)
    if count > 1:
        yield from _wrapped(item, texts)
    for place in places[:3]:
        if item.heading_outlet and place < 2:
            yield reading_of(("heading", place), texts[place].text, item.heading_outlet, "", count - 0.6)
        yield reading_of(("alone", place), texts[place].text, "", "", count - 1)


def _on_two_lines(texts: Sequence[Line], first: int, second: int) -> Iterator[Reading]:
    """The headline on one line, the outlet on another."""
    headline, outlet = texts[first], texts[second]
    if headline.names_outlet or DATE in headline.text or DATE in outlet.text:
        return
    others = [line for line in texts if line is not headline and line is not outlet]
    author = next((line.plain for line in others if is_person(line.plain)), "")
    unused = float(len(others) - bool(author))
    # The outlet has the date beside it, mostly, and stands beside the headline; the headline comes first and is linked.
    unused -= 0.7 if outlet.date and not headline.date else -0.3 if headline.date and not outlet.date else 0.0
    unused += 0.3 * (abs(first - second) - 1) + 0.1 * first
    unused -= 1.2 if outlet.names_outlet else 0.0
    unused -= 0.5 if LINK in headline.text else -0.5 if LINK in outlet.text else 0.0
    name, person = _with_author(without_parentheses(outlet.text))
    text = _without_outlet(headline.text, name)
    for place in {second, -1} if second == len(texts) - 1 else {second}:
        yield reading_of(("lines", first, place), text, name, author or person, unused)


def _with_author(text: str) -> tuple[str, str]:
    """An outlet, and the author who stands behind a bar or dot beside it."""
    parts = _BESIDE.split(plain(text))
    return (parts[0], parts[1]) if len(parts) == 2 and is_person(parts[1]) else (text, "")


def _without_outlet(headline: str, outlet: str) -> str:
    """A headline without the outlet at its end, as search engines put it there."""
    for dash in (" - ", " – ", " — ", " | "):
        if headline.endswith(f"{dash}{outlet}"):
            return headline.removesuffix(f"{dash}{outlet}")
    return headline


def _on_one_line(texts: Sequence[Line], places: Sequence[int]) -> Iterator[Reading]:
    """Headline and outlet on one of the lines; a first line that is neither speaks against it."""
    count = len(texts)
    people = min(1, sum(is_person(line.plain) for line in texts))
    for place in places:
        for reading in split(texts[place].text, texts[place].names_outlet):
            if count > 1:
                reading.key = (*reading.key, place)
                reading.unused += count - 1 - people + (2.0 if place else 0.0)
            yield reading


def _wrapped(item: Item, texts: Sequence[Line]) -> Iterator[Reading]:
    """A mail program has ended lines where the text goes on."""
    count, (first, second) = len(texts), texts[:2]
    goes_on = second.plain[:1].islower()
    if count > 2 and goes_on and not (first.date or second.date) and " " in second.plain:
        for place in {2, count - 1}:
            yield reading_of(("wrapped", place), f"{first.text} {second.text}", texts[place].text, "", count - 3)
    dated = any(line.is_date and not line.partial for line in item.lines) or (first.date and not first.partial)
    ends_early = any(line.date_place == "end" and not line.partial for line in texts[:-1])
    if not (dated or ends_early) and count < 5 and 45 <= len(first.raw.strip()) <= 110:
        item.whole = joined([line for line in item.lines if not (line.is_address or line.junk)])
        for reading in split(item.whole.text, item.whole.names_outlet):
            reading.unused += 0.3 if first.full or goes_on else 1.5
            yield reading
