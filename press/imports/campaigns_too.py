"""Filing a clipping that there is already under one more campaign, and taking that back.

A clipping is one piece of coverage whatever the campaigns. Only its campaigns change here: what else stands in a draft
of it stays a draft.
"""

from collections.abc import Callable, Iterator, Sequence

from wagtail.models import Revision

from press.imports.enums import RowState
from press.imports.models import ImportRow
from press.imports.problems import problem
from press.models import Clipping, ClippingCampaign
from site_project.users.permissions import User, is_locked_for, may

#: Changes the campaigns of a clipping in memory; False when there is nothing to change.
Change = Callable[[Clipping], bool]


def file_under_campaigns_too(rows: Sequence[ImportRow], user: User | None, *, publish: bool) -> list[ImportRow]:
    """File the clippings that `rows` repeat under their campaigns too; those rows that were filed. Rows whose clipping
    `user` may not change now are held back, and say so."""
    filed = []
    for row, clipping in _with_clippings(rows):
        if user is None or clipping is None or not _may_change(user, clipping):
            row.campaign_too, row.state = False, RowState.ATTENTION
            row.problems = [problem("", "clipping_locked", clipping=row.duplicate_of_id)]
            continue
        row.revision = _change(clipping, user, adding(row.campaign_id or 0), publish=publish)
        row.state = RowState.FILED
        filed.append(row)
    ImportRow.objects.bulk_update(rows, ["revision", "campaign_too", "state", "problems"])
    return filed


def take_back(rows: Sequence[ImportRow], user: User | None) -> None:
    """Undo `file_under_campaigns_too`. A clipping that cannot be changed now keeps the campaign."""
    for row, clipping in _with_clippings(rows):
        if user and clipping and row.revision_id and row.campaign_id and _may_change(user, clipping):
            _change(clipping, user, removing(row.campaign_id), publish=True)


def adding(campaign: int) -> Change:
    def change(clipping: Clipping) -> bool:
        links = clipping.campaign_links
        if any(link.campaign_id == campaign for link in links.all()):
            return False
        links.add(ClippingCampaign(campaign_id=campaign, date=clipping.date))
        return True

    return change


def removing(campaign: int) -> Change:
    def change(clipping: Clipping) -> bool:
        links = [link for link in clipping.campaign_links.all() if link.campaign_id == campaign]
        clipping.campaign_links.remove(*links)
        return bool(links)

    return change


def _with_clippings(rows: Sequence[ImportRow]) -> Iterator[tuple[ImportRow, Clipping | None]]:
    """The rows, each with the clipping that it repeats. Whoever else changes one of these clippings has to wait."""
    clippings = Clipping.objects.filter(pk__in=[row.duplicate_of_id for row in rows if row.duplicate_of_id])
    list(clippings.select_for_update().order_by("pk").values_list("pk", flat=True))
    for row in rows:
        # Not all at once: an earlier row may have changed the same clipping.
        yield row, clippings.select_related("outlet", "locale").filter(pk=row.duplicate_of_id).first()


def _may_change(user: User, clipping: Clipping) -> bool:
    """Whether `user` may change the clipping, and nobody else decides about it now: a lock, a moderator, a date on which
    a draft is published."""
    if clipping.current_workflow_state or clipping.scheduled_revision:
        return False
    return may(user, "change", clipping) and not is_locked_for(user, clipping)


def _change(clipping: Clipping, user: User, change: Change, *, publish: bool) -> Revision | None:
    """Change what visitors see, if the clipping is published and `user` may publish it; and in any case what staff edit.
    The newest revision; None if nothing was to be changed."""
    publish = publish and clipping.live and may(user, "publish", clipping)
    newest = clipping.latest_revision if clipping.has_unpublished_changes else None
    revision = None
    if (publish or not clipping.live) and change(clipping):
        revision = clipping.save_revision(user=user, clean=False, log_action=True)
        if publish:
            revision.publish(user=user, skip_permission_checks=True)
        else:  # what staff find a draft by
            clipping.save()
    if newest or not (publish or not clipping.live):
        draft = Revision.objects.get(pk=newest.pk).as_object() if newest else Clipping.objects.get(pk=clipping.pk)
        changed = change(draft)
        if changed or revision:
            revision = draft.save_revision(user=user, clean=False, log_action=changed)
    return revision
