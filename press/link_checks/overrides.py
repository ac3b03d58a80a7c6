"""Decisions of staff about links.

A decision holds for half a year, or until the address changes: checks do not overrule a person.
"""

from collections.abc import Iterable
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from press.enums import LinkState
from press.link_checks import tasks
from press.link_checks.classify import DECIDED_FOR
from press.link_checks.enums import PERSON
from press.link_checks.models import Link, LinkCheck
from press.link_checks.record import NOTHING_KNOWN
from press.models import Clipping
from site_project.users.permissions import User, is_locked_for, may


class Change(Enum):
    """The outcome of a change to a clipping."""

    PUBLISHED = "published"
    #: Saved, but not public: the person may not publish, or the clipping has other changes that nobody has published.
    DRAFT = "draft"
    LOCKED = "locked"
    #: The clipping has another address by now, or there is no new one.
    OUTDATED = "outdated"
    #: The clipping's form does not take it.
    REFUSED = "refused"


def override(link: Link, state: LinkState, user: User) -> None:
    """Set the state of `link` by hand, unless the link is about another address by now."""
    now = timezone.now()
    written = Link.objects.change(
        link,
        LinkCheck(link=link, checked_at=now, state=state, reason=PERSON, decided_by_id=user.pk),
        **NOTHING_KNOWN,
        state=state,
        since=link.since if link.state == state and link.since else now,
        reason=PERSON,
        next_check_at=now + DECIDED_FOR,
        decided_by=user,
        decided_at=now,
    )
    if written and state == LinkState.DEAD:
        tasks.find_copy.enqueue(link.pk)


def check_again(links: Iterable[Link]) -> None:
    """Check links in the background, and drop earlier decisions about them."""
    for link in links:
        Link.objects.filter(pk=link.pk).update(decided_by=None, decided_at=None, next_check_at=timezone.now())
        tasks.check_now.enqueue(link.pk)


def take_new_address(link: Link, user: User) -> Change:
    """Give the clipping the address that the outlet has moved it to."""
    if link.state != LinkState.MOVED or not link.final_url:
        return Change.OUTDATED
    return change_clipping(link, user, url=link.final_url)


def change_clipping(link: Link, user: User, **values: str) -> Change:
    """Save a new version of the clipping, and publish it if `user` may and nothing else would be published with it."""
    with transaction.atomic():
        clipping = Clipping.objects.select_for_update().get(pk=link.clipping_id)
        if clipping.url != link.url:
            return Change.OUTDATED
        if is_locked_for(user, clipping):
            return Change.LOCKED
        has_draft = clipping.has_unpublished_changes
        version = clipping.get_latest_revision_as_object() if has_draft else clipping
        if version.url != link.url:
            return Change.OUTDATED  # somebody is changing the address already
        for name, value in values.items():
            setattr(version, name, value)
        try:
            revision = version.save_revision(user=user, log_action=True)
        except ValidationError:
            return Change.REFUSED
        if has_draft or not may(user, "publish", clipping):
            return Change.DRAFT
        revision.publish(user=user)
        return Change.PUBLISHED
