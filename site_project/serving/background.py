"""The process that does what takes longer than a page may: `manage.py work`.

It works off the tasks that wait in the database, and in between runs the commands of the setting PERIODIC_COMMANDS. It
has a process of its own so that reading a large file takes no time from visitors.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

logger = logging.getLogger(__name__)

#: Seconds between two looks for tasks. Staff wait for what they have just started.
TASK_INTERVAL = 1
#: Seconds before the first periodic command: a start has enough to do.
WARM_UP = 20


def start_process() -> subprocess.Popen[bytes]:
    """Start `manage.py work` as a child of this process. It ends when this process does, however that comes about:
    it reads from a pipe that nobody writes to, and stops when the pipe is closed."""
    manage = Path(settings.BASE_DIR) / "manage.py"
    return subprocess.Popen(  # noqa: S603 - our own command, without a shell
        [sys.executable, str(manage), "work", "--until-closed"],
        stdin=subprocess.PIPE,
        cwd=settings.BASE_DIR,
        close_fds=True,
    )


def stop_when_closed() -> None:
    """End this process, after the task under way, when its standard input is closed."""

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="until-closed", daemon=True).start()


def start_clock(commands: Mapping[str, int] | None = None) -> threading.Thread:
    """Run the periodic commands in a thread that ends with the process.

    Args:
        commands: the seconds between two runs of each command line (default: the setting PERIODIC_COMMANDS).
    """
    thread = threading.Thread(
        target=_run_clock, args=(dict(commands or settings.PERIODIC_COMMANDS),), name="clock", daemon=True
    )
    thread.start()
    return thread


def _run_clock(commands: dict[str, int]) -> None:
    due = {name: time.monotonic() + WARM_UP for name in commands}
    while True:
        for name, seconds in commands.items():
            if time.monotonic() >= due[name]:
                run_command(name)
                due[name] = time.monotonic() + seconds
        time.sleep(1)


def run_command(line: str) -> None:
    """Run one command line ("check_links --limit 5"). A failure is logged, and tried again the next time."""
    try:
        name, *arguments = line.split()
        try:
            call_command(name, *arguments, verbosity=0)
        finally:
            connections.close_all()
    except Exception:
        logger.exception("The command %s failed; it is run again when it is due.", line)
