"""`manage.py read_feeds`: proposes what is new in watched feeds."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from press.watched_feeds.reading import LIMIT, SECONDS, read_feeds


class Command(BaseCommand):
    help = "Reads the watched feeds that are due and proposes their entries. The worker runs it every five minutes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=LIMIT, help="read at most this many (default: %(default)s)")
        parser.add_argument(
            "--seconds", type=float, default=SECONDS, help="start none after this long (default: %(default)s)"
        )

    def handle(self, *args: object, limit: int, seconds: float, **options: object) -> None:
        report = read_feeds(max(limit, 0), max(seconds, 0))
        if options["verbosity"]:
            self.stdout.write("Feeds read: {read}; failed: {failed}; proposed: {proposed}".format_map(report))
