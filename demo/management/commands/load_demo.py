"""`manage.py load_demo`: the example content in both languages, and four accounts to look around with."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from demo.access import ensure_demo
from demo.loader import load
from demo.loader.accounts import ensure_accounts


class Command(BaseCommand):
    """Loads the demo into a site without content."""

    help = "Loads the bilingual demo content and its accounts into a site without content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Once, by hand, or at every start."""
        parser.add_argument("--password", help="the password of the demo accounts; without it no accounts are made")
        parser.add_argument(
            "--at-start",
            action="store_true",
            help="leave a site with content as it is, and say who can sign in; the password is DEMO_PASSWORD",
        )

    def handle(self, *args: Any, **options: Any) -> str | None:
        if options["at_start"]:
            access = ensure_demo()
            return f"Demo accounts: {', '.join(access.accounts)} · password: {access.password}"
        if Page.objects.filter(depth__gt=2).exists():
            raise CommandError("The site has content already: the demo is only loaded into an empty one.")
        load()
        if options["password"]:
            ensure_accounts(options["password"])
        if options["verbosity"]:
            self.stdout.write("Loaded the demo.")
        return None
