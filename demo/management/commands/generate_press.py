"""`manage.py generate_press`: a large library of sample coverage, to see how the site behaves with one."""

import random
import time
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from demo.access import ACCOUNTS
from demo.generator.hubs import make_hubs
from demo.generator.library import Library, make_outlets
from demo.generator.removal import remove_library
from press.models import Outlet
from press.newsroom.counts import invalidate_counts


class Command(BaseCommand):
    """Writes the library, or takes it away again."""

    help = "Fills the demo with sample outlets, campaigns and clippings, or takes them away again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much of everything."""
        parser.add_argument("--clippings", type=int, default=100_000, help="how many citations (default: 100,000)")
        parser.add_argument("--outlets", type=int, default=2000, help="how many outlets (default: 2,000)")
        parser.add_argument("--campaigns", type=int, default=200, help="how many hubs in each language (default: 200)")
        parser.add_argument("--seed", type=int, default=1, help="another number, another library (default: 1)")
        parser.add_argument("--remove", action="store_true", help="take everything made up away again")
        parser.add_argument("--yes", action="store_true", help="do it in a site that is not the demo")

    def handle(self, *args: object, **options: object) -> None:
        """Run it."""
        if not options["yes"] and not is_demo():
            raise CommandError("This site is not the demo. If you mean it, add --yes.")
        begin = time.monotonic()
        if options["remove"]:
            removed = remove_library()
            self._say(f"Removed {', '.join(f'{count:,} {name}' for name, count in removed.items())}.", options)
        else:
            self._generate(options)
        invalidate_counts()
        self._say(f"{time.monotonic() - begin:.0f} seconds.", options)

    def _generate(self, options: dict[str, Any]) -> None:
        if options["clippings"] < 0 or options["outlets"] < 1 or options["campaigns"] < 0:
            raise CommandError("There must be at least one outlet, and no number may be negative.")
        if Outlet.objects.filter(website__endswith=".generated.example/").exists():
            raise CommandError("There is a sample library already. Take it away first: --remove.")
        rng = random.Random(options["seed"])  # noqa: S311 - for repeatable content
        outlets = make_outlets(options["outlets"], rng)
        self._say(f"{len(outlets):,} outlets", options)
        hubs = make_hubs(options["campaigns"], rng)
        self._say(f"{len(hubs):,} campaigns", options)
        Library(outlets, hubs, rng).write(
            options["clippings"], lambda done: self._say(f"{done:,} of {options['clippings']:,} clippings", options)
        )
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def _say(self, text: str, options: dict[str, Any]) -> None:
        if options["verbosity"]:
            self.stdout.write(text)


def is_demo() -> bool:
    """Whether the demo's accounts are all there: a real site has no use for them."""
    users = get_user_model()._default_manager
    return users.filter(username__in=ACCOUNTS).count() == len(ACCOUNTS)
