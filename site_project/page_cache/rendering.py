"""How Django's side takes part in the page cache: what a view knows of the answer that it makes."""

import datetime as dt
import functools
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils import timezone

from site_project.away import is_away
from site_project.page_cache.generation import Token
from site_project.page_cache.moments import next_moment

#: Where the WSGI environment has the `Rendering` that the page cache asks for.
KEY = "site_project.page_cache"

#: The parameter for words that visitors type: of these there is no end, so that no answer to them is kept.
WORDS = "q"

#: Seconds that a page is kept of which a part could not be shown: whatever is wrong may be over soon.
FAULTY = 10

END_OF_TIME = dt.datetime.max.replace(tzinfo=dt.UTC)

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(slots=True)
class Rendering:
    """An answer in the making. It is kept only if a view has allowed that, and until `fresh_until`.

    `parameters` are those that the view knows; None: the answer depends on the query as it is.
    """

    is_allowed: bool = False
    parameters: frozenset[str] | None = None
    fresh_until: dt.datetime = END_OF_TIME
    #: The database did not answer.
    is_database_away: bool = False
    #: The generation of the content before anything was read; None where it is not known.
    token: Token | None = None


def of(request: HttpRequest | None) -> Rendering | None:
    found: Rendering | None = getattr(request, "environ", {}).get(KEY)
    return found


def allow(request: HttpRequest, parameters: Collection[str] | None = None) -> None:
    """The answer to `request` is the same for every visitor, and may be kept."""
    rendering = of(request)
    if rendering is None:
        return
    rendering.parameters = None if parameters is None else frozenset(parameters)
    rendering.is_allowed = not request.GET.get(WORDS)
    rendering.fresh_until = min(rendering.fresh_until, next_moment(rendering.token))


def refuse(request: HttpRequest | None) -> None:
    """The answer to `request` must not be kept after all: it says that something was asked for wrongly."""
    if rendering := of(request):
        rendering.is_allowed = False
        rendering.fresh_until = timezone.now()


def report_fault(request: HttpRequest | None) -> None:
    """Something on the page could not be shown."""
    if rendering := of(request):
        rendering.fresh_until = min(rendering.fresh_until, timezone.now() + dt.timedelta(seconds=FAULTY))


def drop_unknown(request: HttpRequest, parameters: Collection[str]) -> None:
    """Take from the query what the view does not know. Nothing of it can then show on the page, in links for example."""
    query = normalize(request.META.get("QUERY_STRING", ""), parameters)
    request.META["QUERY_STRING"] = query
    # In UTF-8, whatever the request says of its own body.
    request.GET = QueryDict(query)


def normalize(query: str, parameters: Collection[str]) -> str:
    """The query string `query` with those `parameters` alone, sorted, each once: the last of several counts."""
    asked = QueryDict(query.encode("latin-1"))  # WSGI hands on bytes so (PEP 3333)
    return urlencode([(name, asked[name]) for name in sorted(parameters) if name in asked])


def kept(*parameters: str) -> Callable[[View], View]:
    """Decorates a view whose answers may be kept and which knows these `parameters` only."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def decorated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            drop_unknown(request, parameters)
            allow(request, parameters)
            return view(request, *args, **kwargs)

        return decorated  # type: ignore[return-value]

    return decorate


def connect() -> None:
    got_request_exception.connect(_note_exception, dispatch_uid="page-cache-database-away")


def _note_exception(request: HttpRequest | None = None, **_signal: object) -> None:
    if (rendering := of(request)) and is_away(sys.exc_info()[1]):
        rendering.is_database_away = True
