"""`manage.py mail_translators`: tells translators what is new."""

from django.core.management.base import BaseCommand

from translation.mail.digests import send_digests


class Command(BaseCommand):
    help = "Mails translators what is new in their languages, at most once an hour. The worker runs it."

    def handle(self, *args: object, **options: object) -> None:
        count = send_digests()
        if options["verbosity"]:
            self.stdout.write(f"Mails sent: {count}")
