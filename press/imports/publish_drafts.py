"""Publishing what an editor filed as drafts: the part of an import that a publisher does."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

from press.imports.create_clippings import publish_unchanged
from press.imports.enums import ImportState
from press.imports.jobs import Job
from press.imports.models import ImportRow, PressImport
from press.imports.querysets import ImportRowQuerySet
from press.models import Clipping
from site_project.users.permissions import is_locked_for


class PublishDrafts(Job):
    name = "publish"
    label = _("Publishing")
    state = ImportState.FILING

    def rows(self, press_import: PressImport) -> ImportRowQuerySet:
        return press_import.rows.drafts().select_related("clipping__outlet", "revision")

    def process(self, press_import: PressImport, rows: list[ImportRow]) -> None:
        publish(rows, press_import.job["user"])


def publish(rows: list[ImportRow], user_id: int | None) -> None:
    """Publish the clippings of these rows: those as filed together, the others each with its newest revision. What is
    locked for this user stays a draft."""
    now = timezone.now()
    under_review = _under_review(rows)
    plain, special = [], []
    revisions: dict[int, Revision] = {}
    for row in rows:
        clipping: Any = row.clipping
        as_filed = row.revision is not None and clipping.latest_revision_id == row.revision_id
        if (
            as_filed
            and clipping.first_published_at is None
            and not clipping.go_live_at
            and not clipping.locked
            and clipping.pk not in under_review
        ):
            plain.append(clipping)
            revisions[clipping.pk] = row.revision
        else:
            special.append(clipping)
    publish_unchanged(plain, revisions, user_id, now)
    user = get_user_model().objects.filter(pk=user_id).first() if user_id else None
    for clipping in special:
        if clipping.locked if user is None else is_locked_for(user, clipping):
            continue
        revision = clipping.latest_revision or clipping.save_revision(user=user, clean=False)
        revision.publish(user=user, skip_permission_checks=True)


def _under_review(rows: list[ImportRow]) -> set[int]:
    """The clippings that are in a workflow, which publishing has to end."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Clipping),
        object_id__in=[str(row.clipping_id) for row in rows],
        status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
    )
    return {int(object_id) for object_id in states.values_list("object_id", flat=True)}
