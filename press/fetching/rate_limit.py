"""When to ask: one request to a host at a time with a pause between two, and when to come back to a row that is fetched
again and again.

The locks are in the cache, so that all processes keep to them. Without a shared cache (tests, a single process) they
hold for this process, which is enough there.
"""

import datetime as dt
import math
import random
from typing import Any, Self

from django.core.cache import cache
from django.db import models
from django.utils import timezone

from press.addresses import host_of

#: Seconds between two requests to one host.
PAUSE = 3.0
#: Seconds after which a lock expires, in case its process dies.
LOCK_TTL = 120
#: How much longer an interval may become, as a share of it.
JITTER = 0.2


def acquire(url: str) -> bool:
    """Lock the host of `url`. False when it is locked or in its pause."""
    return cache.add(_key(url), 1, LOCK_TTL)


def release(url: str, pause: float = 0.0) -> None:
    """Unlock the host of `url` after `pause` seconds, PAUSE at least."""
    cache.set(_key(url), 1, math.ceil(max(pause, PAUSE)))  # Redis counts in whole seconds


def retry_interval(failures: int, *, first: dt.timedelta, longest: dt.timedelta) -> dt.timedelta:
    """Exponential backoff: `first` after one failure, doubled with each further one, up to `longest`."""
    return min(first * 2 ** min(max(failures, 1) - 1, 10), longest)


def with_jitter(interval: dt.timedelta) -> dt.timedelta:
    """`interval`, or up to JITTER longer, so that what was added together is not fetched together forever."""
    return interval * (1 + JITTER * random.random())  # noqa: S311 - no secret


def _key(url: str) -> str:
    return f"press:rate-limit:{host_of(url)}"


class ScheduledQuerySet(models.QuerySet[Any]):
    """Rows with a time at which they are to be fetched next."""

    #: The name of the field with that time.
    schedule_field: str

    def due(self, now: dt.datetime) -> Self:
        """The longest overdue first."""
        return self.filter(**{f"{self.schedule_field}__lte": now}).order_by(self.schedule_field, "pk")

    def claim(self, row: models.Model, duration: dt.timedelta) -> bool:
        """Take a row out of what is due. False when another process was faster.

        One UPDATE decides, which both databases do one after the other. The row is due again after `duration`, in case
        the process dies.
        """
        unclaimed = self.filter(pk=row.pk, **{self.schedule_field: getattr(row, self.schedule_field)})
        return bool(unclaimed.update(**{self.schedule_field: timezone.now() + duration}))
