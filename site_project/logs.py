"""Log lines for machines (LOG_FORMAT=json): one JSON object each, with the number of the request that it belongs to.

Of a request nothing else is written: no address, no account, no query.
"""

import contextvars
import datetime as dt
import json
import logging
import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

_request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")


def request_id() -> str:
    """The number of the request that this thread answers; empty where there is none."""
    return _request_id.get()


HEADER = "X-Request-ID"
#: What a proxy may have called the request.
GIVEN = re.compile(r"[\w-]{8,64}")


class RequestIdMiddleware:
    """Numbers each request: as the proxy in front did (BEHIND_PROXY), else at random. An answer that failed says its
    number, so that the log can be searched for it; all others may be kept for other visitors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
        number = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
        token = _request_id.set(number)
        try:
            response = self.get_response(request)
        finally:
            _request_id.reset(token)
        if response.status_code >= 500:
            response.headers[HEADER] = number
        return response


class JSONFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if number := request_id():
            line["request"] = number
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
