"""`manage.py read_feeds`: what the watched feeds have that is new."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from press.watched_feeds.run import LIMIT, SECONDS, read_feeds


class Command(BaseCommand):
    """Reads the feeds that are due, and returns."""

    help = "Reads the watched feeds that are due and proposes their entries. The worker runs it every five minutes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The bounds of one run."""
        parser.add_argument("--limit", type=int, default=LIMIT, help="read so many at most (default: %(default)s)")
        parser.add_argument(
            "--seconds", type=float, default=SECONDS, help="begin none after so long (default: %(default)s)"
        )

    def handle(self, *args: Any, limit: int, seconds: float, **options: Any) -> None:
        """Read."""
        report = read_feeds(max(limit, 0), max(seconds, 0))
        if options["verbosity"]:
            self.stdout.write(f"Feeds read: {report.read}; failed: {report.failed}; proposed: {report.proposed}")
