"""Reading an uploaded file into rows, in the background."""

from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from press.enums import ClippingKind
from press.imports.enrichment import enrich
from press.imports.enums import ImportState
from press.imports.jobs import Job
from press.imports.models import ImportRow, PressImport
from press.imports.outlet_matching import OutletIndex
from press.imports.problems import problem
from press.reading import InputError
from press.reading.columns import COLUMN_NAMES
from press.reading.dates import guess_order
from press.reading.values import clipping_kind, language_code
from site_project.users.permissions import User

if TYPE_CHECKING:
    from press.reading.tables import Table

Line = tuple[int, list[str]]


def table_of(press_import: PressImport, sheet: str = "") -> "Table":
    """The table in an import's file: that of `sheet`, or of the one that was chosen. Raises InputError."""
    from press.reading.tables import open_table  # noqa: PLC0415 openpyxl is large

    content = bytes(press_import.content or b"")
    return open_table(content, press_import.title, sheet or press_import.job.get("sheet", ""))


class ParseFile(Job):
    """Read the rows of a `sheet` of the file; `header` says whether a row of it names the columns."""

    name = "read"
    label = _("Reading")
    state = ImportState.READING

    def start(self, press_import: PressImport, user: User, **params: object) -> bool:
        job = {"work": self.name, "user": user.pk, **params}
        return press_import.start(self.state, job, 0, [ImportState.MAPPING])

    def run(self, pk: int) -> None:
        press_import = PressImport.objects.filter(pk=pk, state=self.state).first()
        if press_import is None:
            return
        try:
            table = table_of(press_import)
            table.has_header = bool(press_import.job.get("header"))
            if not press_import.total:
                _count_rows(press_import, table)
            index = OutletIndex.load()
            position = press_import.done
            lines = islice(table.rows(press_import.columns), position, None)
            while (chunk := list(islice(lines, self.chunk_size))) and self._save_chunk(pk, position, chunk, index):
                position += len(chunk)
            if not chunk:
                self._finish(pk, position)
        except InputError as error:
            self._finish(pk, None, error)

    @transaction.atomic
    def _save_chunk(self, pk: int, position: int, lines: list[Line], index: OutletIndex) -> bool:
        """Save the rows after the first `position`; False when another worker has done so."""
        press_import = self.claimed(pk)
        if press_import is None or press_import.done != position:
            return False
        rows = [_row(press_import, line, cells) for line, cells in lines]
        enrich(rows, press_import, index=index)
        ImportRow.objects.insert(rows)
        press_import.save_progress(position + len(lines))
        return True

    @transaction.atomic
    def _finish(self, pk: int, position: int | None, error: InputError | None = None) -> None:
        """End the reading, unless another worker is ahead."""
        press_import = self.claimed(pk)
        if press_import is None or (position is not None and press_import.done != position):
            return
        if error:
            press_import.finish(ImportState.FAILED, error.code, error.params)
        else:
            press_import.finish(ImportState.REVIEW)


def _count_rows(press_import: PressImport, table: "Table") -> None:
    """Count the rows and see how they write dates: one chunk may have no date that tells."""
    place = press_import.columns.index("date_text") if "date_text" in press_import.columns else None
    texts: list[str] = []
    total = 0
    for _line, cells in table.rows(press_import.columns):
        total += 1
        if place is not None and place < len(cells):
            texts.append(cells[place])
    order = press_import.date_order or guess_order(texts, today=timezone.localdate(press_import.created_at))
    PressImport.objects.filter(pk=press_import.pk).update(total=total, date_order=order)


def _row(press_import: PressImport, line: int, cells: list[str]) -> ImportRow:
    raw = " | ".join(cell for cell in cells if cell)
    read_on = timezone.localdate(press_import.created_at)
    row = ImportRow(press_import=press_import, line=line, raw=raw, read_on=read_on)
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
        elif field in COLUMN_NAMES and not getattr(row, field):
            setattr(row, field, cell)
    return row
