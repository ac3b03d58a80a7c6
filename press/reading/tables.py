"""Tables as people upload them: CSV in whatever encoding and with whatever separator, and Excel workbooks."""

from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from press.reading import InputError
from press.reading.columns import guess_columns, is_header
from press.reading.csv_files import CsvFile
from press.reading.excel_files import ExcelFile

#: Limits: the size of a file in bytes, its rows without the names of columns, its columns.
MAX_BYTES = 10_000_000
MAX_TABLE_ROWS = 20_000
MAX_COLUMNS = 200

#: Rows that names and kinds of columns are guessed from.
SAMPLE = 21

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


class _File(Protocol):
    #: The names of all sheets, and of the one that is read. CSV has none.
    sheets: list[str]
    sheet: str

    def rows(self) -> Iterator[tuple[int, list[str]]]: ...


class Table:
    """A file with rows. `has_header` says whether the first one names the columns: a guess that can be set right."""

    def __init__(self, file: _File) -> None:
        self._file = file
        self._first = [cells for _line, cells in islice(file.rows(), SAMPLE)]
        if not self._first:
            raise InputError("empty")
        self._width = max(map(len, self._first))
        if self._width > MAX_COLUMNS:
            raise InputError("too_many_columns", limit=MAX_COLUMNS)
        self.has_header = is_header(self._first)
        if self.has_header and len(self._first) == 1:
            raise InputError("header_only")

    @property
    def sheets(self) -> list[str]:
        """The names of all sheets of a workbook."""
        return self._file.sheets

    @property
    def sheet(self) -> str:
        """The name of the sheet that is read."""
        return self._file.sheet

    @property
    def header(self) -> list[str]:
        """The name of each column, empty where it has none."""
        names = self._first[0] if self.has_header else []
        return names + [""] * (self._width - len(names))

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Line (from 1, as an editor or Excel counts) and cells of each row below the header. Rows without content are
        passed over; a row can have fewer or more cells than there are columns. Raises InputError where the file
        cannot be read on."""
        for count, row in enumerate(islice(self._file.rows(), int(self.has_header), None), start=1):
            if count > MAX_TABLE_ROWS:
                raise InputError("too_many_rows", limit=MAX_TABLE_ROWS)
            yield row

    def guess_columns(self) -> list[str]:
        """The field of `ImportRow` for each column, empty for one to pass over: by names, else by what stands below."""
        return guess_columns(self.header, self._first[self.has_header :])


def open_table(content: bytes, filename: str = "") -> Table:
    """The table in an uploaded file, its first rows read. Raises InputError when there is none."""
    if len(content) > MAX_BYTES:
        raise InputError("file_too_large", limit=MAX_BYTES)
    if not content.strip():
        raise InputError("empty")
    if content.startswith(_OLD_OFFICE):
        # Also the outside of newer workbooks that are encrypted.
        protected = filename.lower().endswith(".xlsx") or "EncryptedPackage".encode("utf-16-le") in content
        raise InputError("protected" if protected else "old_excel")
    return Table(ExcelFile(content) if content.startswith(_ZIP) else CsvFile(content))
