"""Publishing what an editor filed as drafts: the part of an import that a publisher does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from press.imports import progress
from press.imports.create_clippings import publish_unchanged
from press.imports.enums import ImportState
from press.imports.models import ImportRow, PressImport
from press.imports.permissions import User
from press.models import Clipping
from site_project.users.permissions import is_locked_for


def drafts(press_import: PressImport) -> QuerySet[ImportRow]:
    """The rows whose clipping nobody has published yet."""
    return press_import.rows.filter(clipping__live=False)


def count_drafts(imports: Iterable[PressImport]) -> dict[int, int]:
    """How many drafts wait in each of these imports, by primary key; those without any are left out. One query."""
    waiting = ImportRow.objects.filter(press_import__in=imports, clipping__live=False).order_by()
    return dict(waiting.values_list("press_import").annotate(Count("pk")))


def begin(press_import: PressImport, user: User) -> bool:
    """Put an import to the publication of all its drafts; False when there is none, or when it is being worked on."""
    total = drafts(press_import).count()
    job = {"work": "publish", "user": user.pk, "after": 0}
    return bool(total) and progress.begin(press_import, ImportState.FILING, job, total, progress.AT_REST)


def work(pk: int) -> None:
    """Publish chunk by chunk. Safe to run twice, also at the same time."""
    while _publish_chunk(pk):
        pass


@transaction.atomic
def _publish_chunk(pk: int) -> bool:
    press_import = progress.lock(pk, ImportState.FILING)
    if press_import is None or press_import.job.get("work") != "publish":
        return False
    # In order of their keys: one whose publication is scheduled for later stays a draft and must not come up again.
    after = press_import.job.get("after", 0)
    waiting = drafts(press_import).filter(pk__gt=after).order_by("pk").select_related("clipping__outlet", "revision")
    rows = list(waiting[: progress.CHUNK])
    if not rows:
        progress.settle(press_import)
        return False
    publish(rows, press_import.job.get("user"))
    progress.note(press_import, press_import.done + len(rows), after=rows[-1].pk)
    return True


def publish(rows: list[ImportRow], user_id: int | None) -> None:
    """Publish the clippings of these rows: those as filed together, the others each with its newest revision. What is
    locked for whoever publishes stays a draft."""
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
