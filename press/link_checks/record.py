"""Each published citation with an address has a link about that address, which is claimed for a check; and what the check
found is saved. A check is no edit of the clipping: an archive copy of a dead link is the one thing that it may fill in
there, and only where there is none.

A row of history (`LinkCheck`) is added when the state or its reason changes, and at no other time: a link that works
for ten years has one row, and one that comes and goes gets about two a month.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from press.enums import LinkState
from press.link_checks.checker import Result
from press.link_checks.classify import DECIDED_FOR, History, Response, Status, next_check, soon
from press.link_checks.enums import NEW_ADDRESS
from press.link_checks.models import Link, LinkCheck
from press.models import Clipping

LONGEST_FINAL_URL = Link._meta.get_field("final_url").max_length or 0
#: How the log calls it that an archive copy was found.
ARCHIVE_COPY = "press.archive_copy"
#: A claimed link is due again after this, in case the process that checks it dies.
CLAIMED_FOR = dt.timedelta(hours=1)
#: What a link has while no check of its address has said anything else.
NOTHING_KNOWN = {"final_url": "", "failures": 0, "etag": "", "last_modified": "", "needs_person": False}
#: Links that one run creates or schedules at most.
BATCH = 1000


@receiver(post_save, sender=Clipping, dispatch_uid="sync-link-of-clipping")
def _on_saved(instance: Clipping, raw: bool = False, update_fields: Any = None, **_signal: Any) -> None:
    # Saving a draft of a live clipping writes no more than a pointer to it, with the draft's values in memory.
    partial = update_fields is not None and not {"url", "live", "archive_url"} & set(update_fields)
    if not raw and not partial and instance.live and instance.citation_id is None:
        sync_link(instance)


def sync_link(clipping: Clipping) -> None:
    """Create the link of a published citation, or reset it when the address has changed."""
    link = Link.objects.filter(clipping=clipping).first()
    first_check = soon(timezone.now())
    if link is None:
        if clipping.url:
            Link.objects.get_or_create(clipping=clipping, defaults={"url": clipping.url, "next_check_at": first_check})
    elif not clipping.url:
        # Kept with its history, and no longer checked.
        Link.objects.filter(pk=link.pk).update(next_check_at=None, needs_person=False)
    elif link.url != clipping.url:
        reset(link, clipping.url, next_check_at=first_check)
    elif link.needs_person and link.state == LinkState.DEAD and clipping.archive_url:
        # Visitors get the copy: no person is needed any more.
        Link.objects.filter(pk=link.pk).update(needs_person=False)


def reset(link: Link, url: str, *, next_check_at: dt.datetime) -> None:
    """Start over with a new address, unless another process has. The history stays, and says so."""
    now = timezone.now()
    check = LinkCheck(link=link, checked_at=now, reason=NEW_ADDRESS, final_url=url)
    Link.objects.change(
        link,
        check,
        **NOTHING_KNOWN,
        url=url,
        state=LinkState.UNKNOWN,
        since=now,
        checked_at=None,
        next_check_at=next_check_at,
        status_code=None,
        reason="",
        decided_by=None,
        decided_at=None,
    )


def ensure_links(limit: int = BATCH) -> int:
    """Create missing links and schedule those without a next check: `bulk_create` sends no signals. Returns how many there
    were, `limit` of each kind at most."""
    now = timezone.now()
    missing = Clipping.objects.published().filter(link=None).exclude(url="").order_by("pk")
    made = [
        Link(clipping_id=pk, url=url, next_check_at=soon(now)) for pk, url in missing.values_list("pk", "url")[:limit]
    ]
    Link.objects.bulk_create(made, ignore_conflicts=True)

    undated = (
        Link.objects.published().up_to_date().filter(next_check_at=None).exclude(url="").select_related("clipping")
    )
    links = list(undated.order_by("pk")[:limit])
    for link in links:
        link.next_check_at = _first_date(link, now)
    Link.objects.bulk_update(links, ["next_check_at"])
    return len(made) + len(links)


def _first_date(link: Link, now: dt.datetime) -> dt.datetime:
    """An address that was read when the clipping was filed has been checked already; and a person's decision holds."""
    if link.decided_at:
        return max(soon(now), link.decided_at + DECIDED_FOR)
    if link.checked_at is None:
        return soon(now)
    found = Status(LinkState(link.state))
    return max(soon(now), next_check(found, failures=0, published=link.clipping.date, now=link.checked_at))


def claim(link: Link) -> Link | None:
    """Take a link out of what is due. None when another process was faster, or there is nothing to check any more."""
    if not Link.objects.claim(link, CLAIMED_FOR):
        return None
    claimed = Link.objects.select_related("clipping").filter(pk=link.pk).first()
    if claimed is None:
        return None
    address = claimed.clipping.url
    if not address:
        Link.objects.filter(pk=link.pk).update(next_check_at=None)
        return None
    if claimed.url != address:  # it was changed in a way that sends no signal
        reset(claimed, address, next_check_at=timezone.now())
        return None
    last = claimed.checks.values_list("checked_at", flat=True).first() if claimed.checked_at else None
    claimed.history = History(LinkState(claimed.state), claimed.reason, last, claimed.failures)
    return claimed


def record(result: Result) -> bool:
    """Save a result. False when the address was changed or a person has decided since the link was claimed."""
    now = timezone.now()
    response, status = result.response, result.status
    undecided = Link.objects.filter(decided_at=result.link.decided_at)
    link = undecided.select_related("clipping").filter(pk=result.link.pk, url=result.link.url).first()
    if link is None:
        return False
    clipping = link.clipping
    news = (status.state, status.reason) != (link.state, link.reason) or link.checked_at is None
    news = news or not link.checks.exists()
    found = {
        "state": status.state,
        "reason": status.reason,
        "status_code": response.status,
        # Half an address is worse than none.
        "final_url": status.final_url if len(status.final_url) <= LONGEST_FINAL_URL else "",
    }
    failures = _failures(link, status)
    values = {
        **found,
        **_validators(link, response, status),
        "failures": failures,
        "needs_person": _needs_person(link, status, news=news, has_copy=bool(clipping.archive_url)),
        "since": link.since if link.since and status.state == link.state else now,
        "checked_at": now,
        "next_check_at": next_check(
            status, failures=failures, published=clipping.date, now=now, retry_after=response.retry_after
        ),
        "decided_by": None,
        "decided_at": None,
    }
    check = LinkCheck(link=link, checked_at=now, **found) if news else None
    if not undecided.change(link, check, **values):
        return False
    save_copy(link.clipping_id, link.url, result.copy)
    return True


def _failures(link: Link, status: Status) -> int:
    if not status.failed:
        return 0
    return min(link.failures + 1, 1000) if status.reason == link.reason else 1


def _needs_person(link: Link, status: Status, *, news: bool, has_copy: bool) -> bool:
    """A person is asked once: after they have dealt with it, the same result does not ask again."""
    if status.state == LinkState.DEAD and status.reason != "answers_again":
        return not has_copy and (link.needs_person or link.state != LinkState.DEAD)
    return status.needs_person if news else link.needs_person


def _validators(link: Link, response: Response, status: Status) -> dict[str, str]:
    """The validators of the next conditional request: none unless a page was received."""
    if status.failed or status.state == LinkState.DEAD:
        return {"etag": "", "last_modified": ""}
    if response.status == 304:  # it need not repeat them
        return {"etag": response.etag or link.etag, "last_modified": response.last_modified or link.last_modified}
    return {"etag": response.etag, "last_modified": response.last_modified}


def save_copy(clipping_pk: int, url: str, copy: str) -> None:
    """Give a clipping the archive copy that was found for its address, if any, unless it has one or another address now.

    Visitors see it at once. It also goes into the draft and into the version that is to be published later, where these
    have the same address and no copy: otherwise the next edit would lose it again.
    """
    if not copy:
        return
    with transaction.atomic():
        clipping = Clipping.objects.select_for_update().filter(pk=clipping_pk, url=url, archive_url="").first()
        if clipping is None:
            return
        Clipping.objects.filter(pk=clipping.pk).update(archive_url=copy)
        clipping.archive_url = copy
        _put_into_revisions(clipping, copy)
        Link.objects.filter(clipping=clipping, state=LinkState.DEAD).exclude(reason="answers_again").update(
            needs_person=False
        )
        log(instance=clipping, action=ARCHIVE_COPY, data={"archive_url": copy}, content_changed=True)


def _put_into_revisions(clipping: Clipping, copy: str) -> None:
    current = Q(pk__in=[clipping.latest_revision_id, clipping.live_revision_id]) | ~Q(approved_go_live_at=None)
    for revision in Revision.objects.for_instance(clipping).filter(current):
        content: dict[str, Any] = revision.content
        if content.get("url") == clipping.url and not content.get("archive_url"):
            content["archive_url"] = copy
            revision.save(update_fields=["content"])
