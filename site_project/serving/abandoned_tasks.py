"""Tasks whose worker is gone go on with another, and those that failed since something was away are tried again.

A worker that was killed leaves its task marked as running for ever. So a worker says every few seconds that it lives, in
the column `started_at` of the task that it runs; whoever finds one that has been silent for longer puts its task back.
So every task can be done a second time.
"""

import datetime as dt
import logging
import threading
import time
from typing import Any

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished, task_started
from django_tasks_db.models import DBTaskResult

from site_project.away import DATABASE_AWAY

logger = logging.getLogger(__name__)

#: Seconds between two signs of life.
BEAT = 3
#: After so long a silence a worker is taken for dead. The clocks of several machines differ by less.
SILENCE = dt.timedelta(seconds=15)
#: A task that so many workers have died of is given up.
MAX_TRIES = 3

#: The mail server, the network, a disk, or the database was away.
AWAY = (OSError, *DATABASE_AWAY)
#: Then a task is tried again for so long,
KEEP_TRYING = dt.timedelta(days=3)
#: after as long as it has waited already, within these limits.
SOONEST, LATEST = dt.timedelta(minutes=1), dt.timedelta(hours=1)

#: The task that this process runs.
_running: list[Any] = []


def watch() -> None:
    """Say that this worker lives, and take up what others have left, in a thread that ends with the process."""
    task_started.connect(_note_start, dispatch_uid="abandoned-tasks")
    task_finished.connect(_note_end, dispatch_uid="abandoned-tasks")
    threading.Thread(target=_repeat, name="abandoned-tasks", daemon=True).start()


def _note_start(task_result: Any, **_signal: object) -> None:
    _running[:] = [task_result.id]


def _note_end(**_signal: object) -> None:
    _running.clear()


def _repeat() -> None:
    while True:
        try:
            close_old_connections()
            say_alive()
            resume()
            try_again()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("Whether tasks were abandoned cannot be asked: %s", error)
            connection.close()
        time.sleep(BEAT)


def say_alive() -> None:
    for pk in _running:
        DBTaskResult.objects.running().filter(pk=pk).update(started_at=timezone.now())


def resume() -> int:
    """Put back the tasks whose worker is gone, for the next one that is free; how many."""
    silent = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - SILENCE)
    return sum(_put_back(task) for task in silent.exclude(pk__in=list(_running)))


def _put_back(task: DBTaskResult) -> bool:
    same = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    if len(task.worker_ids) >= MAX_TRIES:
        if same.update(status=TaskResultStatus.FAILED, finished_at=timezone.now()):
            logger.error("The task %s was ended from outside %s times, and is given up.", task.task_path, MAX_TRIES)
        return False
    if not same.update(status=TaskResultStatus.READY):
        return False  # another machine was quicker
    logger.warning("The worker of the task %s is gone; the task is done by another.", task.task_path)
    return True


def try_again() -> int:
    """Put back the tasks that failed since something was away; how many."""
    failed = DBTaskResult.objects.failed().filter(enqueued_at__gt=timezone.now() - KEEP_TRYING)
    errors = set(failed.order_by().values_list("exception_class_path", flat=True).distinct())
    return sum(_put_off(task) for task in failed.filter(exception_class_path__in=filter(_is_of_absence, errors)))


def _is_of_absence(path: str) -> bool:
    try:
        return issubclass(import_string(path), AWAY)
    except (ImportError, TypeError):
        return False


def _put_off(task: DBTaskResult) -> bool:
    now = timezone.now()
    pause = min(max(now - task.enqueued_at, SOONEST), LATEST)
    same = DBTaskResult.objects.failed().filter(pk=task.pk, finished_at=task.finished_at)
    put_back = {"status": TaskResultStatus.READY, "finished_at": None, "worker_ids": [], "run_after": now + pause}
    # Without the error: whoever gives the task up later for another reason leaves none, and it is not tried again.
    if not same.update(**put_back, exception_class_path=""):
        return False
    error = task.exception_class_path.rpartition(".")[2]
    logger.warning(
        "The task %s failed (%s), and is tried again in %s s.", task.task_path, error, int(pause.total_seconds())
    )
    return True
