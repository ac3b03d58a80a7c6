"""Which lines of a paste make one item.

There are several ways to see it (each line is an item, each block between blank lines is, an item ends with its date),
and the whole list says which is right: the one by which headlines and outlets come out best.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import dropwhile
from operator import attrgetter

from press.addresses import archived_address, host_of
from press.reading import InputError
from press.reading.outlet_names import WIRE_SERVICES, site_of_outlet, well_known_site
from press.reading.paste.addresses import ARCHIVES
from press.reading.paste.cells import read_cells
from press.reading.paste.dates import holds_date, is_any_date, is_month, is_told, is_year, with_year, year_of
from press.reading.paste.layout import CLOSE, Item, choose
from press.reading.paste.lines import Line
from press.reading.paste.rows import MAX_ROWS, KnownOutlets, ParsedRow
from press.reading.paste.signs import headline_score, is_byline
from press.reading.paste.ways import Group, Way, apart, bullets_begin_items, by_block, ways
from press.reading.text import normalize_for_matching
from site_project.text import strip_quotes

#: A word out of a sentence, mostly, or a piece of an address.
_WORD_OR_PATH = re.compile(r"[^\W\d_A-ZÁÉÍÓÚÑ]+|\S*(?:/\S*|\.(?:s?html?|php|aspx?|pdf))")
#: Lines that a way to group is judged by.
SAMPLE = 50


def rows_of(lines: Sequence[Line], known: KnownOutlets) -> list[ParsedRow]:
    """The rows that `lines` make, in their order: of cells where there are any, the others by their layout."""
    rows: list[ParsedRow] = []
    plain: list[Line] = []
    place = 0
    while place < len(lines):
        end = _end_of_table(lines, place)
        if end > place:
            rows += _rows_of_text(plain, known)
            plain = []
            rows += read_cells([line for line in lines[place:end] if not line.blank])
            place = end
        else:
            plain.append(lines[place])
            place += 1
    return rows + _rows_of_text(plain, known)


def _end_of_table(lines: Sequence[Line], start: int) -> int:
    """Where the table ends that begins at `start`; `start` when none does."""
    first = lines[start]
    if first.filled_cells < 2 or (first.date and first.filled_cells == 2 and first.indented):
        return start
    end = start + 1
    width = len(first.cells)
    while end < len(lines):
        line = lines[end]
        rule = line.junk and "|" in line.raw and "--" in line.raw
        if not (rule or line.filled_cells > 1 or (line.cells and len(line.cells) == width)):
            break
        end += 1
    if (
        end == start + 1
        and first.filled_cells == 2
        and start
        and lines[start - 1].is_text
        and not lines[start - 1].cells
    ):
        return start
    return end


def _rows_of_text(lines: Sequence[Line], known: KnownOutlets) -> list[ParsedRow]:
    # Blank lines at the beginning say nothing, and a sample might hold nothing else.
    lines = list(dropwhile(attrgetter("blank"), lines))
    if not lines:
        return []
    cache: dict[object, Item] = {}
    group = _best_way(lines, known, cache)
    items = _items(apart(group(lines)))
    if len(items) > MAX_ROWS:  # each makes a row at least
        raise InputError("too_many_rows", limit=MAX_ROWS)
    choose(items, known, cache)
    return list(_rows(items, known))


def _best_way(lines: Sequence[Line], known: KnownOutlets, cache: dict[object, Item]) -> Way:
    sample = lines
    if len(lines) > SAMPLE + 20:
        end = next((place for place in range(SAMPLE, min(2 * SAMPLE, len(lines))) if lines[place].blank), SAMPLE)
        sample = lines[:end]
    # Where lines stand together, a blank line is the end of something.
    informative = any(not line.starts for line in sample if not line.blank)
    bullets_begin = bullets_begin_items(sample)
    seen: set[tuple[int, ...]] = set()
    best: Way = by_block
    best_score = float("-inf")
    for way in ways(sample):
        groups = apart(way(sample))
        shape = tuple(id(group[0]) for group in groups)
        if shape in seen:
            continue
        seen.add(shape)
        items = _items(groups)
        score = choose(items, known, cache)
        keys = [item.chosen.key for item in items if item.chosen]
        # Where the first item is not like the others, the lines were counted from the wrong one.
        score -= 0.2 * (bool(keys) and keys[0] != Counter(keys).most_common(1)[0][0])
        if informative:
            score -= 0.4 * sum(any(line.starts for line in group[1:]) for group in groups) / len(groups)
        if bullets_begin and any(line.bullet for group in groups for line in group[1:]):
            score -= 1
        if score > best_score + 0.02:
            best, best_score = way, score
        if _is_clear(items):
            break
    return best


def _is_clear(items: Sequence[Item]) -> bool:
    """Whether there is nothing better to be found: all items are complete, and end where their block does or have one
    line."""
    read = [item for item in items if item.chosen]
    good = sum(
        bool(item.chosen and item.chosen.outlet and item.chosen.score > 1.2 and item.chosen.unused < 0.5)
        for item in read
    )
    whole = all(
        len(item.lines) == 1 or (item.lines[0].starts and not any(line.starts for line in item.lines[1:]))
        for item in read
    )
    return bool(read) and whole and good > 0.97 * len(read)


def _items(groups: Sequence[Group]) -> list[Item]:
    """Items with what the headings above them say. The lines of headings go with the item below."""
    items: list[Item] = []
    waiting: list[Line] = []
    date = year = month = outlet = ""
    counts = 0.0
    groups = _with_date_of_all(groups)
    for group in groups:
        if all(line.junk for line in group) and items:
            items[-1].lines = [*items[-1].lines, *group]
            continue
        heading = group[0] if len(group) == 1 and not group[0].urls else None
        if heading is not None and heading.is_date:
            if is_year(heading.date):
                date, year, month = "", heading.date, ""
            elif is_month(heading.date):
                date, month = "", heading.date
            else:
                date, month, year = heading.date, "", year_of(heading.date) or year
                counts = 0.8 if heading.starts else 0.1
            waiting.append(heading)
            continue
        if heading is not None and heading.heading and not heading.date:
            outlet = heading.plain.rstrip(": ")
            waiting.append(heading)
            continue
        given = date or (f"{month} {year}".strip() if month else year)
        headings = sum(line.heading and not line.is_date for line in waiting)
        items.append(Item([*map(_silent, waiting), *group], given, year, outlet, counts, headings))
        waiting = []
    if waiting:
        if items:
            items[-1].lines = [*items[-1].lines, *(_silent(line) for line in waiting)]
        else:
            items.append(Item(waiting))
    return items


def _with_date_of_all(groups: Sequence[Group]) -> Sequence[Group]:
    """A date that stands once, above everything, is that of all: the head of a mail."""
    dated = [place for place, group in enumerate(groups) if any(line.date and not line.partial for line in group)]
    if len(dated) != 1 or len(groups) < dated[0] * 2 + 4 or len(groups[dated[0]]) > 5:
        return groups
    place = dated[0]
    head = [line for group in groups[: place + 1] for line in group]
    line = next(line for line in head if line.date and not line.partial)
    if any(one.urls for one in head) or line.junk:
        return groups
    dated_line = Line(line.number, "\n".join(one.raw for one in head if one.raw), date=line.date)
    return [[dated_line], *groups[place + 1 :]]


def _silent(line: Line) -> Line:
    """A heading in the item below it: kept, and not read again."""
    return Line(line.number, line.raw, "", junk=True)


def _rows(items: Sequence[Item], known: KnownOutlets) -> Iterator[ParsedRow]:
    chosen = [item.chosen for item in items if item.chosen]
    complete = sum(bool(one.outlet) for one in chosen)
    dated = sum(bool(item.date or item.heading_date) for item in items)
    is_list = complete > 2 and complete * 2 > len(chosen) and dated * 2 > len(items)
    headlines = [one.headline for one in chosen]
    quoted = sum(strip_quotes(text) != text for text in headlines) * 2 > len(headlines)
    cut = [one.headline for one in chosen if one.key[0] != "lines"]
    stopped = len(cut) > 2 and sum(map(_has_stop, cut)) * 10 > len(cut) * 7
    for place, item in enumerate(items):
        row = _row(item, is_list, known)
        if quoted:
            row.headline = strip_quotes(row.headline).rstrip(",")
        if stopped and _has_stop(row.headline):
            row.headline = row.headline[:-1]
        if item.date and not item.whole_date:
            row.date_text = with_year(row.date_text, item.heading_year or _year_around(items, place))
        yield row
        for line in item.lines:
            for url in line.urls:
                if url not in {row.url, row.archive_url}:
                    yield ParsedRow(line=line.number, raw=url, url=url)


def _has_stop(text: str) -> bool:
    return text.endswith((".", ".”", '."')) and not text.endswith("..")


def _year_around(items: Sequence[Item], place: int) -> str:
    """The year that the dates before and after this one agree on."""
    if any(is_told(item.date) for item in items[:place]):  # a list of the newest, where this year goes without saying
        return ""
    before = next((year for item in reversed(items[:place]) if (year := year_of(item.date))), "")
    after = next((year for item in items[place + 1 :] if (year := year_of(item.date))), "")
    return before if before and (before == after or not after) else after if not before else ""


def _row(item: Item, is_list: bool, known: KnownOutlets) -> ParsedRow:
    first = item.lines[0]
    row = ParsedRow(line=first.number, raw="\n".join(line.raw for line in item.lines if line.raw))
    row.date_text = item.date or item.heading_date
    urls = [url for line in item.lines for url in line.urls if not _is_elsewhere(line, item, known)]
    row.archive_url = next((url for url in urls if host_of(url) in ARCHIVES), "") if len(urls) > 1 else ""
    row.url = next((url for url in urls if url != row.archive_url), "")
    if not row.archive_url and (original := archived_address(row.url)):
        row.url, row.archive_url = original, row.url
    row.author = next((line.author for line in item.lines if line.author), "")
    for line in item.lines:
        if line.label in {"language", "kind", "gloss", "quote"}:
            setattr(row, line.label, line.text)
        elif line.label == "archive_url" and line.urls:
            row.archive_url = line.urls[0]
    one = item.chosen
    if one:
        row.headline, row.outlet_name = one.headline, one.outlet
        row.author = row.author or one.author
        short = len(one.headline.split()) < 5
        if is_list and short and not (row.url or row.date_text):
            return ParsedRow(line=row.line, raw=row.raw, problem="not_understood")
        if is_doubtful(item):
            row.problem = "two_readings"
    elif not (row.url or row.date_text):
        row.problem = "not_understood"
    return row


def _is_elsewhere(line: Line, item: Item, known: KnownOutlets) -> bool:
    """Whether it is the address of another outlet, alone on its line: it is a piece of its own then."""
    one = item.chosen
    if not (line.is_address and one and one.outlet):
        return False
    owner = known.by_address(line.urls[0])
    if owner is not None and one.known is not None:
        return owner != one.known
    named, site = site_of_outlet(one.outlet), well_known_site(line.urls[0])
    return bool(named and site and named != site and one.outlet not in WIRE_SERVICES)


def is_doubtful(item: Item) -> bool:
    """Whether it can be read in two ways, or what was taken for the headline is none."""
    one, rival = item.chosen, item.rival
    if one is None or not one.outlet:
        return False
    if one.is_torn or is_byline(one.headline) or is_any_date(one.headline) or headline_score(one.headline) < -1.5:
        return True
    if normalize_for_matching(one.headline) == normalize_for_matching(one.outlet):
        return True
    if one.known is None and _WORD_OR_PATH.fullmatch(one.outlet):
        return True
    if " | " in one.headline or holds_date(one.headline):  # it is more than a headline, or more than one piece
        return True
    if any(text.count("(") != text.count(")") for text in (one.headline, one.outlet)):  # torn apart
        return True
    return rival is not None and one.total - rival.total < CLOSE and bool(rival.outlet)
