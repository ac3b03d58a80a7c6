"""Jobs on an import, done in chunks so that a stalled one is resumed where it stopped.

A chunk is one transaction that begins with a lock on the import and ends with the record of its progress: a crash loses
one chunk at most, and two workers on the same import take turns.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import transaction
from django.utils.functional import Promise

from press.imports.enums import ImportState
from press.imports.models import ImportRow, PressImport
from press.imports.permissions import User
from press.imports.querysets import ImportRowQuerySet


class Job:
    """What an import can be put to. Its parameters are in `PressImport.job`."""

    name: ClassVar[str]
    #: What is shown while it runs.
    label: ClassVar[Promise]
    #: The state of the import while it runs.
    state: ClassVar[ImportState]
    #: Rows of one chunk.
    chunk_size: ClassVar[int] = 500

    def rows(self, press_import: PressImport) -> ImportRowQuerySet:
        """The rows that the job is about."""
        raise NotImplementedError

    def process(self, press_import: PressImport, rows: list[ImportRow]) -> None:
        """Do the job for these rows."""
        raise NotImplementedError

    def finish(self, press_import: PressImport) -> None:
        press_import.finish()

    def start(self, press_import: PressImport, user: User, **params: Any) -> bool:
        """Claim the import; False when there is nothing to do, or when another job has it."""
        total = self.rows(press_import).count()
        job = {"work": self.name, "user": user.pk, "after": 0, **params}
        return bool(total) and press_import.start(self.state, job, total)

    def run(self, pk: int) -> None:
        """Do the job chunk by chunk. Safe to run twice, also at the same time."""
        while self._run_chunk(pk):
            pass

    def claimed(self, pk: int) -> PressImport | None:
        """The import, locked; None when it is no longer in this job."""
        press_import: PressImport | None = PressImport.objects.lock(pk)
        ours = press_import and press_import.state == self.state and press_import.job.get("work") == self.name
        return press_import if ours else None

    @transaction.atomic
    def _run_chunk(self, pk: int) -> bool:
        press_import = self.claimed(pk)
        if press_import is None:
            return False
        rows = list(self.rows(press_import).filter(pk__gt=press_import.job["after"]).order_by("pk")[: self.chunk_size])
        if not rows:
            self.finish(press_import)
            return False
        self.process(press_import, rows)
        press_import.save_progress(press_import.done + len(rows), after=rows[-1].pk)
        return True
