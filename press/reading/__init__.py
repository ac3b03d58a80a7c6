"""What people paste and upload, read: rows of texts, columns of tables, days, languages. Knows no database."""

from typing import NamedTuple

#: Of an uploaded table: the size of the file in bytes, and its rows without the names of columns.
MAX_BYTES = 10_000_000
MAX_TABLE_ROWS = 20_000


class InputError(Exception):
    """What was pasted or uploaded cannot be read: `code` is one of `press.imports.problems`, `params` name the limit or
    the line."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class SheetRow(NamedTuple):
    """A row of a file as it stands there."""

    #: Counted from 1, as an editor or Excel counts.
    line: int
    cells: list[str]
    #: The addresses behind cells, by column from 0.
    links: dict[int, str]
