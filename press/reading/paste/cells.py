"""Lines pasted from a spreadsheet: cells with tabs between them."""

from collections.abc import Sequence
from dataclasses import fields

from press.reading.columns import guess_columns, known_names
from press.reading.paste.addresses import without_addresses
from press.reading.paste.lines import Line
from press.reading.paste.rows import ParsedRow

_FIELDS = frozenset(field.name for field in fields(ParsedRow)) - {"line", "raw", "problem"}


def read_cells(lines: Sequence[Line]) -> list[ParsedRow]:
    """A row for each of `lines`, which follow each other and have cells. A first line with names of columns is kept
    with the row below it."""
    lines = _without_rules(lines)
    width = max(len(line.cells) for line in lines)
    padded = [line.cells + [""] * (width - len(line.cells)) for line in lines]
    has_header = known_names(padded[0]) > 1 and len(lines) > 1
    header = padded[0] if has_header else [""] * width
    columns = guess_columns(header, padded[has_header:])
    rows = [_row(line, cells, columns) for line, cells in zip(lines, padded, strict=True)][has_header:]
    if has_header:
        rows[0].raw = f"{lines[0].raw}\n{rows[0].raw}"
    return rows


def _row(line: Line, cells: list[str], columns: list[str]) -> ParsedRow:
    row = ParsedRow(line=line.number, raw=line.raw)
    for name, cell in zip(columns, cells, strict=True):
        if name in _FIELDS and cell:
            addresses = without_addresses(cell)[1] if name in {"url", "archive_url"} else []
            setattr(row, name, addresses[0] if addresses else cell)
    row.url = row.url or (line.urls[0] if line.urls else "")
    if not (row.headline or row.outlet_name or row.date_text or row.url):
        row.problem = "not_understood"
    return row


def _without_rules(lines: Sequence[Line]) -> list[Line]:
    """Rules between the rows of a table go with the row above."""
    kept: list[Line] = []
    for line in lines:
        if line.cells or not kept:
            kept.append(line)
        else:
            kept[-1].raw += f"\n{line.raw}"
    return kept
