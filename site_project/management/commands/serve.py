"""`manage.py serve`: everything from a checkout to a site that answers, in one start of Django."""

from argparse import ArgumentParser
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from site_project.serving.build import collect_assets, compile_messages
from site_project.serving.server import Server, check_address


class Command(BaseCommand):
    """Prepares what is not ready yet, then serves. Every step can be repeated."""

    help = "Prepares the database, the translations and the static files where needed, then serves the site."
    requires_system_checks: list[str] = []  # `prepare` runs them

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The two ways to do only a part of it."""
        part = parser.add_mutually_exclusive_group()
        part.add_argument("--prepare-only", action="store_true", help="prepare everything, but do not serve")
        part.add_argument("--no-prepare", action="store_true", help="serve what an earlier start prepared")

    def handle(self, *args: object, **options: object) -> None:
        if not options["prepare_only"]:
            check_address(settings.ENVIRONMENT.bind, settings.ENVIRONMENT.port)
            if settings.ENVIRONMENT.metrics_port:
                check_address(settings.ENVIRONMENT.bind, settings.ENVIRONMENT.metrics_port, "METRICS_PORT")
        self.compile()  # beside the code, which each machine has its own of
        access = "" if options["no_prepare"] else self.prepare()
        self.announce(access)
        if options["prepare_only"]:
            return
        Server().run()

    def compile(self) -> None:
        try:
            if compile_messages(Path(folder) for folder in settings.LOCALE_PATHS):
                self.stdout.write("Compiled the translations.")
        except OSError as error:
            raise CommandError(f"The translations cannot be compiled: {error.strerror} ({error.filename}).") from None

    def prepare(self) -> str:
        """Bring database, content and static files up to date. Returns who can sign in to the demo, where it is
        installed."""
        self.check()
        try:
            self.migrate()
            call_command("setup_site", verbosity=0)
        except OperationalError as error:
            raise CommandError(f"The database of DATABASE_URL cannot be used: {str(error).strip()}") from None
        access = call_command("load_demo", at_start=True, stdout=StringIO()) if apps.is_installed("demo") else ""
        if not settings.DEBUG and collect_assets():
            self.stdout.write("Collected the static files.")
        return access or ""

    def migrate(self) -> None:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            self.stdout.write(f"Preparing the database ({len(missing)} migrations)…")
            self.stdout.flush()
            call_command("migrate", interactive=False, verbosity=0)

    def announce(self, access: str) -> None:
        self.stdout.write(f"\nThe site:   {settings.SITE_URL}/")
        self.stdout.write(f"The admin:  {settings.SITE_URL}{reverse('wagtailadmin_home')}")
        if access:
            self.stdout.write(access)
        if settings.ENVIRONMENT.https and not settings.BEHIND_PROXY:
            self.stderr.write(
                "SITE_URL is an https address but BEHIND_PROXY is off: requests are taken for plain HTTP and redirected."
            )
        self.stdout.write("")
        self.stdout.flush()
