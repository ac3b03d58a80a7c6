"""Moments at which time alone changes what pages say: an event ends, an embargo lifts, a day begins."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

#: Says the first moment after a given one at which something of an app changes by itself; None when there is none.
NextMoment = Callable[[dt.datetime], dt.datetime | None]

_registered: list[NextMoment] = []

#: Days begin at a quarter of an hour of UTC in every time zone. It is also the longest that anything is kept.
QUARTER = dt.timedelta(minutes=15)


def register(find: NextMoment) -> None:
    """To be called by an app when it is ready. Each page that is kept costs one call."""
    if find not in _registered:
        _registered.append(find)


def next_moment() -> dt.datetime:
    """The first moment from now on at which a page can change without a change of the content."""
    now = timezone.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    quarter = midnight + ((now - midnight) // QUARTER + 1) * QUARTER
    return min([quarter, *filter(None, (find(now) for find in _registered))])
