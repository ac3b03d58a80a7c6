"""`manage.py reset_second_factor`: for the only administrator who has lost telephone and recovery codes."""

import argparse

from django.core.management.base import BaseCommand, CommandError

from site_project.second_factor.account import reset
from site_project.users.models import User


class Command(BaseCommand):
    help = "Takes away an account's second factor and its recovery codes, with a mail to its owner."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: object, username: str, **options: object) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account “{username}”.")
        self.stdout.write("The second factor was removed." if reset(user) else "This account has no second factor.")
