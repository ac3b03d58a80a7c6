"""`manage.py forget_attempts`: deletes what no longer limits anybody."""

from django.core.management.base import BaseCommand

from site_project.users import throttle


class Command(BaseCommand):
    help = "Deletes counted attempts at passwords whose time is over."

    def handle(self, *args: object, **options: object) -> None:
        throttle.forget()
