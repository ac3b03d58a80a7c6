"""From a link to the probe of a check, and from its result back to the link. A check is no edit of the clipping.

A row of history (`LinkCheck`) is added when the state or its reason changes, and at no other time: a link that works
for ten years has one row, and one that comes and goes gets about two a month.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from press.enums import LinkState
from press.link_checks.archive import save_copy
from press.link_checks.checker import Probe, Result
from press.link_checks.classify import History, Response, Status
from press.link_checks.models import Link, LinkCheck
from press.link_checks.schedule import next_check
from press.link_checks.sync import reset

#: A claimed link is due again after this, in case the process that checks it dies.
CLAIMED_FOR = dt.timedelta(hours=1)


def claim(link: Link) -> Probe | None:
    """Take a link out of what is due. None when another process was faster, or there is nothing to check any more."""
    if not Link.objects.claim(link, CLAIMED_FOR):
        return None
    claimed = Link.objects.select_related("clipping").filter(pk=link.pk).first()
    if claimed is None:
        return None
    clipping = claimed.clipping
    if not clipping.url:
        Link.objects.filter(pk=link.pk).update(next_check_at=None)
        return None
    if claimed.url != clipping.url:  # the address was changed in a way that sends no signal
        reset(claimed, clipping.url, next_check_at=timezone.now())
        return None
    last = claimed.checks.order_by("-checked_at", "-pk").values_list("checked_at", flat=True).first()
    return Probe(
        claimed.pk,
        claimed.url,
        History(LinkState(claimed.state), claimed.reason, last if claimed.checked_at else None, claimed.failures),
        claimed.etag,
        claimed.last_modified,
        published=clipping.date,
        has_copy=bool(clipping.archive_url),
        decided_at=claimed.decided_at,
    )


def record(result: Result) -> bool:
    """Save a result. False when the address was changed or a person has decided since the link was claimed."""
    probe = result.probe
    unchanged = Link.objects.filter(pk=probe.pk, url=probe.url, decided_at=probe.decided_at)
    link = unchanged.select_related("clipping").first()
    if link is None or not _save(link, result.response, result.status, timezone.now()):
        return False
    if result.copy:
        save_copy(link.clipping_id, link.url, result.copy)
    return True


def _save(link: Link, response: Response, status: Status, now: dt.datetime) -> bool:
    """Update the row of `link` and, when state or reason are new, add to its history."""
    clipping = link.clipping
    news = (status.state, status.reason) != (link.state, link.reason) or not link.checks.exists()
    news = news or link.checked_at is None
    failures = _failures(link, status)
    final_url = _fitting("final_url", status.final_url)
    values = {
        "state": status.state,
        "reason": status.reason,
        "status_code": response.status,
        "final_url": final_url,
        "failures": failures,
        "needs_person": _needs_person(link, status, news=news, has_copy=bool(clipping.archive_url)),
        "checked_at": now,
        "next_check_at": next_check(
            status, failures=failures, published=clipping.date, now=now, retry_after=response.retry_after
        ),
        **_validators(link, response, status),
        "decided_by": None,
        "decided_at": None,
    }
    if status.state != link.state or link.since is None:
        values["since"] = now
    with transaction.atomic():
        if not Link.objects.filter(pk=link.pk, url=link.url, decided_at=link.decided_at).update(**values):
            return False
        if news:
            LinkCheck.objects.create(
                link=link,
                checked_at=now,
                state=status.state,
                status_code=response.status,
                reason=status.reason,
                final_url=final_url,
            )
    return True


def _failures(link: Link, status: Status) -> int:
    if not status.failed:
        return 0
    return min(link.failures + 1, 1000) if status.reason == link.reason else 1


def _needs_person(link: Link, status: Status, *, news: bool, has_copy: bool) -> bool:
    """A person is asked once: after they have dealt with it, the same result does not ask again."""
    if status.state == LinkState.DEAD and status.reason != "answers_again":
        if has_copy:
            return False
        return True if link.state != LinkState.DEAD else link.needs_person
    return status.needs_person if news else link.needs_person


def _validators(link: Link, response: Response, status: Status) -> dict[str, str]:
    """The validators of the next conditional request: none unless a page was received."""
    if status.failed or status.state == LinkState.DEAD:
        return {"etag": "", "last_modified": ""}
    if response.status == 304:  # it need not repeat them
        return {"etag": response.etag or link.etag, "last_modified": response.last_modified or link.last_modified}
    return {name: _fitting(name, getattr(response, name)) for name in ("etag", "last_modified")}


def _fitting(name: str, value: str) -> str:
    """`value` if the column `name` holds it. Half an address or half a validator is worse than none."""
    longest = getattr(Link._meta.get_field(name), "max_length", None) or 0
    return value if len(value) <= longest else ""
