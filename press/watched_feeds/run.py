"""Reading the feeds that are due, one after the other, bounded in number and time."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.utils import timezone

from press.fetching import rate_limit
from press.fetching.problems import FetchProblem
from press.watched_feeds import reading
from press.watched_feeds.models import WatchedFeed

#: Defaults of one run.
LIMIT = 50
SECONDS = 60.0
#: Seconds between two looks at whose pause is over.
_TICK = 0.3


@dataclass(slots=True)
class Report:
    """What a run did."""

    read: int = 0
    failed: int = 0
    #: Rows for staff to review.
    proposed: int = 0


def read_feeds(limit: int = LIMIT, seconds: float = SECONDS) -> Report:
    """Read what is due: `limit` feeds at most, and none is started after `seconds`. Feeds of the same site wait for each
    other, with a pause."""
    report = Report()
    now, deadline = timezone.now(), time.monotonic() + seconds
    waiting = list(WatchedFeed.objects.due(now).select_related("outlet", "campaign")[:limit])
    while waiting and time.monotonic() < deadline:
        later = []
        for feed in waiting:
            if time.monotonic() < deadline and rate_limit.acquire(feed.url):
                _read(feed, report)
            else:
                later.append(feed)
        if len(later) == len(waiting):
            time.sleep(_TICK)
        waiting = later
    return report


def read_now(pk: int) -> Report:
    """Read one feed, whether it is due or not, and active or not."""
    report = Report()
    for feed in WatchedFeed.objects.select_related("outlet", "campaign").filter(pk=pk):
        _read(feed, report)
    return report


def _read(feed: WatchedFeed, report: Report) -> None:
    try:
        if WatchedFeed.objects.claim(feed, reading.CLAIMED_FOR):
            report.proposed += reading.read(feed)
            report.read += 1
    except FetchProblem:
        report.failed += 1
    finally:
        rate_limit.release(feed.url)
