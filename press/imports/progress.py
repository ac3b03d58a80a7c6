"""How far the work on an import has come, so that a stalled job is taken up where it stopped.

Work goes in chunks. A chunk is one transaction that begins with a lock on the import and ends with the note of how far
it came: a crash loses one chunk at most, and two workers on the same import take turns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from press.imports.enums import ImportSource, ImportState, RowState
from press.imports.models import PressImport

#: Rows of one chunk.
CHUNK = 500
#: Up to so many rows are worked off while the person waits; more go to the background.
AT_ONCE = 100
#: Without a sign of life for this long a job counts as stalled.
STALLED = dt.timedelta(minutes=2)
#: So many times in a row a job may stall at the same chunk.
MAX_TRIES = 3

WORKING = (ImportState.READING, ImportState.FILING, ImportState.UNDOING)
#: Nobody works on it: its rows can be changed and filed.
AT_REST = (ImportState.REVIEW, ImportState.FILED, ImportState.UNDONE, ImportState.FAILED)
#: Rows that wait for somebody.
OPEN_ROWS = (RowState.READY, RowState.ATTENTION, RowState.FETCHING)


def begin(
    press_import: PressImport, state: ImportState, job: dict[str, Any], total: int, within: Iterable[ImportState]
) -> bool:
    """Put an import that is in one of the states `within` to work; False when somebody else was quicker."""
    now = timezone.now()
    waiting = PressImport.objects.filter(pk=press_import.pk, state__in=list(within))
    if not waiting.update(state=state, job=job, done=0, total=total, worked_at=now, error="", changed_at=now):
        return False
    press_import.refresh_from_db()
    return True


def lock(pk: int, state: ImportState) -> PressImport | None:
    """The import, locked until the end of the transaction; None when it is no longer in `state`."""
    return PressImport.objects.select_for_update().defer("content", "text").filter(pk=pk, state=state).first()


def note(press_import: PressImport, done: int, **job: Any) -> None:
    """Note at the end of a chunk that `done` rows are worked off by now."""
    press_import.done = done
    press_import.total = max(press_import.total, done)
    press_import.worked_at = timezone.now()
    press_import.job = {**press_import.job, **job, "tries": 0}
    press_import.save(update_fields=["done", "total", "worked_at", "job", "changed_at"])


def settle(press_import: PressImport, state: ImportState | None = None, error: str = "") -> None:
    """End the work on an import. Without a `state`: filed, or to be reviewed when rows still wait for somebody."""
    press_import.state = state or _resting_state(press_import)
    press_import.error = error
    press_import.job = {}
    press_import.worked_at = timezone.now()
    press_import.save(update_fields=["state", "error", "job", "worked_at", "filed_at", "changed_at"])


def _resting_state(press_import: PressImport) -> ImportState:
    # What was taken over from a feed's proposals is a list of its own: only the proposals are up for review.
    taken_over = press_import.source == ImportSource.TAKEN
    waiting = not taken_over and press_import.rows.filter(state__in=OPEN_ROWS).exists()
    return ImportState.REVIEW if waiting or not press_import.filed_at else ImportState.FILED
