"""Parts that pages have in common, kept in the memory of each worker under the same conditions as finished pages: for one
generation of the content, until the next moment.

Only an answer that is made for the page cache is made of such parts: no preview, and nothing for somebody who is signed in.
Django by itself reads everything anew for each visit.
"""

import datetime as dt
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar, cast

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from site_project.page_cache import rendering
from site_project.page_cache.generation import Token
from site_project.page_cache.moments import next_moment

T = TypeVar("T")

#: The most parts that a worker keeps.
MOST = 500


class Part(NamedTuple):
    token: Token
    fresh_until: dt.datetime
    value: Any


_parts: dict[Hashable, Part] = {}


def kept(request: HttpRequest | None, name: Hashable, make: Callable[[], T]) -> T:
    """What `make` returns, made now or earlier in this generation, for the active language. It is shared by all visits:
    nobody may change it. What is reported of it (`report_fault`) holds for every page that it is on."""
    made = rendering.of(request)
    if request is None or made is None or made.token is None:
        return make()
    key = (name, get_language(), request.scheme, request.get_host())
    part = _parts.get(key)
    if part is None or part.token != made.token or part.fresh_until <= timezone.now():
        until, around = next_moment(made.token), made.fresh_until
        made.fresh_until = until
        try:
            part = Part(made.token, until, make())
            part = part._replace(fresh_until=made.fresh_until)
        finally:
            made.fresh_until = min(around, made.fresh_until)
    _keep(key, part)
    made.fresh_until = min(made.fresh_until, part.fresh_until)
    return cast("T", part.value)


def _keep(key: Hashable, part: Part) -> None:
    """Keep a part as the one that was used last; those of other generations, and what was not used for longest, go."""
    if _parts.pop(key, None) is not part:
        for other in [other for other, known in list(_parts.items()) if known.token != part.token]:
            _parts.pop(other, None)
        while len(_parts) >= MOST:
            _parts.pop(next(iter(_parts)), None)
    _parts[key] = part
