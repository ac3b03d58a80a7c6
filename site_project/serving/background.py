"""Background work: `manage.py work`, a process of its own that `serve` keeps going.

It runs the tasks that wait in the database, and the commands of the setting PERIODIC_COMMANDS.
"""

import contextlib
import fcntl
import logging
import os
import signal
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

logger = logging.getLogger(__name__)

#: Seconds between two looks for tasks. Staff wait for what they have just started.
TASK_INTERVAL = 1
#: Seconds before the first periodic command: a start has enough to do.
INITIAL_DELAY = 20
#: Seconds before the process is started, and started again when it ended: it takes a processor for a second, which the
#: first visitors need.
START_DELAY = 5


def supervise() -> None:
    """Keep `manage.py work` going. Never returns: run it in a thread.

    Each worker of the server calls this; the lock makes it one per machine, and another worker takes over from one
    that ends. Where nothing can be locked each of them keeps one: that costs memory, and no work is done twice.
    """
    with contextlib.ExitStack() as held:
        try:
            lock = held.enter_context((Path(settings.VAR_DIR) / "background.lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError as error:
            logger.error("Each worker runs a background process of its own, since there is no lock: %s", error)
        while True:
            time.sleep(START_DELAY)
            run_process()


def run_process() -> None:
    """Run `manage.py work` until it ends. It ends with this process, however that comes about: nobody writes to the
    pipe that is its standard input, and it stops when the pipe is closed."""
    command = [sys.executable, "manage.py", "work", "--until-closed"]
    try:
        with subprocess.Popen(command, stdin=subprocess.PIPE, cwd=settings.BASE_DIR) as process:  # noqa: S603 - our own
            status = process.wait()
        logger.error("The background process ended with status %s and is started again.", status)
    except OSError:
        logger.exception("The background process could not be started; it is tried again.")


def stop_when_closed() -> None:
    """End this process, after the task under way, when its standard input is closed."""

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="until-closed", daemon=True).start()


def start_scheduler(commands: Mapping[str, int]) -> None:
    """Run each command line again and again, in a thread that ends with the process, the given seconds after it ended."""
    for line, seconds in commands.items():
        threading.Thread(target=_repeat, args=(line, seconds), name=line, daemon=True).start()


def _repeat(line: str, seconds: int) -> None:
    time.sleep(INITIAL_DELAY)
    while True:
        run_command(line)
        time.sleep(seconds)


def run_command(line: str) -> None:
    """Run one command line ("check_links --limit 5"), unless another machine does. A failure is only logged."""
    try:
        if acquire_lock(line):
            name, *arguments = line.split()
            call_command(name, *arguments, verbosity=0)
    except Exception:
        logger.exception("The command %s failed; it is run again when it is due.", line)
    finally:
        connection.close()  # which releases the lock


def acquire_lock(name: str) -> bool:
    """Whether this connection has the lock `name` of the database now. Machines share PostgreSQL, never SQLite."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [zlib.crc32(name.encode())])
        return bool(cursor.fetchone()[0])
