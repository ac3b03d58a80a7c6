"""The tasks of imports that `manage.py work` does, and how stalled ones are resumed."""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from press.imports import fetch_rows
from press.imports.create_clippings import CreateClippings, PublishDrafts
from press.imports.enums import ImportState, RowState
from press.imports.jobs import ConfirmDates, Job, MarkCampaignsToo, MarkNewOutlets
from press.imports.models import ImportRow, PressImport
from press.imports.parse_file import ParseFile
from press.imports.undo import Undo
from site_project.users.permissions import User

logger = logging.getLogger(__name__)

JOBS: dict[str, type[Job]] = {
    job.name: job
    for job in (ParseFile, ConfirmDates, MarkNewOutlets, MarkCampaignsToo, CreateClippings, PublishDrafts, Undo)
}
#: Jobs on up to this many rows are done while the person waits.
FOREGROUND_ROWS = 100
#: A job may stall this many times in a row at the same chunk, and the reading of an address this many times.
MAX_TRIES = 2


@task(backend="background", priority=10)
def run_job(pk: int) -> None:
    """Do, or go on with, the job of an import."""
    with transaction.atomic():
        press_import: PressImport | None = PressImport.objects.working().lock(pk)
        if press_import is None:
            return
        tries = press_import.job.get("tries", 0)
        press_import.job = {**press_import.job, "tries": tries + 1}
        if tries or press_import.done:  # whoever began it is gone
            press_import.job["interrupted"] = True
        press_import.worked_at = timezone.now()
        press_import.save(update_fields=["job", "worked_at"])
    job = JOBS.get(press_import.job.get("work", ""))
    if job:
        job().run(pk)
    if job is ParseFile:
        waiting = ImportRow.objects.filter(press_import=pk, state=RowState.FETCHING)
        enqueue_fetches(waiting.values_list("pk", flat=True))


@task(backend="background", priority=-10)
def fetch_row(pk: int) -> None:
    """Read the address of a row. Jobs go first."""
    if fetch_rows.fetch(pk):
        fetch_row.enqueue(pk)


def start(job: type[Job], press_import: PressImport, user: User, **params: object) -> bool:
    """Put an import to a job: done at once when it is small, else in the background. False when there is nothing to do,
    or when another job has the import."""
    if not job().start(press_import, user, **params):
        return False
    if job is not ParseFile and press_import.total <= FOREGROUND_ROWS:
        run_job.call(press_import.pk)
    else:
        run_job.enqueue(press_import.pk)
    press_import.refresh_from_db(fields=["state", "done"])
    return True


def enqueue_fetches(pks: Iterable[int]) -> None:
    for pk in pks:
        fetch_row.enqueue(pk)


def resume_stalled() -> int:
    """Resume what has stalled; how many jobs and rows."""
    stalled = PressImport.objects.stalled()
    jobs = sum(_resume_job(pk) for pk in list(stalled.working().values_list("pk", flat=True)))
    return jobs + _resume_fetches(list(stalled.filter(rows__state=RowState.FETCHING).distinct().without_content()))


def _resume_job(pk: int) -> bool:
    with transaction.atomic():
        press_import = PressImport.objects.working().lock(pk)
        if press_import is None:
            return False
        if press_import.job.get("tries", 0) >= MAX_TRIES:
            logger.error("The job of import %s stalls at the same place again and again: given up.", pk)
            press_import.finish(ImportState.FAILED, "stopped")
            return False
        press_import.worked_at = timezone.now()
        press_import.save(update_fields=["worked_at"])
    run_job.enqueue(pk)
    return True


def _resume_fetches(imports: list[PressImport]) -> int:
    """Have addresses read whose worker is gone. Behind a long queue rows wait for hours: those that are still queued
    have not stalled."""
    if not imports:
        return 0
    for press_import in imports:
        fetch_rows.give_up(press_import, MAX_TRIES)
    waiting = ImportRow.objects.filter(press_import__in=imports, state=RowState.FETCHING)
    queued = _queued()
    stalled = {row: of for row, of in waiting.values_list("pk", "press_import") if row not in queued}
    PressImport.objects.filter(pk__in=set(stalled.values())).update(worked_at=timezone.now())
    enqueue_fetches(stalled)
    return len(stalled)


def _queued() -> set[int]:
    """The rows whose address a worker has yet to come to."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=fetch_row.module_path)
    return {call["args"][0] for call in waiting.values_list("args_kwargs", flat=True).iterator() if call["args"]}
