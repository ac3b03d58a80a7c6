"""Filing: ready rows of an import become clippings, with their outlets; and publishing those that are drafts."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState
from wagtail.signals import published

from press.addresses import address_key, host_of
from press.enums import LinkState
from press.imports import wagtail_bulk
from press.imports.campaigns_too import file_under_campaigns_too
from press.imports.enums import ImportState, RowState
from press.imports.jobs import Job
from press.imports.models import ImportRow, PressImport
from press.imports.outlet_matching import OutletIndex, outlet_key
from press.imports.problems import problem
from press.imports.querysets import ImportRowQuerySet
from press.imports.validators import revalidate
from press.link_checks.models import Link
from press.models import Clipping, ClippingCampaign, Outlet
from site_project.users.permissions import User, is_locked_for

#: What a clipping takes over from its row.
COPIED = ("headline", "date", "kind", "language", "url", "archive_url", "author", "quote", "gloss")


class CreateClippings(Job):
    """File what is ready; publish it too, with `publish`."""

    name = "file"
    label = _("Filing")
    state = ImportState.FILING

    def start(self, press_import: PressImport, user: User, **params: object) -> bool:
        """`seen` says which rows are as somebody saw them: see `ImportRowQuerySet.as_seen`."""
        press_import.job = {"seen": params.get("seen") or {}}
        return super().start(press_import, user, **params)

    def rows(self, press_import: PressImport) -> ImportRowQuerySet:
        return press_import.rows.ready().as_seen(press_import.job.get("seen")).select_related("duplicate_row")

    def claimed(self, pk: int) -> PressImport | None:
        """One chunk at a time, of all imports: two that have the same piece would not see each other's."""
        filing = PressImport.objects.select_for_update().filter(state=self.state).order_by("pk")
        list(filing.values_list("pk", flat=True))
        return super().claimed(pk)

    def process(self, press_import: PressImport, rows: list[ImportRow]) -> None:
        # Somebody else may have filed the same pieces, or made the same outlets, since the review.
        revalidate(rows, press_import)
        question_new_outlets(rows)
        ImportRow.objects.save_validated(rows)
        ready = [row for row in rows if row.state == RowState.READY]
        # The account may be gone by now.
        user = get_user_model().objects.filter(pk=press_import.job["user"]).first() if ready else None
        publish = press_import.job["publish"]
        if new := [row for row in ready if not row.campaign_too]:
            create_clippings(new, press_import, user_id=user.pk if user else None, publish=publish)
        too = file_under_campaigns_too([row for row in ready if row.campaign_too], user, publish=publish)
        if new or too:
            press_import.filed_at = timezone.now()
            press_import.save(update_fields=["filed_at"])


class PublishDrafts(Job):
    """Publish what an editor filed as drafts: those as filed together, the others each with its newest revision. What is
    locked for the publisher stays a draft."""

    name = "publish"
    label = _("Publishing")
    state = ImportState.FILING

    def rows(self, press_import: PressImport) -> ImportRowQuerySet:
        return press_import.rows.drafts().select_related("clipping__outlet", "revision")

    def process(self, press_import: PressImport, rows: list[ImportRow]) -> None:
        user_id = press_import.job["user"]
        under_review = _under_review(rows)
        plain, special = [], []
        revisions: dict[int, Revision] = {}
        for row in rows:
            clipping: Any = row.clipping
            if (
                row.revision is not None
                and clipping.latest_revision_id == row.revision_id
                and clipping.first_published_at is None
                and not clipping.go_live_at
                and not clipping.locked
                and clipping.pk not in under_review
            ):
                plain.append(clipping)
                revisions[clipping.pk] = row.revision
            else:
                special.append(clipping)
        publish_unchanged(plain, revisions, user_id, timezone.now())
        user = get_user_model().objects.filter(pk=user_id).first()
        for clipping in special:
            if clipping.locked if user is None else is_locked_for(user, clipping):
                continue
            revision = clipping.latest_revision or clipping.save_revision(user=user, clean=False)
            revision.publish(user=user, skip_permission_checks=True)


def create_clippings(
    rows: Sequence[ImportRow], press_import: PressImport, *, user_id: int | None, publish: bool
) -> None:
    """Make a clipping of each of these rows, with everything that Wagtail's own editor would have written."""
    now = timezone.now()
    _create_outlets(rows, user_id, now)
    outlets = Outlet.objects.in_bulk({row.outlet_id for row in rows if row.outlet_id})
    clippings = [_clipping(row, press_import, outlets[row.outlet_id or 0]) for row in rows]
    Clipping.objects.bulk_create(clippings)
    _file_under_campaigns(rows, clippings)
    _create_links(rows, clippings)
    revisions = wagtail_bulk.save_revisions(clippings, user_id, now)
    made = Clipping.objects.filter(pk__in=list(revisions))
    made.update(latest_revision=wagtail_bulk.newest_revision(Clipping), has_unpublished_changes=True)
    wagtail_bulk.log(clippings, "wagtail.create", user_id, now, revisions)
    if publish:
        publish_unchanged(clippings, revisions, user_id, now)
    wagtail_bulk.record_references(clippings)
    wagtail_bulk.index_for_search(Clipping, clippings)
    for row, clipping in zip(rows, clippings, strict=True):
        row.state, row.clipping, row.revision = RowState.FILED, clipping, revisions[clipping.pk]
    ImportRow.objects.bulk_update(rows, ["clipping", "revision"])
    # What is the same for all takes one query. What was doubtful stays noted, for undoing.
    same = ImportRow.objects.filter(pk__in=[row.pk for row in rows])
    same.update(state=RowState.FILED, duplicate_of=None, duplicate_row=None)


def publish_unchanged(
    clippings: Sequence[Clipping], revisions: dict[int, Revision], user_id: int | None, now: dt.datetime
) -> None:
    """Publish clippings whose newest revision is the given one and says what the clipping itself says."""
    newest = wagtail_bulk.newest_revision(Clipping)
    Clipping.objects.filter(pk__in=[clipping.pk for clipping in clippings]).update(
        live=True,
        has_unpublished_changes=False,
        expired=False,
        live_revision=newest,
        first_published_at=now,
        last_published_at=now,
    )
    wagtail_bulk.log(clippings, "wagtail.publish", user_id, now, revisions)
    for clipping in clippings:
        clipping.live, clipping.has_unpublished_changes = True, False
        clipping.live_revision = clipping.latest_revision = revisions[clipping.pk]
        clipping.first_published_at = clipping.last_published_at = now
        published.send(sender=Clipping, instance=clipping, revision=revisions[clipping.pk])


def _clipping(row: ImportRow, press_import: PressImport, outlet: Outlet) -> Clipping:
    return Clipping(
        locale=press_import.locale,
        outlet=outlet,
        # Saving in bulk passes by `save()`, which sets it otherwise.
        url_key=address_key(row.url),
        live=False,
        **{name: getattr(row, name) for name in COPIED},
    )


def _file_under_campaigns(rows: Sequence[ImportRow], clippings: Sequence[Clipping]) -> None:
    made = []
    for row, clipping in zip(rows, clippings, strict=True):
        link = ClippingCampaign(clipping_id=clipping.pk, campaign_id=row.campaign_id, date=row.date)
        links = [link] if row.campaign_id else []
        # In memory: revisions and the index of references read them from there.
        clipping.campaign_links = links
        made += links
    ClippingCampaign.objects.bulk_create(made)


def _create_links(rows: Sequence[ImportRow], clippings: Sequence[Clipping]) -> None:
    """What is known of the addresses: those that were just read work."""
    Link.objects.bulk_create(
        Link(
            clipping=clipping,
            url=clipping.url,
            state=LinkState.OK if row.fetched_at else LinkState.UNKNOWN,
            since=row.fetched_at,
            checked_at=row.fetched_at,
        )
        for row, clipping in zip(rows, clippings, strict=True)
        if clipping.url
    )


def question_new_outlets(rows: Sequence[ImportRow]) -> None:
    """Leave to a person the rows whose new outlet is one that there is by now under another name."""
    waiting = [row for row in rows if row.state == RowState.READY and row.new_outlet and row.outlet_id is None]
    if not waiting:
        return
    known = OutletIndex.load()
    for row in waiting:
        found = known.by_name(row.outlet_name)
        if found and known.names[found].casefold() != row.outlet_name.casefold():
            suggestions = [{"id": found, "name": known.names[found]}]
            row.new_outlet, row.state = False, RowState.ATTENTION
            row.problems = [problem("outlet_name", "outlet_unknown", name=row.outlet_name, suggestions=suggestions)]
            row.save(update_fields=["new_outlet"])


def _create_outlets(rows: Sequence[ImportRow], user_id: int | None, now: dt.datetime) -> None:
    """Give the rows marked `new_outlet` their outlet. Those created here keep the mark: undoing deletes them.

    An outlet that somebody else has created since the review is taken.
    """
    waiting = [row for row in rows if row.new_outlet and row.outlet_id is None]
    if not waiting:
        return
    known = OutletIndex.load()
    new: dict[str, Outlet] = {}
    for row in waiting:
        if not known.by_name(row.outlet_name):
            new.setdefault(_outlet_key(row), _new_outlet(row))
    Outlet.objects.bulk_create(new.values(), ignore_conflicts=True)
    # Databases that pass over what is there already do not tell the primary keys of the rest.
    made = list(Outlet.objects.filter(name__in=[outlet.name for outlet in new.values()]))
    wagtail_bulk.log(made, "wagtail.create", user_id, now)
    wagtail_bulk.index_for_search(Outlet, made)
    by_name = {outlet.name: outlet.pk for outlet in made}
    for row in waiting:
        row.new_outlet = _outlet_key(row) in new
        row.outlet_id = by_name[new[_outlet_key(row)].name] if row.new_outlet else known.by_name(row.outlet_name)
    ImportRow.objects.bulk_update(waiting, ["outlet", "new_outlet"])


def _outlet_key(row: ImportRow) -> str:
    return outlet_key(row.outlet_name) or row.outlet_name


def _new_outlet(row: ImportRow) -> Outlet:
    host = host_of(row.url)
    website = f"https://{host}/" if host else ""
    longest = Outlet._meta.get_field("website").max_length or 0
    outlet = Outlet(name=row.outlet_name, website=website if len(website) <= longest else "")
    outlet.language = row.language or outlet.language
    return outlet


def _under_review(rows: list[ImportRow]) -> set[int]:
    """The clippings that are in a workflow, which publishing has to end."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Clipping),
        object_id__in=[str(row.clipping_id) for row in rows],
        status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
    )
    return {int(object_id) for object_id in states.values_list("object_id", flat=True)}
