"""`manage.py work`: the site's background process."""

import os
from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from site_project.serving import abandoned_tasks, background, metrics

#: Visitors come first where processors are scarce.
NICENESS = 10


class Command(BaseCommand):
    """Runs the tasks in the database and the periodic commands."""

    help = "Publishes on schedule, runs imports, reads addresses, checks links, until it is stopped. `serve` starts it."
    requires_system_checks: list[str] = []  # `serve` has run them

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What `serve` needs to end it with itself, and what a cron job needs."""
        parser.add_argument("--until-closed", action="store_true", help="stop when standard input is closed")
        parser.add_argument("--once", action="store_true", help="do what there is to do, then stop")

    def handle(self, *args: object, **options: object) -> None:
        os.nice(NICENESS)
        if not options["once"]:
            if options["until_closed"]:
                background.stop_when_closed()
            if settings.ENVIRONMENT.metrics_port:
                metrics.serve(settings.ENVIRONMENT.bind, settings.ENVIRONMENT.metrics_port)
            abandoned_tasks.watch()
            background.start_scheduler(settings.PERIODIC_COMMANDS)
        call_command(
            "db_worker",
            "--backend=background",
            f"--interval={background.TASK_INTERVAL}",
            "--no-startup-delay",
            "--no-reload",
            *(["--batch"] if options["once"] else []),
            verbosity=options["verbosity"],
        )
