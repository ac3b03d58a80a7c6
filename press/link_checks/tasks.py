"""Work on links that staff ask for and that takes longer than a page may."""

from __future__ import annotations

from django_tasks import task

from press.enums import LinkState
from press.link_checks import outcome
from press.link_checks.archive import keep_copy
from press.link_checks.checker import look_for_copy
from press.link_checks.models import Link


@task(backend="background")
def check_now(pk: int) -> None:
    """Check one link, whenever it is due."""
    outcome.check_one(pk)


@task(backend="background")
def find_copy(pk: int) -> None:
    """Look for an archive copy of a dead link whose clipping has none."""
    link = Link.objects.select_related("clipping").filter(pk=pk, state=LinkState.DEAD).first()
    if link and link.url == link.clipping.url and not link.clipping.archive_url:
        keep_copy(link.clipping_id, link.url, look_for_copy(link.url, link.clipping.date))
