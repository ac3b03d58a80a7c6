"""Which lines of a paste make one row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from press.addresses import archived_address, host_of
from press.reading.paste_cells import read_cells
from press.reading.paste_lines import Line
from press.reading.paste_rows import ParsedRow, comma_separated, headline_and_outlet, looks_like_outlet, words

#: Sites that keep copies of articles: their address beside another one is the archive copy.
ARCHIVES = frozenset({"web.archive.org", "archive.org", "archive.ph", "archive.is", "archive.today", "perma.cc"})


@dataclass(slots=True)
class _Row:
    """A row while its lines come in."""

    lines: list[Line] = field(default_factory=list)
    headline: str = ""
    outlet: str = ""
    date: str = ""
    url: str = ""
    archive_url: str = ""
    #: Further addresses on its lines: each becomes a row of its own.
    more_urls: list[tuple[int, str]] = field(default_factory=list)

    @property
    def needs_source(self) -> bool:
        """Whether it is a headline whose outlet is still to come. What ends in a colon is a title over a list."""
        return bool(self.headline) and not self.outlet and not self.date and not self.headline.endswith(":")

    @property
    def needs_headline(self) -> bool:
        return bool(self.lines) and not self.headline and bool(self.url or self.outlet or self.date)

    def add(self, line: Line, *, headline: str = "", outlet: str = "", date: str = "") -> None:
        self.lines.append(line)
        self.headline = self.headline or headline
        self.outlet = self.outlet or outlet
        self.date = self.date or date
        for url in line.urls:
            if not self.archive_url and host_of(url) in ARCHIVES and (self.url or len(line.urls) > 1):
                self.archive_url = url
            elif not self.url:
                self.url = url
            else:
                self.more_urls.append((line.number, url))

    def parsed(self) -> list[ParsedRow]:
        if not self.archive_url and (original := archived_address(self.url)):
            self.url, self.archive_url = original, self.url
        understood = self.headline or self.outlet or self.date or self.url or self.archive_url
        row = ParsedRow(
            line=self.lines[0].number,
            raw="\n".join(line.raw for line in self.lines),
            headline=self.headline,
            outlet_name=self.outlet,
            date_text=self.date,
            url=self.url or self.archive_url,
            archive_url=self.archive_url if self.url else "",
            problem="" if understood else "not_understood",
        )
        return [row, *(ParsedRow(line=number, raw=url, url=url) for number, url in self.more_urls)]


def rows_of(lines: Sequence[Line]) -> list[ParsedRow]:
    """The rows that `lines` make, in their order."""
    rows: list[ParsedRow] = []
    blocks = _blocks([line for line in lines if not line.is_blank])
    reader = _Reader(rows)
    for block in blocks:
        reader.read(block)
    reader.close()
    return rows


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Lines that follow each other without a blank line between them. Where every line stands by itself, blank lines
    part nothing (mail programs put them between all lines), unless the lines are rows by themselves."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and line.number == blocks[-1][-1].number + 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    spread = len(blocks) > 2 and all(len(block) == 1 for block in blocks)
    return [lines] if spread and _takes_turns(lines) else blocks


def _takes_turns(lines: list[Line]) -> bool:
    """Whether every second, or third, line is an address, and the others are not."""
    places = [place for place, line in enumerate(lines) if line.is_address]
    if not places:
        return False
    for every in (2, 3):
        if len(lines) % every == 0 and places in (
            list(range(0, len(lines), every)),
            list(range(every - 1, len(lines), every)),
        ):
            return True
    return False


class _Reader:
    """Goes through blocks of lines once, with a look at the line that comes next."""

    def __init__(self, rows: list[ParsedRow]) -> None:
        self.rows = rows
        self.row = _Row()
        #: About the block that is being read: whether its lines are rows each by itself, and how many are no address.
        self.is_list = False
        self.texts = 0
        #: Whether the line above is an address too: one of several belongs to none of the lines around them.
        self.after_address = False

    def read(self, block: list[Line]) -> None:
        """Take the lines of one block. Only a headline without a source can still be open from the one before."""
        if self.row.lines and not self._goes_on(block[0]):
            self.close()
        self.is_list = _is_list(block)
        self.texts = sum(not line.is_address for line in block)
        place = 0
        while place < len(block):
            cells = self._cells_from(block, place)
            if cells:
                self.close()
                self.rows.extend(read_cells(cells))
            else:
                self.after_address = place > 0 and block[place - 1].is_address
                self._take(block[place], block[place + 1] if place + 1 < len(block) else None)
            place += len(cells) or 1

    def close(self) -> None:
        """Finish the open row."""
        if self.row.lines:
            self.rows.extend(self.row.parsed())
        self.row = _Row()

    def _goes_on(self, line: Line) -> bool:
        """After a blank line: a headline alone, and then its outlet and date alone."""
        alone = self.row.needs_source and len(self.row.lines) == 1
        return alone and line.is_source and line.parts is None and headline_and_outlet(line.text) is None

    def _cells_from(self, block: list[Line], start: int) -> list[Line]:
        """The lines from `start` on that were pasted from a spreadsheet."""
        first = block[start]
        if first.filled_cells < 2 or (self.row.needs_source and first.is_source and first.filled_cells == 2):
            return []  # an indent; or "Next City,⇥3.29.2017" under its headline
        end = start + 1
        while end < len(block) and (block[end].filled_cells > 1 or len(block[end].cells) == len(first.cells)):
            end += 1
        return block[start:end]

    def _start(self, line: Line, *, headline: str = "", outlet: str = "", date: str = "") -> None:
        self.close()
        self.row.add(line, headline=headline, outlet=outlet, date=date)

    def _take(self, line: Line, following: Line | None) -> None:
        if line.is_separator:
            self._start(line)
            self.close()
        elif line.is_address:
            self._take_address(line, following)
        elif line.is_date:
            self._take_date(line)
        elif line.parts:
            self._start_or_fill(line, *line.parts)
        elif line.is_dated:
            self._take_dated(line, following)
        else:
            self._take_text(line, following)

    def _take_address(self, line: Line, following: Line | None) -> None:
        archives = sum(host_of(url) in ARCHIVES for url in line.urls)
        single = len(line.urls) == 1 or (len(line.urls) == 2 and archives == 1)
        several = self.after_address or (following is not None and following.is_address)
        single = single and not (self.is_list or several)
        if single and (self.row.headline or self.row.outlet) and not self.row.url:
            self.row.add(line)
            return
        self._start(line)
        if not single:
            self.close()

    def _take_date(self, line: Line) -> None:
        if (self.row.headline or self.row.outlet) and not self.row.date:
            self.row.add(line, date=line.date_text)
        else:
            self._start(line, date=line.date_text)

    def _take_dated(self, line: Line, following: Line | None) -> None:
        """A line with a date at its end or beginning: outlet and date under a headline, or all in one."""
        parts = headline_and_outlet(line.text)
        if self._is_source_of_row(line, parts):
            self.row.add(line, outlet=line.text, date=line.date_text)
        elif parts or (parts := self._parted_by_comma(line, following)):
            self._start_or_fill(line, *parts)
        elif _is_source_of(line, following):
            self._start(line, headline=line.whole)
        elif not line.leading and words(line.text) < 6 and ": " not in line.text and looks_like_outlet(line.text):
            self._start_or_fill(line, "", line.text)
        else:
            self._start_or_fill(line, line.text, "")

    def _start_or_fill(self, line: Line, headline: str, outlet: str) -> None:
        """A new row, unless an address stands alone above, which is that of this line then."""
        row = self.row
        alone = row.url and not (row.headline or row.outlet or row.date or line.urls or self.is_list)
        if not alone:
            self.close()
        self.row.add(line, headline=headline, outlet=outlet, date=line.date_text)

    def _is_source_of_row(self, line: Line, parts: tuple[str, str] | None) -> bool:
        """Whether `line` is outlet and date of the headline above. Outlets have dashes and slashes too."""
        if not self.row.needs_source or line.leading or (line.urls and self.row.url):
            return False
        return looks_like_outlet(line.text) and (parts is None or words(parts[0]) < 4)

    def _parted_by_comma(self, line: Line, following: Line | None) -> tuple[str, str] | None:
        """ "Headline, outlet, date" on one line, unless the next line is the outlet of this one, which has commas and
        a date in its headline then: "Raids, arrests and protests of March 28, 2017"."""
        parts = comma_separated(line.text)
        if parts is None or not looks_like_outlet(parts[1]):
            return None
        if words(parts[0]) < 3 and following is not None and not (following.date_text or following.urls or line.urls):
            return None  # an outlet with a comma, over its headline
        certain = line.mark == "," and not any(char.isalpha() for char in line.date_text)
        certain = certain or parts[0].endswith(("”", '"', "’", "»"))
        if not certain and _is_source_of(line, following) and following and comma_separated(following.text) is None:
            return None
        return parts

    def _take_text(self, line: Line, following: Line | None) -> None:
        text, row = line.whole, self.row
        before_source = following is not None and following.is_source
        if row.needs_source and not line.urls:
            if self._is_outlet_alone(line, following):
                row.add(line, outlet=text)
                return
            if text[:1].islower() and len(row.lines) == 1 and before_source:
                row.headline = f"{row.headline} {text}"  # a headline that was wrapped
                row.add(line)
                return
        if row.needs_headline and not (row.url and line.urls):
            row.add(line, headline=text)
            return
        parts = None if before_source else headline_and_outlet(text, clear=True)
        if parts and looks_like_outlet(parts[1]):
            self._start(line, headline=parts[0], outlet=parts[1])
        else:
            self._start(line, headline=text)

    def _is_outlet_alone(self, line: Line, following: Line | None) -> bool:
        """An outlet on a line of its own: the date comes on the next one, or headline and outlet are all there is."""
        if not looks_like_outlet(line.whole) or line.whole.endswith((":", "?", "!")):
            return False
        if following is not None and following.is_date:
            return True
        return self.texts == 2 and words(line.whole) <= 4 and len(line.whole) < len(self.row.headline)


def _is_source_of(line: Line, following: Line | None) -> bool:
    """Whether `following` looks like outlet and date of `line`."""
    if following is None or not following.is_source or following.parts or not looks_like_outlet(following.text):
        return False
    return not line.leading and headline_and_outlet(following.text) is None


def _is_list(block: list[Line]) -> bool:
    """Whether the lines are rows each by itself: complete ones, and addresses that do not take turns with them."""
    if len(block) < 3 or _takes_turns(block):
        return False
    return all(line.is_address or (line.date_text and (line.parts or headline_and_outlet(line.text))) for line in block)
