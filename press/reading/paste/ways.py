"""The ways in which the lines of a paste can make items: each line one, each block between blank lines, or each date."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from press.addresses import host_of
from press.reading.paste.addresses import ARCHIVES
from press.reading.paste.lines import Line
from press.reading.paste.signs import outlet_score

Group = list[Line]
Way = Callable[[Sequence[Line]], list[Group]]


def apart(groups: Sequence[Group]) -> list[Group]:
    """Groups, with rules and with several addresses in a row on their own: these belong to none of the lines around."""
    parted: list[Group] = []
    for group in groups:
        kept: Group = []
        for line, before, after in zip(group, [None, *group[:-1]], [*group[1:], None], strict=True):
            in_a_row = _is_plain_address(line) and (_is_plain_address(before) or _is_plain_address(after))
            if in_a_row or (line.is_separator and not line.junk):
                parted += [kept] if kept else []
                parted.append([line])
                kept = []
            else:
                kept.append(line)
        parted += [kept] if kept else []
    return parted


def _is_plain_address(line: Line | None) -> bool:
    return line is not None and line.is_address and host_of(line.urls[0]) not in ARCHIVES


def _blocks(lines: Sequence[Line]) -> Iterator[Group]:
    block: Group = []
    for line in lines:
        if line.blank and block:
            yield block
            block = []
        elif not line.blank:
            block.append(line)
    if block:
        yield block


def by_block(lines: Sequence[Line]) -> list[Group]:
    """A block is an item; one with several dates is several."""
    return [group for block in _blocks(lines) for group in _ending_with_date(block)]


def _by_block_from_first(lines: Sequence[Line]) -> list[Group]:
    return [group for block in _blocks(lines) for group in _around_dates(block)]


def _by_line(lines: Sequence[Line]) -> list[Group]:
    """Each line is an item. An address goes with a line where they take turns."""
    return [group for block in _joined_where_spread(lines) for group in _lines_with_addresses(block)]


def _by_date(lines: Sequence[Line]) -> list[Group]:
    """An item ends with its date, whatever blank lines there are."""
    return _ending_with_date([line for line in lines if not line.blank])


def _by_date_from_first(lines: Sequence[Line]) -> list[Group]:
    return _around_dates([line for line in lines if not line.blank])


def _by_bullet(lines: Sequence[Line]) -> list[Group]:
    groups: list[Group] = []
    for line in lines:
        if line.blank:
            continue
        if groups and not line.bullet and any(one.bullet for one in groups[-1]) and not line.heading:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def bullets_begin_items(lines: Sequence[Line]) -> bool:
    """Whether bullets stand where items of several lines begin: none follows another, and the last line has none."""
    bullets = [line.bullet for line in lines if not line.blank]
    return sum(bullets) > 2 and not bullets[-1] and not any(map(all, pairwise(bullets)))


def _by_pair(lines: Sequence[Line]) -> list[Group]:
    filled = [line for line in lines if not line.blank]
    return [filled[place : place + 2] for place in range(0, len(filled), 2)]


def _by_label(lines: Sequence[Line]) -> list[Group]:
    """An item begins where a field is named that it has already."""
    groups: list[Group] = []
    for line in lines:
        if line.blank:
            continue
        labels = {one.label for one in groups[-1] if one.label} if groups else set()
        if labels and (line.label not in labels if line.label else not line.starts):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _under_outlets(lines: Sequence[Line]) -> list[Group]:
    """Each line is an item, and short ones at the beginning of a block are headings."""
    groups: list[Group] = []
    for block in _blocks(lines):
        if len(block) > 1 and _may_be_heading(block[0]) and block[1].is_text:
            groups += [[_as_heading(block[0])], *_lines_with_addresses(block[1:])]
        else:
            groups += _lines_with_addresses(block)
    return groups


def _under_outlets_in_cards(lines: Sequence[Line]) -> list[Group]:
    """Each block is an item, and a short line alone is a heading."""
    groups: list[Group] = []
    for block in _blocks(lines):
        if len(block) == 1 and _may_be_heading(block[0]):
            groups.append([_as_heading(block[0])])
        else:
            groups += _ending_with_date(block)
    return groups


def _has_sections(lines: Sequence[Line]) -> bool:
    """Whether some short lines stand alone among more items of several lines."""
    alone = sum(len(block) == 1 and _may_be_heading(block[0]) for block in _blocks(lines))
    return 0 < alone < sum(len(block) > 1 for block in _blocks(lines))


def _under_sections(lines: Sequence[Line]) -> list[Group]:
    """Each block is an item, and a short line alone is the title of a section, which says nothing of the items below."""
    groups: list[Group] = []
    for block in _blocks(lines):
        if len(block) == 1 and _may_be_heading(block[0]):
            groups.append([Line(block[0].number, block[0].raw, block[0].text, plain=block[0].plain, junk=True)])
        else:
            groups += _ending_with_date(block)
    return groups


def _by_refrain(lines: Sequence[Line]) -> list[Group]:
    """An item ends with the line that comes again and again: "Flag as irrelevant"."""
    ends = _refrains(lines)
    groups: list[Group] = [[]]
    for line in lines:
        if not line.blank:
            groups[-1].append(line)
        if line.plain in ends and line.junk:
            groups.append([])
    first = groups[0]
    head = max(
        (place for place, line in enumerate(first) if line.is_date or (line.junk and line.plain not in ends)),
        default=-1,
    )
    if any(line.is_text for line in first[head + 1 :]):
        groups[:1] = [*([line] for line in first[: head + 1]), first[head + 1 :]]
    return [group for group in groups if group]


def _refrains(lines: Sequence[Line]) -> set[str]:
    junk = Counter(line.plain for line in lines if line.junk and line.plain)
    return {text for text, count in junk.items() if count > 1}


_WAYS: tuple[Way, ...] = (
    by_block,
    _by_line,
    _by_date,
    _by_block_from_first,
    _by_date_from_first,
    _under_outlets,
    _under_outlets_in_cards,
)


def ways(lines: Sequence[Line]) -> Iterator[Way]:
    """The ways that can make a difference."""
    yield from _WAYS
    if any(line.bullet for line in lines):
        yield _by_bullet
    if any(line.label for line in lines):
        yield _by_label
    if _has_sections(lines):
        yield _under_sections
    if _refrains(lines):
        yield _by_refrain
    if not any(line.date and not line.partial for line in lines):
        yield _by_pair


def _may_be_heading(line: Line) -> bool:
    return line.is_text and not line.date and not line.urls and outlet_score(line.plain.rstrip(":")) > 0.3


def _as_heading(line: Line) -> Line:
    return Line(line.number, line.raw, line.text, urls=line.urls, author=line.author, heading=True, plain=line.plain)


def _ending_with_date(block: Group) -> list[Group]:
    """Parts of a block that end with a date each, or begin with one where the block does. What follows the last date
    belongs to it, and so do addresses where the block ends with one."""
    if (
        len(block) > 1
        and block[0].heading
        and not block[0].date
        and all(line.bullet or line.is_address for line in block[1:])
    ):
        return [block[:1], *_ending_with_date(block[1:])]
    dated = _dated(block)
    if len(dated) < 2:
        return [block]
    if dated[0] == 0 and dated[-1] != len(block) - 1 and not block[-1].is_address:
        return _parts(block, dated)
    trailing = block[-1].is_address and not block[0].is_address
    ends = []
    for place in dated:
        end = place + 1
        while end < len(block) and (block[end].junk or (trailing and block[end].is_address)) and not block[end].date:
            end += 1
        ends.append(end)
    ends[-1] = len(block)
    return _parts(block, [0, *ends[:-1]])


def _around_dates(block: Group) -> list[Group]:
    """Parts of a block with as many lines before the date as there are before the first."""
    dated = _dated(block)
    if len(dated) < 2:
        return [block]
    gaps = [after - before for before, after in pairwise(dated)]
    lead = min(dated[0], min(gaps) - 1)
    usual = Counter(gaps).most_common(1)[0][0]
    if dated[0] >= usual > 1:
        lead = min(dated[0] % usual, min(gaps) - 1)
    starts = [place - lead for place in dated]
    return ([block[: starts[0]]] if starts[0] else []) + _parts(block, starts)


def _dated(block: Group) -> list[int]:
    """The places of lines with a date: of whole ones, where there are any."""
    whole = [place for place, line in enumerate(block) if line.date and not line.partial]
    return whole or [place for place, line in enumerate(block) if line.date]


def _parts(block: Group, starts: Sequence[int]) -> list[Group]:
    """Parts that begin at these places. An address beside lines that are complete, most of them without one, is apart."""
    ends = [*starts[1:], len(block)]
    parts = [block[start:end] for start, end in zip(starts, ends, strict=True) if end > start]
    if sum(part[0].is_address or part[-1].is_address for part in parts) * 2 > len(parts):
        return parts
    parted: list[Group] = []
    for part in parts:
        if len(part) == 2 and (part[0].is_address or part[1].is_address):
            parted += [part[:1], part[1:]]
        else:
            parted.append(part)
    return parted


def _joined_where_spread(lines: Sequence[Line]) -> list[Group]:
    """Blocks; one, where all lines stand alone and take turns with addresses."""
    blocks = list(_blocks(lines))
    if len(blocks) > 2 and all(len(block) == 1 for block in blocks):
        whole = [block[0] for block in blocks]
        if _turn(whole):
            return [whole]
    return blocks


def _turn(block: Group) -> int:
    """Whether addresses take turns with the other lines: 1 when they come after them, -1 when before, else 0."""
    kinds = [line.is_address for line in block]
    if len(block) < 2 or not any(kinds) or all(kinds):
        return 0
    if kinds[::2] == [True] * len(kinds[::2]) and kinds[1::2] == [False] * len(kinds[1::2]) and len(block) % 2 == 0:
        return -1
    if kinds[1::2] == [True] * len(kinds[1::2]) and kinds[::2] == [False] * len(kinds[::2]) and len(block) % 2 == 0:
        return 1
    return 0


def _lines_with_addresses(block: Group) -> list[Group]:
    turn = _turn(block)
    if turn:
        return [block[place : place + 2] for place in range(0, len(block), 2)]
    return [[line] for line in block]
