"""Mail leaves in the background: no form waits for the mail server, and while it is away nothing is lost."""

import smtplib
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django_tasks import task

#: What makes a message, but for its other forms (HTML).
FIELDS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to")


class RefusedForGood(Exception):
    """The mail server will not take a message however often it is asked (RFC 5321, section 4.2.1: codes from 500)."""


class Backend(BaseEmailBackend):
    """Leaves messages in the database, with whatever they tell of. Raises ValueError for attached files, which nothing here sends."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if message.attachments:
                raise ValueError("Attached files are not kept.")
            fields: dict[str, Any] = {name: getattr(message, name) for name in FIELDS}
            alternatives = [list(form) for form in getattr(message, "alternatives", ())]
            send.enqueue({**fields, "headers": message.extra_headers}, alternatives)
        return len(email_messages)


@task(backend="background")
def send(fields: dict[str, Any], alternatives: list[list[str]]) -> None:
    """Raises RefusedForGood, or OSError, and then it is done again later. No error says the address: all are logged."""
    message = EmailMultiAlternatives(**fields, alternatives=[(content, kind) for content, kind in alternatives])
    try:
        send_now(message)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        # What the server says of the sender or the password is for the site's own settings, which can be mended.
        of_message = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
        codes = _codes(error)
        kind = RefusedForGood if of_message and min(codes, default=0) >= 500 else smtplib.SMTPException
        raise kind(f"The mail server answers {codes}.") from None


def _codes(error: smtplib.SMTPException) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return sorted({code for code, _text in error.recipients.values()})
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def send_now(message: EmailMessage) -> None:
    """Hand a message to the mail server. Raises OSError (SMTPException is one) when it is not taken: in a task, which is
    then done again later."""
    get_connection(settings.EMAIL_SERVER_BACKEND).send_messages([message])
