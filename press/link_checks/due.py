"""Which links are to be checked now, and making sure that nobody else checks them meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone

from press.enums import LinkState
from press.fetching.rate_limit import with_jitter
from press.link_checks.checker import Question
from press.link_checks.models import Link
from press.link_checks.record import past_of
from press.link_checks.sync import begin_anew

#: A link that is being checked is due again after this, should the process that checks it die.
CLAIMED_FOR = dt.timedelta(hours=1)
#: What an outlet has no time for now waits this long, so that other outlets get their turn.
POSTPONED_FOR = dt.timedelta(hours=1)


def checkable() -> QuerySet[Link]:
    """The links of published citations."""
    return Link.objects.filter(clipping__citation=None, clipping__live=True)


def due_links(now: dt.datetime, limit: int) -> list[Link]:
    """What is due, the longest overdue first."""
    return list(checkable().filter(next_check_at__lte=now).order_by("next_check_at", "pk")[:limit])


def known_to_work(now: dt.datetime, limit: int) -> list[Link]:
    """Links that worked when they were last checked, the latest first, and are not due."""
    working = checkable().filter(state=LinkState.OK, next_check_at__gt=now)
    return list(working.exclude(checked_at=None).order_by("-checked_at")[:limit])


def claim(link: Link) -> Question | None:
    """Take a link out of what is due. None when another process was faster, or there is nothing to check any more.

    One UPDATE decides who is first, which both databases do one after the other.
    """
    now = timezone.now()
    until = now + CLAIMED_FOR
    if not Link.objects.filter(pk=link.pk, next_check_at=link.next_check_at).update(next_check_at=until):
        return None
    claimed = Link.objects.select_related("clipping").filter(pk=link.pk).first()
    if claimed is None:
        return None
    clipping = claimed.clipping
    if not clipping.url:
        Link.objects.filter(pk=link.pk).update(next_check_at=None)
        return None
    if claimed.url != clipping.url:  # the address was changed in a way that sends no signal
        begin_anew(claimed, clipping.url, next_check_at=now)
        return None
    return Question(
        claimed.pk,
        claimed.url,
        past_of(claimed),
        claimed.etag,
        claimed.last_modified,
        published=clipping.date,
        has_copy=bool(clipping.archive_url),
        decided_at=claimed.decided_at,
    )


def postpone(pks: Collection[int], now: dt.datetime, seconds: int = 0) -> None:
    """Let due links that nobody has claimed wait for so many seconds, and an hour at least."""
    later = now + with_jitter(max(POSTPONED_FOR, dt.timedelta(seconds=seconds)))
    Link.objects.filter(pk__in=pks, next_check_at__lte=now).update(next_check_at=later)


def release(pk: int, next_check_at: dt.datetime | None) -> None:
    """Undo a claim: nothing was found out."""
    Link.objects.filter(pk=pk).update(next_check_at=next_check_at)
