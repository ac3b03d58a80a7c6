"""When a link is checked again."""

from __future__ import annotations

import datetime as dt
import random

from press.enums import LinkState
from press.fetching.rate_limit import retry_interval, with_jitter
from press.link_checks.classify import Status

#: New pieces are moved and corrected; old ones mostly stay.
NORMAL = dt.timedelta(days=30)
YOUNG = dt.timedelta(days=7)
YOUNG_FOR = dt.timedelta(days=30)
#: Dead links hardly come back.
DEAD = dt.timedelta(days=90)
#: After the first failure; doubled with each further one, up to NORMAL.
FIRST_RETRY = dt.timedelta(days=1)
#: A new address is checked within this time.
SOON = dt.timedelta(minutes=10)
#: A state that a person has set is not checked for so long.
DECIDED_FOR = dt.timedelta(days=180)
#: The limit for `Retry-After`.
LONGEST_RETRY_AFTER = dt.timedelta(days=30)


def next_check(
    status: Status, *, failures: int, published: dt.date, now: dt.datetime, retry_after: int = 0
) -> dt.datetime:
    """When to check a link again.

    Args:
        failures: consecutive checks that failed, this one included.
        published: the day of the piece.
        retry_after: seconds of the `Retry-After` header (RFC 9110, section 10.2.3).
    """
    if status.state == LinkState.DEAD:
        interval = DEAD
    elif status.failed:
        interval = retry_interval(failures, first=FIRST_RETRY, longest=NORMAL)
    elif now.date() - published < YOUNG_FOR:
        interval = YOUNG
    else:
        interval = NORMAL
    interval = max(interval, min(dt.timedelta(seconds=retry_after), LONGEST_RETRY_AFTER))
    return now + with_jitter(interval)


def soon(now: dt.datetime) -> dt.datetime:
    """When to check a new address for the first time."""
    return now + SOON * random.random()  # noqa: S311 - no secret
