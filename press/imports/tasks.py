"""The tasks of the intake that `manage.py work` does, and how they are begun, ended and taken up again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from press.imports import bulk_edits, create_clippings, fetch_rows, parse_files, progress, publishing, undo
from press.imports.enums import ImportState
from press.imports.models import PressImport

logger = logging.getLogger(__name__)

#: What an import can be put to, by the name in its `job`.
WORK: dict[str, Callable[[int], object]] = {
    "read": lambda pk: read_addresses(parse_files.work(pk)),
    "dates": bulk_edits.work,
    "outlets": bulk_edits.work,
    "file": create_clippings.work,
    "publish": publishing.work,
    "undo": undo.work,
}


@task(backend="background", priority=10)
def work_on(pk: int) -> None:
    """Do, or go on with, what an import was put to: reading a file, filing, publishing, undoing."""
    with transaction.atomic():
        press_import = _locked(pk)
        if press_import is None:
            return
        job = press_import.job
        press_import.job = {**job, "tries": job.get("tries", 0) + 1}
        press_import.worked_at = timezone.now()
        press_import.save(update_fields=["job", "worked_at"])
    if work := WORK.get(job.get("work", "")):
        work(pk)


@task(backend="background", priority=-10)
def read_address(pk: int) -> None:
    """Read the address of a row. Others' files and filings go first."""
    if fetch_rows.read(pk):
        read_address.enqueue(pk)


def run(press_import: PressImport) -> None:
    """Do what an import was just put to: at once when it is little, else in the background."""
    if press_import.total <= progress.AT_ONCE and press_import.job.get("work") != "read":
        work_on.call(press_import.pk)
    else:
        work_on.enqueue(press_import.pk)


def read_addresses(pks: Iterable[int]) -> None:
    """Have the addresses of these rows read."""
    for pk in pks:
        read_address.enqueue(pk)


def resume() -> int:
    """Take up what has stalled; how many jobs and rows."""
    stalled = Q(worked_at=None) | Q(worked_at__lt=timezone.now() - progress.STALLED)
    count = 0
    for pk in list(PressImport.objects.filter(stalled, state__in=progress.WORKING).values_list("pk", flat=True)):
        count += _take_up(pk)
    rows = fetch_rows.forgotten(_queued)
    read_addresses(rows)
    return count + len(rows)


def _queued() -> set[int]:
    """The rows whose address a worker has yet to come to."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=read_address.module_path)
    return {said["args"][0] for said in waiting.values_list("args_kwargs", flat=True).iterator() if said["args"]}


def _take_up(pk: int) -> bool:
    """Have a stalled job begun again, or give it up when it was begun too often without getting anywhere."""
    with transaction.atomic():
        press_import = _locked(pk)
        if press_import is None:
            return False
        if press_import.job.get("tries", 0) >= progress.MAX_TRIES:
            logger.error("The import %s stops at the same place again and again; it is given up.", pk)
            progress.settle(press_import, ImportState.FAILED, "stopped")
            PressImport.objects.filter(pk=pk).update(content=None)
            return False
        press_import.worked_at = timezone.now()
        press_import.save(update_fields=["worked_at"])
    work_on.enqueue(pk)
    return True


def _locked(pk: int) -> PressImport | None:
    """The import, locked, if it is being worked on."""
    imports = PressImport.objects.select_for_update().defer("content", "text")
    return imports.filter(pk=pk, state__in=progress.WORKING).first()
