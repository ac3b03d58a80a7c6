"""Mail leaves in the background: no form waits for the mail server, and while it is away nothing is lost."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django_tasks import task

#: What makes a message, but for its other forms (HTML).
FIELDS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to")


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
    send_now(EmailMultiAlternatives(**fields, alternatives=[(content, kind) for content, kind in alternatives]))


def send_now(message: EmailMessage) -> None:
    """Hand a message to the mail server. Raises OSError (SMTPException is one) when it is not taken: in a task, which is
    then done again later."""
    get_connection(settings.EMAIL_SERVER_BACKEND).send_messages([message])
