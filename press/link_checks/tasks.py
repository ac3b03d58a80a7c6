"""Work on links that staff ask for and that takes longer than a page may."""

from __future__ import annotations

from django_tasks import task

from press.enums import LinkState
from press.link_checks import checker
from press.link_checks.archive import save_copy
from press.link_checks.models import Link
from press.link_checks.run import check_link


@task(backend="background")
def check_now(pk: int) -> None:
    check_link(pk)


@task(backend="background")
def find_copy(pk: int) -> None:
    """Look for an archive copy of a dead link whose clipping has none."""
    link = Link.objects.up_to_date().select_related("clipping").filter(pk=pk, state=LinkState.DEAD).first()
    if link and not link.clipping.archive_url:
        save_copy(link.clipping_id, link.url, checker.find_copy(link.url, link.clipping.date))
