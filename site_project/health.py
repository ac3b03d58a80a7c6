"""Answers "do you live?" and "can you serve?" for load balancers and monitors."""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from functools import partial

from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.base import BaseCache
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connection, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase

logger = logging.getLogger(__name__)

PROBE_SECONDS = 10

#: Seconds. Load balancers give up after two or more, and take a machine that is slow to answer for one that is not there.
LONGEST_WAIT = 1.5

DATABASE, CACHE = "database", "cache"

#: Probes that took too long, by what they ask: what hangs is not asked again until it lets go.
_hanging: dict[str, threading.Thread] = {}


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of anyone else."""
    return _plain("ok", 200)


def readyz(request: HttpRequest) -> HttpResponse:
    """200 as long as the database answers: without a cache the site is slower, and that is said. 503 without a
    database. Details go to the log only."""
    silent = _silent({DATABASE: _database_answers, CACHE: partial(_cache_answers, caches[DEFAULT_CACHE_ALIAS])})
    if DATABASE in silent:
        return _plain(f"not ready: the {' and the '.join(silent)} cannot be reached", 503)
    if silent:
        return _plain("degraded: the cache cannot be reached, pages are served without it", 200)
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


def _silent(probes: dict[str, Callable[[], bool]]) -> list[str]:
    """The names of those `probes` that fail, or that take longer than LONGEST_WAIT. All are made at once, each in a
    thread of its own, over this thread's connection to the database."""
    shared = connections[DEFAULT_DB_ALIAS]
    shared.inc_thread_sharing()
    answers: dict[str, bool] = {}

    def probe(name: str) -> None:
        connections[DEFAULT_DB_ALIAS] = shared
        answers[name] = probes[name]()

    threads = {
        name: threading.Thread(target=probe, args=(name,), name=f"readyz-{name}", daemon=True)
        for name in probes
        if not (name in _hanging and _hanging[name].is_alive())
    }
    for thread in threads.values():
        thread.start()
    deadline = time.monotonic() + LONGEST_WAIT
    for thread in threads.values():
        thread.join(max(deadline - time.monotonic(), 0))
    _hanging.update({name: thread for name, thread in threads.items() if thread.is_alive()})
    if DATABASE in threads and threads[DATABASE].is_alive():
        # Left to the thread that waits for it: the next request opens another one.
        del connections[DEFAULT_DB_ALIAS]
    else:
        shared.dec_thread_sharing()
    for name in probes.keys() - answers.keys():
        logger.error("The %s does not answer within %s s", name, LONGEST_WAIT)
    return [name for name in probes if not answers.get(name)]


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except (DatabaseError, InterfaceError):
        logger.exception("The database does not answer")
        connection.close()
        return False


def _cache_answers(cache: BaseCache) -> bool:
    """Whether what is written can be read. A key of its own for each probe: others may ask at the same time."""
    key, value = f"readyz-{secrets.token_hex(8)}", secrets.token_hex(8)
    try:
        cache.set(key, value, PROBE_SECONDS)
        answers: bool = cache.get(key) == value
        cache.delete(key)
    except Exception:  # each cache backend has exceptions of its own
        logger.exception("The cache does not answer")
        return False
    return answers
