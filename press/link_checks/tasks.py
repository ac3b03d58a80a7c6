"""Work on links that staff ask for and that takes longer than a page may."""

from django_tasks import task

from press.enums import LinkState
from press.link_checks import checker, run
from press.link_checks.models import Link
from press.link_checks.record import record, save_copy


@task(backend="background")
def check_now(pk: int) -> None:
    """Check one link; the next run does when its outlet was asked for another page just now."""
    link = Link.objects.published().filter(pk=pk).first()
    if link and (result := run.check_now(link)):
        record(result)


@task(backend="background")
def find_copy(pk: int) -> None:
    """Look for an archive copy of a dead link whose clipping has none."""
    link = Link.objects.up_to_date().select_related("clipping").filter(pk=pk, state=LinkState.DEAD).first()
    if link and not link.clipping.archive_url:
        save_copy(link.clipping_id, link.url, checker.find_copy(link.url, link.clipping.date))
