"""`manage.py backup`: database and media in one file, while the site runs."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from site_project.serving.backup import BackupError, back_up


class Command(BaseCommand):
    help = "Writes the database and the media into one file. The key of SECRET_KEY is not in it: keep it elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="where to write the backup, such as site.tar")
        parser.add_argument("--without-sizes", action="store_true", help="leave out what can be made of the originals")

    def handle(self, *args: object, **options: object) -> None:
        file = Path(str(options["file"]))
        try:
            count = back_up(file, with_sizes=not options["without_sizes"])
        except BackupError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"{file}: the database and {count} files. The key of SECRET_KEY is not in it.")
