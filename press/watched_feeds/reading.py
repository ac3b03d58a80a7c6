"""Reading one feed: claim it, fetch it, propose its entries, schedule the next read."""

from __future__ import annotations

import datetime as dt
import logging

from django.db.models import QuerySet
from django.utils import timezone

from press.fetching.client import FEED, FetchProblem, fetch
from press.fetching.problems import BAD_ANSWER
from press.fetching.rate_limit import retry_interval, with_jitter
from press.watched_feeds.entries import read_entries
from press.watched_feeds.models import WatchedFeed
from press.watched_feeds.proposals import propose

logger = logging.getLogger(__name__)

#: Between two reads.
INTERVAL = dt.timedelta(minutes=30)
#: After failures the interval doubles, up to this.
LONGEST_INTERVAL = dt.timedelta(days=1)
#: A feed that is being read is due again after this, should the process that reads it die.
CLAIMED_FOR = dt.timedelta(minutes=20)
#: Bytes of a feed, unpacked.
MAX_BYTES = 2_000_000
SECONDS = 20.0


def read(feed: WatchedFeed) -> int:
    """Read a claimed feed; how many proposals came of it. Raises FetchProblem, which is recorded first."""
    try:
        return _read(feed)
    except FetchProblem as problem:
        _note_failure(feed, problem.code, problem.retry_after or 0)
        raise
    except Exception as error:
        logger.exception("Reading the feed %s failed unexpectedly.", feed.url)
        _note_failure(feed, BAD_ANSWER, 0)
        raise FetchProblem(BAD_ANSWER) from error


def _read(feed: WatchedFeed) -> int:
    answer = fetch(
        feed.url,
        etag=feed.etag,
        last_modified=feed.last_modified,
        accept=FEED,
        max_bytes=MAX_BYTES,
        seconds=SECONDS,
    )
    if answer.not_modified:
        _note(feed)
        return 0
    proposed = propose(feed, read_entries(answer.text, answer.final_url))
    # "Not modified" would hide the entries that there was no room for.
    etag, last_modified = (answer.etag, answer.last_modified) if proposed.complete else ("", "")
    _note(feed, etag=etag, last_modified=last_modified)
    return proposed.rows


def _note(feed: WatchedFeed, **validators: str) -> None:
    now = timezone.now()
    _unchanged(feed).update(read_at=now, next_read_at=now + with_jitter(INTERVAL), failures=0, error="", **validators)


def _note_failure(feed: WatchedFeed, code: str, retry_after: int) -> None:
    """The feed stays active, and is read less and less often: only a person gives it up."""
    now = timezone.now()
    failures = min(feed.failures + 1, 1000)
    interval = retry_interval(failures, first=INTERVAL, longest=LONGEST_INTERVAL)
    interval = max(interval, dt.timedelta(seconds=retry_after))
    _unchanged(feed).update(read_at=now, next_read_at=now + with_jitter(interval), failures=failures, error=code)


def _unchanged(feed: WatchedFeed) -> QuerySet[WatchedFeed]:
    """The feed's row, unless staff have changed its address or words since."""
    return WatchedFeed.objects.filter(pk=feed.pk, url=feed.url, words=feed.words)
