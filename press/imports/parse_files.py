"""Reading an uploaded file into rows, in the background."""

from __future__ import annotations

from itertools import islice

from django.db import transaction

from press.enums import ClippingKind
from press.imports import progress
from press.imports.enums import ImportState, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.outlet_matching import OutletIndex
from press.imports.permissions import User
from press.imports.problems import problem
from press.imports.reading.dates import guess_order
from press.imports.reading.tables import Table, TableProblem, open_table
from press.imports.reading.values import clipping_kind, language_code
from press.imports.validation import check, save_new

#: Columns that a file can have: fields of `ImportRow`.
FIELDS = (
    "headline",
    "outlet_name",
    "date_text",
    "url",
    "archive_url",
    "language",
    "kind",
    "author",
    "gloss",
    "quote",
)

Line = tuple[int, list[str]]


def table_of(press_import: PressImport) -> Table:
    """The table in an import's file. Raises TableProblem."""
    return open_table(bytes(press_import.content or b""), press_import.title)


def begin(press_import: PressImport, user: User, *, header: bool) -> bool:
    """Put an import whose columns are named to reading; False when somebody else has done so."""
    job = {"work": "read", "user": user.pk, "header": header}
    return progress.begin(press_import, ImportState.READING, job, 0, [ImportState.MAPPING])


def work(pk: int) -> list[int]:
    """Read chunk by chunk, from where an earlier try stopped. Returns the rows whose addresses are to be read."""
    press_import = PressImport.objects.filter(pk=pk, state=ImportState.READING).first()
    if press_import is None:
        return []
    waiting: list[int] = []
    try:
        table = table_of(press_import)
        table.has_header = bool(press_import.job.get("header"))
        if not press_import.total:
            _look_through(press_import, table)
        index = OutletIndex.load()
        position = press_import.done
        lines = islice(table.rows(), position, None)
        while (chunk := list(islice(lines, progress.CHUNK))) and _save_chunk(pk, position, chunk, index, waiting):
            position += len(chunk)
        if not chunk:
            _finish(pk, position)
    except TableProblem as trouble:
        _finish(pk, None, trouble)
    return waiting


def _look_through(press_import: PressImport, table: Table) -> None:
    """Count the rows and see how they write dates: one chunk may have no date that tells."""
    place = press_import.columns.index("date_text") if "date_text" in press_import.columns else None
    texts: list[str] = []
    total = 0
    for _line, cells in table.rows():
        total += 1
        if place is not None and place < len(cells):
            texts.append(cells[place])
    order = press_import.date_order or guess_order(texts)
    PressImport.objects.filter(pk=press_import.pk).update(total=total, date_order=order)


@transaction.atomic
def _save_chunk(pk: int, position: int, lines: list[Line], index: OutletIndex, waiting: list[int]) -> bool:
    """Save the rows after the first `position`; False when another worker has done so meanwhile."""
    press_import = progress.lock(pk, ImportState.READING)
    if press_import is None or press_import.done != position:
        return False
    rows = [_row(press_import, line, cells) for line, cells in lines]
    check(rows, press_import, index)
    save_new(rows)
    progress.note(press_import, position + len(lines))
    waiting += [row.pk for row in rows if row.state == RowState.FETCHING]
    return True


def _row(press_import: PressImport, line: int, cells: list[str]) -> ImportRow:
    row = ImportRow(press_import=press_import, line=line, raw=" | ".join(cell for cell in cells if cell))
    columns = press_import.columns
    extra = [cell for cell in cells[len(columns) :] if cell.strip()]
    if extra:
        # Shifted cells would end up in the wrong fields without anybody noticing.
        row.problems = [problem("", "too_many_cells", cells=len(cells), columns=len(columns))]
        return row
    for field, cell in zip(columns, cells, strict=False):
        if field == "kind":
            row.kind = clipping_kind(cell) or ClippingKind.ARTICLE
        elif field == "language":
            row.language = language_code(cell)
        elif field in FIELDS and not getattr(row, field):
            setattr(row, field, cell)
    return row


@transaction.atomic
def _finish(pk: int, position: int | None, trouble: TableProblem | None = None) -> None:
    """End the reading, unless another worker is ahead, and let go of the file."""
    press_import = progress.lock(pk, ImportState.READING)
    if press_import is None or (position is not None and press_import.done != position):
        return
    if trouble:
        progress.settle(press_import, ImportState.FAILED, trouble.code)
        press_import.job = {"params": trouble.params}
    else:
        progress.settle(press_import, ImportState.REVIEW)
    press_import.content = None
    press_import.save(update_fields=["content", "job"])
