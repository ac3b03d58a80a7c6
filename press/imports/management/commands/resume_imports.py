"""`manage.py resume_imports`: resumes what a crash left half done."""

import datetime as dt

from django.core.management.base import BaseCommand
from django.utils import timezone

from press.imports import tasks
from press.imports.enums import ImportState
from press.imports.models import PressImport

#: What was pasted or uploaded is kept this long. Rows stay.
KEPT = dt.timedelta(days=30)


class Command(BaseCommand):
    """Runs every minute and does nothing when there is nothing to do."""

    help = "Resumes imports and reading of addresses that have stalled, and deletes old pastes and files."

    def handle(self, *args: object, **options: object) -> None:
        count = tasks.resume_stalled()
        if count and options["verbosity"]:
            self.stdout.write(f"Resumed: {count}.")
        old = PressImport.objects.filter(created_at__lt=timezone.now() - KEPT)
        old.exclude(text="").update(text="")
        # Files whose columns nobody has named.
        old.filter(state=ImportState.MAPPING).update(content=None, state=ImportState.FAILED, error="expired")
