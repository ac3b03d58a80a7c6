"""When a link is checked again. Every interval is stretched by chance, so that what was filed together does not come
due together for ever."""

from __future__ import annotations

import datetime as dt
import random

from press.enums import LinkState
from press.fetching.rate_limit import with_jitter
from press.link_checks.responses import Verdict

#: Outlets move and correct what is new; what is old mostly stays.
NORMAL = dt.timedelta(days=30)
YOUNG = dt.timedelta(days=7)
YOUNG_FOR = dt.timedelta(days=30)
#: Dead links hardly come back.
DEAD = dt.timedelta(days=90)
#: After the first failure; doubled with each further one, up to NORMAL.
FIRST_RETRY = dt.timedelta(days=1)
#: A new address is looked at as soon as there is time.
SOON = dt.timedelta(minutes=10)
#: What a person has said is not checked for so long.
DECIDED_FOR = dt.timedelta(days=180)
#: Nobody is waited for longer than this, whatever a `Retry-After` says.
LONGEST_RETRY_AFTER = dt.timedelta(days=30)


def next_check(
    verdict: Verdict, *, failures: int, published: dt.date, now: dt.datetime, retry_after: int = 0
) -> dt.datetime:
    """When to check again a link that was just judged.

    Args:
        failures: consecutive checks without a usable answer, this one included.
        published: the day of the piece.
        retry_after: seconds that the outlet asked to be left alone (RFC 9110, section 10.2.3).
    """
    if verdict.state == LinkState.DEAD:
        interval = DEAD
    elif verdict.failed:
        interval = min(FIRST_RETRY * 2 ** min(max(failures, 1) - 1, 10), NORMAL)
    elif now.date() - published < YOUNG_FOR:
        interval = YOUNG
    else:
        interval = NORMAL
    interval = max(interval, min(dt.timedelta(seconds=retry_after), LONGEST_RETRY_AFTER))
    return now + with_jitter(interval)


def soon(now: dt.datetime) -> dt.datetime:
    """When to check a new address for the first time."""
    return now + SOON * random.random()  # noqa: S311 - no secret
