"""Reading feeds: those that are due, one after the other, bounded in number and time. Each is claimed and fetched, its
entries are proposed, and its next read is scheduled."""

import datetime as dt
import logging
import time
from collections import Counter

from django.utils import timezone

from press.fetching import rate_limit
from press.fetching.client import FEED, fetch
from press.fetching.problems import FetchProblem, Problem
from press.fetching.rate_limit import retry_interval, with_jitter
from press.watched_feeds.entries import read_entries
from press.watched_feeds.models import WatchedFeed
from press.watched_feeds.proposals import propose

logger = logging.getLogger(__name__)

#: Defaults of one run: feeds, and seconds.
LIMIT = 50
SECONDS = 60.0
#: Seconds between two looks at whose pause is over.
_TICK = 0.3
#: Between two reads.
INTERVAL = dt.timedelta(minutes=30)
#: After failures the interval doubles, up to this.
LONGEST_INTERVAL = dt.timedelta(days=1)
#: A feed that is being read is due again after this, should the process that reads it die.
CLAIMED_FOR = dt.timedelta(minutes=20)
#: Bytes of a feed, unpacked.
MAX_BYTES = 2_000_000


def read_feeds(limit: int = LIMIT, seconds: float = SECONDS) -> Counter[str]:
    """Read what is due: `limit` feeds at most, and none is started after `seconds`. Feeds of the same site wait for each
    other, with a pause. How many were `read`, how many `failed`, and how many rows they `proposed`."""
    report: Counter[str] = Counter()
    end = time.monotonic() + seconds
    waiting = list(WatchedFeed.objects.due(timezone.now()).select_related("outlet", "campaign")[:limit])
    while waiting and time.monotonic() < end:
        later = []
        for feed in waiting:
            if time.monotonic() < end and rate_limit.acquire(feed.url):
                report += read(feed)
            else:
                later.append(feed)
        if len(later) == len(waiting):
            time.sleep(_TICK)
        waiting = later
    return report


def read(feed: WatchedFeed) -> Counter[str]:
    """Read a feed, unless another process does; what came of it."""
    try:
        if not WatchedFeed.objects.claim(feed, CLAIMED_FOR):
            return Counter()
        return Counter(read=1, proposed=_read(feed))
    except FetchProblem as problem:
        _note_failure(feed, problem.code, problem.retry_after or 0)
    except Exception:
        logger.exception("Reading the feed %s failed unexpectedly.", feed.url)
        _note_failure(feed, Problem.BAD_ANSWER, 0)
    finally:
        rate_limit.release(feed.url)
    return Counter(failed=1)


def _read(feed: WatchedFeed) -> int:
    """Ask for a feed and propose what is new; how many proposals came of it. Raises FetchProblem."""
    answer = fetch(feed.url, etag=feed.etag, last_modified=feed.last_modified, accept=FEED, max_bytes=MAX_BYTES)
    if answer.not_modified:
        _note(feed, INTERVAL, failures=0, error="")
        return 0
    proposed, left = propose(feed, read_entries(answer.text, answer.final_url))
    # "Not modified" would hide the entries that there was no room for.
    etag, last_modified = ("", "") if left else (answer.etag, answer.last_modified)
    _note(feed, INTERVAL, failures=0, error="", etag=etag, last_modified=last_modified)
    return proposed


def _note_failure(feed: WatchedFeed, code: str, retry_after: int) -> None:
    """The feed stays active, and is read less and less often: only a person gives it up."""
    failures = min(feed.failures + 1, 1000)
    interval = retry_interval(failures, first=INTERVAL, longest=LONGEST_INTERVAL)
    _note(feed, max(interval, dt.timedelta(seconds=retry_after)), failures=failures, error=code)


def _note(feed: WatchedFeed, interval: dt.timedelta, **values: object) -> None:
    """Save what came of a read, unless staff have changed the address or the words of the feed since."""
    now = timezone.now()
    unchanged = WatchedFeed.objects.filter(pk=feed.pk, url=feed.url, words=feed.words)
    unchanged.update(read_at=now, next_read_at=now + with_jitter(interval), **values)
