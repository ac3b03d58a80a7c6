"""Moments at which time alone changes what pages say: an event ends, an embargo lifts, a day begins."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

from site_project.page_cache.generation import Token

#: Says the first moment after a given one at which something of an app changes by itself; None when there is none.
NextMoment = Callable[[dt.datetime], dt.datetime | None]

_registered: list[NextMoment] = []

#: What was found last, by the generation that it was found in.
_known: dict[Token, dt.datetime] = {}

#: Days begin at a quarter of an hour of UTC in every time zone. It is also the longest that anything is kept.
QUARTER = dt.timedelta(minutes=15)


def register(find: NextMoment) -> None:
    """To be called by an app when it is ready. It is asked once in each generation of the content, and when a moment has
    come."""
    if find not in _registered:
        _registered.append(find)


def next_moment(token: Token | None = None) -> dt.datetime:
    """The first moment from now on at which a page can change without a change of the content. `token` is the current
    generation, as it was before anything was read."""
    now = timezone.now()
    if token is not None and (known := _known.get(token)) and now < known <= now + QUARTER:
        return known
    moment = _find(now)
    if token is not None:
        _known.clear()
        _known[token] = moment
    return moment


def _find(now: dt.datetime) -> dt.datetime:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    quarter = midnight + ((now - midnight) // QUARTER + 1) * QUARTER
    return min([quarter, *filter(None, (find(now) for find in _registered))])
