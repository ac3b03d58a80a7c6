"""Each published citation with an address has a link about that address."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone

from press.enums import LinkState
from press.link_checks.classify import Status
from press.link_checks.enums import NEW_ADDRESS
from press.link_checks.models import Link, LinkCheck
from press.link_checks.schedule import DECIDED_FOR, next_check, soon
from press.models import Clipping

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
    if link is None:
        if clipping.url:
            Link.objects.get_or_create(
                clipping=clipping, defaults={"url": clipping.url, "next_check_at": soon(timezone.now())}
            )
    elif not clipping.url:
        # Kept with its history, and no longer checked.
        Link.objects.filter(pk=link.pk).update(next_check_at=None, needs_person=False)
    elif link.url != clipping.url:
        reset(link, clipping.url, next_check_at=soon(timezone.now()))
    elif link.needs_person and link.state == LinkState.DEAD and clipping.archive_url:
        # Visitors get the copy: no person is needed any more.
        Link.objects.filter(pk=link.pk).update(needs_person=False)


def reset(link: Link, url: str, *, next_check_at: dt.datetime) -> None:
    """Start over with a new address. The history stays, and says so."""
    now = timezone.now()
    with transaction.atomic():
        # The condition keeps what another process has found about the new address.
        if Link.objects.filter(pk=link.pk, url=link.url).update(
            url=url,
            state=LinkState.UNKNOWN,
            since=now,
            checked_at=None,
            next_check_at=next_check_at,
            status_code=None,
            reason="",
            final_url="",
            failures=0,
            etag="",
            last_modified="",
            needs_person=False,
            decided_by=None,
            decided_at=None,
        ):
            LinkCheck.objects.create(
                link=link, checked_at=now, state=LinkState.UNKNOWN, reason=NEW_ADDRESS, final_url=url
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
