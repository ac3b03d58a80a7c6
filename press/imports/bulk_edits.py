"""Decisions about many rows of an import at once: how it writes dates, that its unknown outlets are new ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from press.imports import progress
from press.imports.enums import DateOrder, ImportState, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.permissions import User
from press.imports.reading.dates import read_date
from press.imports.validation import check_again

SETTLED = (RowState.FILED, RowState.LEFT_OUT, RowState.FETCHING)


def undecided_dates(press_import: PressImport) -> QuerySet[ImportRow]:
    """The rows whose date can mean two days."""
    return press_import.rows.filter(date_confirmed=False).exclude(other_date=None).exclude(state__in=SETTLED)


def unknown_outlets(press_import: PressImport) -> QuerySet[ImportRow]:
    """The rows that name an outlet that nobody has filed yet, or that is only similar to one."""
    return press_import.rows.filter(outlet=None, new_outlet=False).exclude(outlet_name="").exclude(state__in=SETTLED)


def confirm_date(row: ImportRow, job: dict[str, Any]) -> None:
    """Take the day that a row's date means in the order that somebody has named."""
    if row.date_text:
        row.date = read_date(row.date_text, job["order"]).date or row.date
    row.other_date, row.date_confirmed = None, True


def take_outlet_as_new(row: ImportRow, job: dict[str, Any]) -> None:
    """Have a row's outlet made, unless it may be a misspelling of a known one."""
    suggested = [found for found in row.problems if (found.get("params") or {}).get("suggestions")]
    row.new_outlet = not suggested


@dataclass(frozen=True, slots=True)
class Sweep:
    """Which rows are decided about, how, and which fields that changes."""

    rows: Callable[[PressImport], QuerySet[ImportRow]]
    change: Callable[[ImportRow, dict[str, Any]], None]
    fields: tuple[str, ...]


SWEEPS = {
    "dates": Sweep(undecided_dates, confirm_date, ("date", "other_date", "date_confirmed")),
    "outlets": Sweep(unknown_outlets, take_outlet_as_new, ("new_outlet",)),
}
#: What the check after it can change. Writing all fields of a row would take five times as long.
OUTCOME = ("duplicate_of", "duplicate_row", "problems", "state")


def begin(press_import: PressImport, user: User, sweep: str, order: DateOrder | None = None) -> bool:
    """Put an import to one of `SWEEPS` ("dates" needs an order); False when there is nothing to decide, or when it is
    being worked on."""
    total = SWEEPS[sweep].rows(press_import).count()
    job = {
        "work": sweep,
        "user": user.pk,
        "state": press_import.state,
        "after": 0,
        "order": order.value if order else "",
    }
    if not total or not progress.begin(press_import, ImportState.READING, job, total, progress.AT_REST):
        return False
    if order:
        press_import.date_order = order
        press_import.save(update_fields=["date_order"])
    return True


def work(pk: int) -> None:
    """Sweep chunk by chunk. Safe to run twice, also at the same time."""
    while _sweep_chunk(pk):
        pass


@transaction.atomic
def _sweep_chunk(pk: int) -> bool:
    press_import = progress.lock(pk, ImportState.READING)
    if press_import is None or press_import.job.get("work") not in SWEEPS:
        return False
    job = press_import.job
    sweep = SWEEPS[job["work"]]
    rows = list(sweep.rows(press_import).filter(pk__gt=job["after"]).order_by("pk")[: progress.CHUNK])
    if not rows:
        progress.settle(press_import, ImportState(job["state"]))
        return False
    for row in rows:
        sweep.change(row, job)
    check_again(rows, press_import)
    ImportRow.objects.bulk_update(rows, [*sweep.fields, *OUTCOME])
    progress.note(press_import, press_import.done + len(rows), after=rows[-1].pk)
    return True
