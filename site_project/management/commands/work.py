"""`manage.py work`: the background work of the site, until it is stopped."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from site_project.serving import background

#: Visitors come first where processors are scarce.
NICENESS = 10


class Command(BaseCommand):
    """Works off the tasks in the database and runs the periodic commands."""

    help = "Does the site's work in the background: imports, reading addresses, checking links. `serve` starts it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What `serve` needs to keep it in step with itself, and what a cron job needs."""
        parser.add_argument("--until-closed", action="store_true", help="stop when standard input is closed")
        parser.add_argument("--once", action="store_true", help="do what there is to do, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work."""
        os.nice(NICENESS)
        if not options["once"]:
            if options["until_closed"]:
                background.stop_when_closed()
            background.start_clock()
        call_command(
            "db_worker",
            "--backend=background",
            f"--interval={background.TASK_INTERVAL}",
            "--no-startup-delay",
            "--no-reload",
            *(["--batch"] if options["once"] else []),
            verbosity=options["verbosity"],
        )
