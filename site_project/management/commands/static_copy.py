"""`manage.py static_copy`: see `site_project.serving.static_copy`."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from wagtail.contrib.frontend_cache.utils import PurgeBatch

from site_project.serving import static_copy
from site_project.serving.static_copy import CopyError


class Command(BaseCommand):
    help = "Brings the static copy of the public site up to date, and has a CDN forget what has changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help="the folder of the copy (default: STATIC_COPY)")
        parser.add_argument("--relative", action="store_true", help="links from file to file, for a memory stick")
        parser.add_argument("--if-changed", action="store_true", help="do nothing where nothing has changed")

    def handle(self, *args: object, **options: object) -> None:
        """Ends with one sentence where the site or the disk is not well; the copy can still be used."""
        folder = options["folder"] or settings.STATIC_COPY
        if not isinstance(folder, Path):
            raise CommandError("Please name a folder, or set STATIC_COPY.")
        if options["if_changed"] and static_copy.is_current(folder):
            return
        try:
            outcome = static_copy.update(folder, relative=bool(options["relative"]))
        except CopyError as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"The copy in {folder} cannot be written: {error.strerror}.") from None
        if options["folder"] is None:
            self._purge([*outcome.changed, *outcome.removed])
        if options["verbosity"]:
            self.stdout.write(
                f"{folder}: {len(outcome.changed)} changed, {len(outcome.removed)} removed, "
                f"{len(set(outcome.left_out))} addresses with a query or without a page left out."
            )

    def _purge(self, paths: list[str]) -> None:
        if settings.WAGTAILFRONTENDCACHE and paths:
            PurgeBatch(f"{settings.SITE_URL}{path}" for path in paths).purge()
