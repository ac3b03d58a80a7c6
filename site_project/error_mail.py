"""Errors by mail (ERROR_MAIL), for whoever does not read logs all day: what failed and where, and nothing of a visitor.

Django's own handler mails the request with its address, cookies and form, and waits for the mail server.
"""

import logging
import socket
import threading
import time
import traceback
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from site_project.logs import request_id
from site_project.mail import send_now

logger = logging.getLogger(__name__)

#: In this time, in seconds, a process mails the same error once, and so many in all.
PERIOD, MOST = 60 * 60, 10


class ErrorMailHandler(logging.Handler):
    """Mails the kind of each error and the lines of code that led to it. Values are in none of them: neither the error's own
    text nor what is filled into the message. The log has both, under the same number of the request."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        #: When each error was mailed, by the monotonic clock.
        self._mailed: dict[tuple[object, ...], float] = {}
        self._left_out = 0

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        now = time.monotonic()
        self._mailed = {known: at for known, at in self._mailed.items() if now - at < PERIOD}
        same = (record.pathname, record.lineno, type(error))
        if same in self._mailed or len(self._mailed) >= MOST:
            self._left_out += 1
            return
        self._mailed[same] = now
        lines = [
            f"{record.levelname} {record.name}",
            f"Machine: {socket.gethostname()}",
            *([f"Request: {number}"] if (number := request_id()) else []),
            f"Left out since the mail before: {self._left_out}",
            "",
            *([str(record.msg)] if record.args else []),
            f"{record.pathname}:{record.lineno}",
            *_trace(error),
        ]
        self._left_out = 0
        kind = type(error).__name__ if error else record.name
        message = EmailMessage(
            f"[{urlsplit(settings.SITE_URL).hostname}] {kind}", "\n".join(lines), None, settings.ERROR_MAIL
        )
        try:
            threading.Thread(target=_send, args=(message,), name="error-mail").start()
        except RuntimeError:  # there can be no more of them
            self.handleError(record)


def _trace(error: BaseException | None) -> Iterator[str]:
    """The kind of an error, and of those that led to it, with the lines of code."""
    while error is not None:
        yield f"\n{type(error).__module__}.{type(error).__qualname__}"
        yield from (line.rstrip() for line in traceback.format_tb(error.__traceback__))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _send(message: EmailMessage) -> None:
    try:
        send_now(message)
    except OSError as error:
        logger.warning("A mail about an error could not be sent: %s", type(error).__name__)
