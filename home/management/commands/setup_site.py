"""`manage.py setup_site`: see `home.setup`."""

from django.core.management.base import BaseCommand

from home.setup import ensure_site


class Command(BaseCommand):
    """Makes what every site needs and leaves alone what is there."""

    help = "Creates the languages, home pages, site record, groups and workflow that are missing."

    def handle(self, *args: object, **options: object) -> None:
        homes = ensure_site()
        if options["verbosity"]:
            self.stdout.write(f"Ready in {', '.join(homes)}.")
