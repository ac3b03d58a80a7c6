"""Filing: ready rows of an import become clippings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision
from wagtail.signals import published

from press.addresses import address_key
from press.enums import LinkState
from press.imports import wagtail_bulk
from press.imports.create_outlets import create_outlets
from press.imports.enums import ImportState, RowState
from press.imports.jobs import Job
from press.imports.models import ImportRow, PressImport
from press.imports.querysets import ImportRowQuerySet
from press.imports.validators import revalidate
from press.link_checks.models import Link
from press.models import Clipping, ClippingCampaign, Outlet


class CreateClippings(Job):
    """File what is ready; publish it too, with `publish`."""

    name = "file"
    label = _("Filing")
    state = ImportState.FILING

    def rows(self, press_import: PressImport) -> ImportRowQuerySet:
        return press_import.rows.ready()

    def process(self, press_import: PressImport, rows: list[ImportRow]) -> None:
        # Somebody else may have filed the same pieces since the review.
        revalidate(rows, press_import)
        ImportRow.objects.save_validated(rows)
        ready = [row for row in rows if row.state == RowState.READY]
        # The account may be gone by now.
        user = get_user_model().objects.filter(pk=press_import.job["user"]).values_list("pk", flat=True).first()
        create_clippings(ready, press_import, user_id=user, publish=press_import.job["publish"])
        if ready:
            press_import.filed_at = timezone.now()
            press_import.save(update_fields=["filed_at"])


def create_clippings(
    rows: Sequence[ImportRow], press_import: PressImport, *, user_id: int | None, publish: bool
) -> None:
    """Make a clipping of each of these rows, with everything that Wagtail's own editor would have written."""
    now = timezone.now()
    create_outlets(rows, user_id, now)
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
    """The clipping of a row, as a draft and not saved."""
    return Clipping(
        locale=press_import.locale,
        headline=row.headline,
        outlet=outlet,
        date=row.date,
        kind=row.kind,
        language=row.language,
        url=row.url,
        archive_url=row.archive_url,
        author=row.author,
        quote=row.quote,
        gloss=row.gloss,
        # Saving in bulk passes by `save()`, which sets it otherwise.
        url_key=address_key(row.url),
        live=False,
    )


def _file_under_campaigns(rows: Sequence[ImportRow], clippings: Sequence[Clipping]) -> None:
    made = []
    for row, clipping in zip(rows, clippings, strict=True):
        links = [ClippingCampaign(campaign_id=row.campaign_id, date=row.date)] if row.campaign_id else []
        # In memory: revisions and the index of references read them from there.
        clipping.campaign_links = links
        made += links
    for link in made:
        link.clipping_id = link.clipping.pk
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
