"""`manage.py restore`: the other way round of `manage.py backup`."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from site_project.serving.backup import BackupError, restore


class Command(BaseCommand):
    help = "Puts a backup into an empty database and an empty folder of media. Every file is checked first."
    requires_system_checks: list[str] = []  # they may ask a database that is not there yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="what `manage.py backup` has written")

    def handle(self, *args: object, **options: object) -> None:
        try:
            count = restore(Path(str(options["file"])))
        except BackupError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"The backup cannot be restored: {error}.") from None
        self.stdout.write(f"Restored: the database and {count} files. Put the key of SECRET_KEY back before the start.")
