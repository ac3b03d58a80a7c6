"""Jobs on an import, done in chunks so that a stalled one is resumed where it stopped.

A chunk is one transaction that begins with a lock on the import and ends with the record of its progress: a crash loses
one chunk at most, and two workers on the same import take turns.
"""

from typing import Any, ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from press.imports.enums import ImportState
from press.imports.models import ImportRow, PressImport
from press.imports.problems import DOUBTS
from press.imports.querysets import VALIDATED_FIELDS, ImportRowQuerySet
from press.imports.validators import revalidate
from press.reading.dates import read_date
from site_project.users.permissions import User


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
        raise NotImplementedError

    def process(self, press_import: PressImport, rows: list[ImportRow]) -> None:
        raise NotImplementedError

    def finish(self, press_import: PressImport) -> None:
        press_import.finish()

    def start(self, press_import: PressImport, user: User, **params: object) -> bool:
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


class BulkEdit(Job):
    """A decision about many rows at once, which changes the same fields of each."""

    label = _("Checking")
    state = ImportState.READING
    fields: ClassVar[tuple[str, ...]]

    def edit(self, row: ImportRow, job: dict[str, Any]) -> None:
        raise NotImplementedError

    def start(self, press_import: PressImport, user: User, **params: object) -> bool:
        return super().start(press_import, user, state=press_import.state, **params)

    def process(self, press_import: PressImport, rows: list[ImportRow]) -> None:
        for row in rows:
            self.edit(row, press_import.job)
            row.changed_at = timezone.now()
        revalidate(rows, press_import)
        # Writing all fields of a row would take five times as long.
        ImportRow.objects.bulk_update(rows, [*self.fields, "changed_at", *VALIDATED_FIELDS])

    def finish(self, press_import: PressImport) -> None:
        press_import.finish(ImportState(press_import.job["state"]))


class ConfirmDates(BulkEdit):
    """Take the day that dates mean in the `order` that somebody has named."""

    name = "dates"
    fields = ("date", "other_date", "date_confirmed")

    def rows(self, press_import: PressImport) -> ImportRowQuerySet:
        return press_import.rows.undecided_dates()

    def edit(self, row: ImportRow, job: dict[str, Any]) -> None:
        if row.date_text:
            row.date = read_date(row.date_text, job["order"], today=row.read_on).date or row.date
        row.other_date, row.date_confirmed = None, True


class MarkNewOutlets(BulkEdit):
    """Have the outlets of rows created, unless they may be misspellings of known ones."""

    name = "outlets"
    fields = ("new_outlet",)

    def rows(self, press_import: PressImport) -> ImportRowQuerySet:
        return press_import.rows.unknown_outlets()

    def edit(self, row: ImportRow, job: dict[str, Any]) -> None:
        row.new_outlet = not any(found["params"].get("suggestions") for found in row.problems)


class MarkCampaignsToo(BulkEdit):
    """Have the clippings that rows repeat filed under the campaigns of the rows too, where nothing is doubtful."""

    name = "campaigns"
    fields = ()

    def rows(self, press_import: PressImport) -> ImportRowQuerySet:
        return press_import.rows.for_another_campaign()

    def edit(self, row: ImportRow, job: dict[str, Any]) -> None:
        row.campaign_too = not any(found["code"] in DOUBTS for found in row.problems)
