"""Publishes and expires what staff have scheduled, and keeps the background work going, while the site is served.

Each worker tries to be the one that does it: whoever gets the lock keeps it until it ends, then another takes over. So
there is one per machine, and none is needed beside the server. With several machines and PostgreSQL, a lock in the
database keeps two from doing the same at the same moment.
"""

from __future__ import annotations

import fcntl
import logging
import subprocess
import threading
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from site_project.serving import background

logger = logging.getLogger(__name__)

#: Seconds between two looks, and between two tries to get the lock.
INTERVAL = 30
#: Any number will do, as long as nothing else in the database takes the same.
ADVISORY_LOCK = 7_305_142_001


def start() -> threading.Thread:
    """Start looking, in a thread that ends with the process."""
    thread = threading.Thread(target=_run, name="schedule", daemon=True)
    thread.start()
    return thread


def _run() -> None:
    file = Path(settings.VAR_DIR) / "schedule.lock"
    pause = threading.Event()
    with file.open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                pause.wait(INTERVAL)
        worker: subprocess.Popen[bytes] | None = None
        while True:
            worker = keep_working(worker)
            publish_due()
            pause.wait(INTERVAL)


def keep_working(worker: subprocess.Popen[bytes] | None) -> subprocess.Popen[bytes] | None:
    """The process of the background work, started again if it has ended."""
    try:
        if worker is not None and worker.poll() is None:
            return worker
        if worker is not None:
            logger.error("The background work ended with status %s and is started again.", worker.returncode)
        return background.start_process()
    except OSError:
        logger.exception("The background work could not be started; it is tried again in %s seconds.", INTERVAL)
        return None


def publish_due() -> None:
    """Publish and expire what is due. A failure is logged, and tried again at the next look."""
    try:
        if _only_one():
            call_command("publish_scheduled", verbosity=0)
    except Exception:
        logger.exception("Scheduled publishing failed; it is tried again in %s seconds.", INTERVAL)
    finally:
        connection.close()  # which also gives back the lock in the database


def _only_one() -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        return bool(cursor.fetchone()[0])
