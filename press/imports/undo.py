"""Taking back what an import filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, Exists, F, ManyToOneRel, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from press.imports import progress, wagtail_bulk
from press.imports.enums import ImportState, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.permissions import User
from press.imports.validation import check_again, save_checked
from press.models import Clipping, Outlet

#: Deleting costs some queries for each clipping.
CHUNK = 100


@dataclass(frozen=True, slots=True)
class Outlook:
    """What undoing an import would do, in numbers of clippings and outlets."""

    #: Clippings as they were filed.
    clippings: int
    #: Those changed since: they go only when that is wished.
    edited: int
    #: Those that a press list or page names: they stay in any case.
    in_use: int
    #: Outlets that came with the import and that nothing else uses.
    outlets: int


def outlook(press_import: PressImport) -> Outlook:
    """What undoing would do now."""
    filed = _filed(press_import)
    free = filed.filter(~_in_use())
    edited = free.filter(_edited())
    total, changeable = free.count(), edited.count()
    return Outlook(
        clippings=total - changeable,
        edited=changeable,
        in_use=filed.count() - total,
        outlets=_lone_outlets(press_import, besides=filed.filter(_in_use())).count(),
    )


def begin(press_import: PressImport, user: User, *, edited_too: bool) -> bool:
    """Put an import to being undone; False when it filed nothing, or when it is being worked on."""
    total = _filed(press_import).count()
    job = {"work": "undo", "user": user.pk, "edited": edited_too, "after": 0}
    return bool(total) and progress.begin(press_import, ImportState.UNDOING, job, total, progress.AT_REST)


def work(pk: int) -> None:
    """Undo chunk by chunk. Safe to run twice, also at the same time."""
    while _undo_chunk(pk):
        pass


@transaction.atomic
def _undo_chunk(pk: int) -> bool:
    press_import = progress.lock(pk, ImportState.UNDOING)
    if press_import is None:
        return False
    job = press_import.job
    rows = list(_filed(press_import).filter(pk__gt=job.get("after", 0)).order_by("pk")[:CHUNK])
    if not rows:
        _finish(press_import)
        return False
    going = _filed(press_import).filter(~_in_use(), pk__in=[row.pk for row in rows])
    if not job.get("edited"):
        going = going.exclude(_edited())
    _take_back(list(going.select_related("clipping__outlet")), press_import)
    progress.note(press_import, press_import.done + len(rows), after=rows[-1].pk)
    return True


def _take_back(rows: Sequence[ImportRow], press_import: PressImport) -> None:
    clippings = [row.clipping for row in rows if row.clipping]
    wagtail_bulk.log(clippings, "wagtail.delete", press_import.job.get("user"), timezone.now(), deleted=True)
    _delete(clippings)
    for row in rows:
        row.clipping = row.revision = None
        row.state = RowState.ATTENTION
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(clipping=None, revision=None)
    check_again(rows, press_import)
    save_checked(rows)


def _delete(clippings: Sequence[Clipping]) -> None:
    """Delete clippings with their translated glosses, revisions and links, and what is recorded of their references."""
    keys = [clipping.pk for clipping in clippings]
    own = Clipping.objects.filter(Q(pk__in=keys) | Q(citation__in=keys))
    names = [str(pk) for pk in own.values_list("pk", flat=True)]
    kind = ContentType.objects.get_for_model(Clipping)
    with disable_reference_index_auto_update():
        own.delete()
    ReferenceIndex.objects.filter(base_content_type=kind, object_id__in=names).delete()
    ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=names).delete()


def _finish(press_import: PressImport) -> None:
    """Take the outlets away that came with the import, and say how it ended."""
    outlets = list(_lone_outlets(press_import))
    wagtail_bulk.log(outlets, "wagtail.delete", press_import.job.get("user"), timezone.now(), deleted=True)
    Outlet.objects.filter(pk__in=[outlet.pk for outlet in outlets]).delete()
    # Those that stay are outlets like any other from now on.
    press_import.rows.filter(new_outlet=True, clipping=None).exclude(outlet=None).update(new_outlet=False)
    left = _filed(press_import).exists()
    if not left:
        press_import.filed_at = None
    progress.settle(press_import, None if left else ImportState.UNDONE)


def _filed(press_import: PressImport) -> QuerySet[ImportRow]:
    return press_import.rows.exclude(clipping=None)


def _edited() -> Q:
    """Rows whose clipping has a newer revision than the one that filing made, or glosses in other languages."""
    glossed = Q(Exists(Clipping.objects.filter(citation=OuterRef("clipping"))))
    return Q(revision=None) | ~Q(clipping__latest_revision=F("revision")) | glossed


def _in_use() -> Exists:
    """Rows whose clipping something else than a clipping points to: a press list, a page."""
    kind = ContentType.objects.get_for_model(Clipping)
    uses = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id=Cast(OuterRef("clipping"), CharField()))
    return Exists(uses.exclude(base_content_type=kind))


def _lone_outlets(press_import: PressImport, besides: QuerySet[ImportRow] | None = None) -> QuerySet[Outlet]:
    """Outlets that came with the import, that nobody has edited since, and that nothing uses but its own rows.

    Args:
        besides: rows whose clippings stay. Without it, all clippings that there are count as uses.
    """
    rows = press_import.rows.filter(new_outlet=True)
    uses = Clipping.objects.filter(outlet=OuterRef("pk"))
    if besides is not None:
        own = press_import.rows.filter(clipping=OuterRef("pk"))
        uses = uses.filter(~Exists(own) | Exists(besides.filter(clipping=OuterRef("pk"))))
    kind = ContentType.objects.get_for_model(Outlet)
    name = Cast(OuterRef("pk"), CharField())
    references = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id=name)
    edits = ModelLogEntry.objects.filter(content_type=kind, object_id=name, action="wagtail.edit")
    others = [
        (relation.related_model, relation.field.name)
        for relation in Outlet._meta.get_fields(include_hidden=True)
        if isinstance(relation, ManyToOneRel) and relation.related_model not in (Clipping, ImportRow)
    ]
    return Outlet.objects.filter(pk__in=rows.values("outlet")).filter(
        ~Exists(uses),
        ~Exists(ImportRow.objects.filter(outlet=OuterRef("pk")).exclude(press_import=press_import)),
        *(~Exists(model._base_manager.filter(**{field: OuterRef("pk")})) for model, field in others),
        ~Exists(references.exclude(base_content_type=ContentType.objects.get_for_model(Clipping))),
        ~Exists(edits),
    )
