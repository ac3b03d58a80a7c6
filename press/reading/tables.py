"""Tables as people upload them: CSV in whatever encoding and with whatever separator, and Excel workbooks."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Protocol

from openpyxl.utils.datetime import from_excel

from press.addresses import is_page, normalized
from press.reading import MAX_BYTES, MAX_TABLE_ROWS, InputError, SheetRow
from press.reading.columns import HEADER_WITHIN, find_header, guess_columns, is_table
from press.reading.csv_files import CsvFile
from press.reading.excel_files import ExcelFile
from press.reading.hyperlinks import is_web_address

#: The most columns of a table.
MAX_COLUMNS = 200

#: Rows that names and kinds of columns are guessed from.
SAMPLE = 21

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
#: Days since the end of 1899 (or 1903): from 1927 on.
_SERIAL_DATE = re.compile(r"[1-9]\d{4}(?:\.\d+)?")
#: Whose address is most likely that of the article: fields, best first. Other columns come after the headline.
_LINKED = ("headline", "", "date_text", "kind", "language", "quote", "gloss", "outlet_name", "author")


class Sheet(Protocol):
    #: Empty in a CSV file.
    title: str
    #: The day 0 of its serial dates.
    epoch: dt.datetime

    @property
    def linked(self) -> Collection[int]:
        """The columns, from 0, that have an address behind some cell."""

    def rows(self) -> Iterator[SheetRow]: ...


class Table:
    """A sheet with rows. `has_header` says whether a row names the columns: a guess that can be set right.

    An address behind a cell stands in the column for addresses, if there is one and it says something else ("here").
    Otherwise it has a column of its own, to the right of its text.
    """

    #: The names of all visible sheets of a workbook, of those that could be read, and of the hidden ones.
    sheets: Sequence[str] = ()
    readable_sheets: Sequence[str] = ()
    hidden_sheets: Sequence[str] = ()

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        first = list(islice(sheet.rows(), HEADER_WITHIN + SAMPLE))
        if not first:
            raise InputError("empty")
        texts = [row.cells for row in first]
        self.is_list = is_table(texts)
        found = find_header(texts)
        #: Rows above the one that names the columns.
        self.above = texts[: found or 0]
        #: The line of the row that names the columns.
        self.header_line = first[found or 0].line
        self.has_header = found is not None
        if self.has_header and len(first) == len(self.above) + 1:
            raise InputError("header_only")
        below = texts[len(self.above) + self.has_header :][:SAMPLE]
        self._width = max(map(len, texts[len(self.above) :][:SAMPLE]))
        if self._width > MAX_COLUMNS:
            raise InputError("too_many_columns", limit=MAX_COLUMNS)
        names = texts[len(self.above)] if self.has_header else []
        self._fields = guess_columns([*names, *[""] * (self._width - len(names))], below)
        self._linked: list[int] = []
        #: The linked column that has the addresses of the articles.
        self._articles: int | None = None
        self._place_links(first[len(self.above) + self.has_header :])
        self._first = [self._flat(row) for row in first]

    @property
    def sheet(self) -> str:
        """The name of the sheet that is read."""
        return self._sheet.title

    @property
    def other_sheets(self) -> list[str]:
        """The names of the sheets that are left out."""
        return [name for name in self.readable_sheets if name != self.sheet]

    @property
    def header(self) -> list[str]:
        """The name of each column, empty where it has none."""
        names = self._first[len(self.above)] if self.has_header else []
        return names + [""] * (self._width + len(self._linked) - len(names))

    def rows(self, columns: Sequence[str] | None = None) -> Iterator[tuple[int, list[str]]]:
        """Line (from 1, as an editor or Excel counts) and cells of each row below the header. Rows without content are
        passed over; a row can have fewer or more cells than there are columns. Raises InputError where the file
        cannot be read on.

        Args:
            columns: the field of each column, where somebody has said so. Serial dates are read in that of dates.
        """
        columns = self.guess_columns() if columns is None else columns
        start = len(self.above) + 1 if self.has_header else 0
        for count, row in enumerate(islice(self._sheet.rows(), start, None), start=1):
            if count > MAX_TABLE_ROWS:
                raise InputError("too_many_rows", limit=MAX_TABLE_ROWS)
            yield row.line, self._with_date(self._flat(row), columns)

    def preview(self, count: int) -> list[list[str]]:
        """The first rows as `rows` gives them, that of the names among them, but not what stands above it."""
        columns = self.guess_columns()
        shown = self._first[len(self.above) : len(self.above) + count]
        return [self._with_date(cells, columns) for cells in shown]

    def guess_columns(self) -> list[str]:
        """The field of `ImportRow` for each column, empty for one to pass over: by names, else by what stands below."""
        fields = []
        for place, field in enumerate(self._fields):
            fields.append(field)
            if place in self._linked:
                fields.append("url" if place == self._articles else "")
        return fields

    def _place_links(self, sample: Sequence[SheetRow]) -> None:
        """See which columns have addresses behind their cells, other than those that the first rows show anyway."""
        shown: set[int] = set()
        hidden: set[int] = set()
        pages: set[int] = set()
        for row in sample:
            texts = {normalized(cell) for cell in self._flat(row) if is_web_address(cell)}
            for place, url in row.links.items():
                (shown if normalized(url) in texts else hidden).add(place)
                if is_page(url):
                    pages.add(place)
        named = {place for place, field in enumerate(self._fields) if field in {"url", "archive_url"}}
        linked = {place for place in self._sheet.linked if place < self._width} - named
        self._linked = sorted(linked - (shown - hidden))
        if "url" not in self._fields:
            homes = (shown | hidden) - pages
            self._articles = min(set(self._linked) - homes, key=self._rank, default=None)

    def _rank(self, place: int) -> tuple[int, int]:
        field = self._fields[place]
        return (_LINKED.index(field) if field in _LINKED else len(_LINKED), place)

    def _flat(self, row: SheetRow) -> list[str]:
        """The cells of a row, the addresses behind them among them."""
        cells = list(row.cells)
        if row.links:
            cells += [""] * (min(max(row.links) + 1, self._width) - len(cells))
            for place, url in row.links.items():
                field = self._fields[place] if place < self._width else ""
                if field in {"url", "archive_url"} and not is_web_address(cells[place]):
                    cells[place] = url
            self._fill_address(cells, row.links)
        if self._linked:
            own = [
                # Among words with an address behind them, one may be typed out.
                [cell, row.links.get(place) or (cell if is_web_address(cell) else "")]
                if place in self._linked
                else [cell]
                for place, cell in enumerate(cells)
            ]
            cells = [cell for pair in own for cell in pair]
        return cells

    def _fill_address(self, cells: list[str], links: dict[int, str]) -> None:
        """Where the column for addresses is empty, what is behind another cell is the address of the article."""
        place = self._fields.index("url") if "url" in self._fields else self._width
        if place < self._width and not (place < len(cells) and cells[place]):
            pages = [other for other, url in links.items() if other < self._width and is_page(url)]
            if pages:
                cells += [""] * (place + 1 - len(cells))
                cells[place] = links[min(pages, key=self._rank)]

    def _with_date(self, cells: list[str], columns: Sequence[str]) -> list[str]:
        """The cells of a row; a serial date in the column of dates is a day in ISO 8601."""
        place = columns.index("date_text") if "date_text" in columns else len(cells)
        if place < len(cells) and _SERIAL_DATE.fullmatch(cells[place]):
            moment = from_excel(float(cells[place]), self._sheet.epoch)
            if isinstance(moment, dt.datetime):
                return [*cells[:place], moment.date().isoformat(), *cells[place + 1 :]]
        return cells


def open_table(content: bytes, filename: str = "", sheet: str = "") -> Table:
    """The table in an uploaded file, its first rows read. Of several sheets it is the one called `sheet`, or else the
    first one that lists anything. Raises InputError when there is none."""
    if len(content) > MAX_BYTES:
        raise InputError("file_too_large", limit=MAX_BYTES)
    if not content.strip():
        raise InputError("empty")
    if content.startswith(_OLD_OFFICE):
        # Also the outside of newer workbooks that are encrypted.
        protected = filename.lower().endswith(".xlsx") or "EncryptedPackage".encode("utf-16-le") in content
        raise InputError("protected" if protected else "old_excel")
    if filename.lower().endswith(".xlsx") and not content.startswith(_ZIP):
        raise InputError("not_excel")
    file = ExcelFile(content) if content.startswith(_ZIP) else CsvFile(content)
    tables: list[Table] = []
    problems: list[InputError] = []
    for one in file.sheets:
        try:
            tables.append(Table(one))
        except InputError as problem:
            if problem.code != "empty":
                problems.append(problem)
    lists = [table for table in tables if table.is_list]
    if problems and not lists:
        raise problems[0]
    if not tables:
        raise InputError("only_hidden" if file.hidden else "empty")
    chosen = next((table for table in tables if table.sheet == sheet), (lists or tables)[0])
    chosen.sheets = [one.title for one in file.sheets if one.title]
    chosen.readable_sheets = [table.sheet for table in tables if table.sheet]
    chosen.hidden_sheets = file.hidden
    return chosen
