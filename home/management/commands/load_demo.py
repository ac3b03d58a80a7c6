"""`manage.py load_demo`: the example content in both languages, and four accounts to look around with."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from home.demo.loader import load
from home.demo.loader.accounts import ensure_accounts


class Command(BaseCommand):
    """Loads the demo into a site without content."""

    help = "Loads the bilingual demo content and its accounts into a site without content."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The password of the accounts."""
        parser.add_argument("--password", help="the password of the demo accounts; without it no accounts are made")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it."""
        if Page.objects.filter(depth__gt=2).exists():
            raise CommandError("The site has content already: the demo is only loaded into an empty one.")
        load()
        if options["password"]:
            ensure_accounts(options["password"])
        if options["verbosity"]:
            self.stdout.write("Loaded the demo.")
