"""Answers "do you live?" and "can you serve?" for load balancers and monitors."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase

logger = logging.getLogger(__name__)

PROBE_KEY = "readyz"
PROBE_SECONDS = 10


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of anyone else."""
    return _plain("ok", 200)


def readyz(request: HttpRequest) -> HttpResponse:
    """Database and cache answer; otherwise 503 with the part that does not. Details go to the log only."""
    silent = [name for name, answers in (("database", _database_answers), ("cache", _cache_answers)) if not answers()]
    if silent:
        return _plain(f"not ready: the {' and the '.join(silent)} cannot be reached", 503)
    return _plain("ok", 200)


class HealthMiddleware:
    """Answers both addresses before anything else looks at the request.

    Load balancers ask by the machine's address, over plain HTTP: the check of the host name and the redirect to
    https would both turn them away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == "/healthz":
            return healthz(request)
        if request.path_info == "/readyz":
            return readyz(request)
        return self.get_response(request)


def _plain(text: str, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except (DatabaseError, InterfaceError):
        logger.exception("The database does not answer")
        connection.close()
        return False


def _cache_answers() -> bool:
    try:
        cache.set(PROBE_KEY, "ok", PROBE_SECONDS)
        return cache.get(PROBE_KEY) == "ok"
    except Exception:  # each cache backend has exceptions of its own
        logger.exception("The cache does not answer")
        return False
