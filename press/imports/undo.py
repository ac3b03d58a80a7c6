"""Taking back what an import filed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, F, ManyToOneRel, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from press.imports import wagtail_bulk
from press.imports.campaigns_too import take_back
from press.imports.enums import ImportState, RowState
from press.imports.jobs import Job
from press.imports.models import ImportRow, PressImport
from press.imports.querysets import VALIDATED_FIELDS, ImportRowQuerySet
from press.imports.validators import revalidate
from press.models import Clipping, Outlet


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What undoing an import would do, in numbers of clippings and outlets."""

    #: Clippings as they were filed.
    clippings: int
    #: Those changed since: they go only when that is wished.
    edited: int
    #: Those that a press list or page names: they stay in any case.
    in_use: int
    #: Outlets that came with the import and that nothing else uses.
    outlets: int
    #: Clippings that were there before, which are no longer filed under one more campaign.
    campaigns: int


def preview(press_import: PressImport) -> UndoPreview:
    filed = press_import.rows.filed()
    free = filed.filter(~_in_use())
    edited = free.filter(_edited())
    total, changeable = free.count(), edited.count()
    return UndoPreview(
        clippings=total - changeable,
        edited=changeable,
        in_use=filed.count() - total,
        outlets=_unused_outlets(press_import, staying=filed.filter(_in_use())).count(),
        campaigns=press_import.rows.filed_too().count(),
    )


class Undo(Job):
    """Delete the clippings that an import filed; those edited since too, with `edited`. Those in use stay."""

    name = "undo"
    label = _("Undoing")
    state = ImportState.UNDOING
    chunk_size = 100  # deleting costs some queries for each clipping

    def rows(self, press_import: PressImport) -> ImportRowQuerySet:
        return press_import.rows.filed() | press_import.rows.filed_too()

    def process(self, press_import: PressImport, rows: list[ImportRow]) -> None:
        if too := [row for row in rows if row.campaign_too and not row.clipping_id]:
            take_back(too, get_user_model().objects.filter(pk=press_import.job["user"]).first())
            for row in too:
                row.campaign_too, row.revision, row.state = False, None, RowState.ATTENTION
            revalidate(too, press_import)
            ImportRow.objects.bulk_update(too, ["revision", *VALIDATED_FIELDS])
        going = press_import.rows.filed().filter(~_in_use(), pk__in=[row.pk for row in rows])
        if not press_import.job["edited"]:
            going = going.exclude(_edited())
        undone = list(going.select_related("clipping__outlet"))
        clippings = [row.clipping for row in undone if row.clipping]
        wagtail_bulk.log(clippings, "wagtail.delete", press_import.job["user"], timezone.now(), deleted=True)
        _delete(clippings)
        for row in undone:
            row.clipping = row.revision = None
            row.state, row.changed_at = RowState.ATTENTION, timezone.now()
        ImportRow.objects.filter(pk__in=[row.pk for row in undone]).update(
            clipping=None, revision=None, changed_at=timezone.now()
        )
        revalidate(undone, press_import)
        ImportRow.objects.save_validated(undone)

    def finish(self, press_import: PressImport) -> None:
        """Delete the outlets that came with the import, and say how it ended."""
        outlets = list(_unused_outlets(press_import))
        wagtail_bulk.log(outlets, "wagtail.delete", press_import.job["user"], timezone.now(), deleted=True)
        Outlet.objects.filter(pk__in=[outlet.pk for outlet in outlets]).delete()
        # Those that stay are outlets like any other from now on.
        press_import.rows.filter(new_outlet=True, clipping=None).exclude(outlet=None).update(new_outlet=False)
        left = self.rows(press_import).exists()
        if not left:
            press_import.filed_at = None
        press_import.finish(None if left else ImportState.UNDONE)


def _delete(clippings: Sequence[Clipping]) -> None:
    """Delete citations with their carriers, revisions and links, and what is recorded of their references."""
    keys = [clipping.pk for clipping in clippings]
    own = Clipping.objects.filter(Q(pk__in=keys) | Q(citation__in=keys))
    names = [str(pk) for pk in own.values_list("pk", flat=True)]
    kind = ContentType.objects.get_for_model(Clipping)
    with disable_reference_index_auto_update():
        own.delete()
    ReferenceIndex.objects.filter(base_content_type=kind, object_id__in=names).delete()
    ReferenceIndex.objects.filter(to_content_type=kind, to_object_id__in=names).delete()


def _edited() -> Q:
    """Rows whose clipping has a newer revision than the one that filing made, or carriers."""
    glossed = Q(Exists(Clipping.objects.filter(citation=OuterRef("clipping"))))
    return Q(revision=None) | ~Q(clipping__latest_revision=F("revision")) | glossed


def _in_use() -> Exists:
    """Rows whose clipping something else than a clipping points to: a press list, a page."""
    kind = ContentType.objects.get_for_model(Clipping)
    uses = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id=Cast(OuterRef("clipping"), CharField()))
    return Exists(uses.exclude(base_content_type=kind))


def _unused_outlets(press_import: PressImport, staying: QuerySet[ImportRow] | None = None) -> QuerySet[Outlet]:
    """Outlets that came with the import, that nobody has edited since, and that nothing uses but its own rows.

    Args:
        staying: rows whose clippings stay. Without it, all clippings that there are count as uses.
    """
    rows = press_import.rows.filter(new_outlet=True)
    uses = Clipping.objects.filter(outlet=OuterRef("pk"))
    if staying is not None:
        own = press_import.rows.filter(clipping=OuterRef("pk"))
        uses = uses.filter(~Exists(own) | Exists(staying.filter(clipping=OuterRef("pk"))))
    kind = ContentType.objects.get_for_model(Outlet)
    name = Cast(OuterRef("pk"), CharField())
    references = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id=name)
    edits = ModelLogEntry.objects.filter(content_type=kind, object_id=name, action="wagtail.edit")
    return Outlet.objects.filter(pk__in=rows.values("outlet")).filter(
        ~Exists(uses),
        ~Exists(ImportRow.objects.filter(outlet=OuterRef("pk")).exclude(press_import=press_import)),
        *(~Exists(uses) for uses in _uses_by_other_models()),
        ~Exists(references.exclude(base_content_type=ContentType.objects.get_for_model(Clipping))),
        ~Exists(edits),
    )


def _uses_by_other_models() -> Iterator[QuerySet[Model]]:
    """For `Exists()`: what else has a foreign key to the outlet, such as a watched feed."""
    for relation in Outlet._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.related_model not in {Clipping, ImportRow}:
            yield relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
