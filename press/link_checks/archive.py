"""Archive copies of dead links: the one thing of a clipping that a check may fill in, and only where there is none."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Revision

from press.enums import LinkState
from press.link_checks.models import Link
from press.models import Clipping

ACTION = "press.archive_copy"
_LONGEST = Clipping._meta.get_field("archive_url").max_length or 0


def save_copy(clipping_pk: int, url: str, copy: str) -> bool:
    """Give a clipping the archive copy that was found for its address, unless it has one or has another address now.

    Visitors see it at once. It also goes into the draft and into the version that is to be published later, where these
    have the same address and no copy: otherwise the next edit would lose it again.
    """
    if not copy or len(copy) > _LONGEST:
        return False
    with transaction.atomic():
        clipping = Clipping.objects.select_for_update().filter(pk=clipping_pk, url=url, archive_url="").first()
        if clipping is None:
            return False
        Clipping.objects.filter(pk=clipping.pk).update(archive_url=copy)
        clipping.archive_url = copy
        _put_into_revisions(clipping, copy)
        Link.objects.filter(clipping=clipping, state=LinkState.DEAD).exclude(reason="answers_again").update(
            needs_person=False
        )
        log(instance=clipping, action=ACTION, data={"archive_url": copy}, content_changed=True)
    return True


def _put_into_revisions(clipping: Clipping, copy: str) -> None:
    current = Q(pk__in=[clipping.latest_revision_id, clipping.live_revision_id]) | ~Q(approved_go_live_at=None)
    for revision in Revision.objects.for_instance(clipping).filter(current):
        content: dict[str, Any] = revision.content
        if content.get("url") == clipping.url and not content.get("archive_url"):
            content["archive_url"] = copy
            revision.save(update_fields=["content"])
