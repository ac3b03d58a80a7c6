"""`manage.py check_links`: checks the addresses of clippings that are due."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from press.link_checks.run import LIMIT, SECONDS, check_links


class Command(BaseCommand):
    help = "Checks the addresses of clippings that are due. The worker runs it every five minutes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=LIMIT, help="the most links to check (default: %(default)s)")
        parser.add_argument(
            "--seconds", type=float, default=SECONDS, help="start none after this time (default: %(default)s)"
        )

    def handle(self, *args: object, limit: int, seconds: float, **options: object) -> None:
        report = check_links(max(limit, 0), max(seconds, 0))
        if options["verbosity"]:
            self.stdout.write("Links checked: {checked}; new: {new}".format_map(report))
            if report["down"]:
                self.stdout.write("Nobody can be reached: {down} links are left as they were.".format_map(report))
