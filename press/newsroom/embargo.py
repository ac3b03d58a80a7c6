"""Embargoes: what nobody but staff may see before its time, in any language.

How it works: an embargo that has not ended yet sets Wagtail's own `go_live_at`. Whatever publishes a page (the editor,
a workflow, a bulk action, wagtail-localize) then schedules it instead, and `publish_scheduled` makes it public when the
time has come (`manage.py work` looks twice a minute).

One text has one embargo. It is kept with the page, not with its revisions, and is the same in all languages: it is set
on the page that the others are translated from, and carried over to them from there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision
from wagtail_localize.models import Translation

from site_project.i18n.dates import date_range, time_range
from site_project.time_zones import zone_name
from site_project.visibility import published_q

if TYPE_CHECKING:
    from press.newsroom.models.embargoed import Embargoed

#: What an embargo decides about a page.
FIELDS = ("embargo", "embargo_time_zone", "go_live_at", "date")


def local_day(moment: dt.datetime, zone: str) -> dt.date:
    """The day that calendars in `zone` (an IANA name) show at `moment`."""
    return moment.astimezone(ZoneInfo(zone)).date()


def spoken(moment: dt.datetime, zone: str) -> str:
    """As in "October 12, 2026, 9:00 AM ET (New York)", in the active language."""
    day = local_day(moment, zone)
    return f"{date_range(day, day)}, {time_range(moment, None, zone)} ({zone_name(zone)})"


def public_versions(page: Embargoed) -> list[Any]:
    """The versions of `page` in all languages that visitors can see now, itself included."""
    pages: Any = type(page)._default_manager
    return list(
        pages.filter(published_q(), translation_key=page.translation_key).select_related("locale").order_by("pk")
    )


def source_of(page: Embargoed) -> Any:
    """The page that `page` is a translation of; None when it is an original, or its source is gone."""
    links = Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id)
    pages: Any = type(page)._default_manager
    return (
        pages.filter(translation_key=page.translation_key, locale__in=links.values("source__locale"), alias_of=None)
        .exclude(pk=page.pk)
        .select_related("locale")
        .first()
    )


def carry_over(page: Embargoed, *, earlier: bool) -> None:
    """Give the translations of `page` its embargo: their rows, latest and scheduled revisions, and schedules.

    Args:
        page: as it is in the database.
        earlier: also where that makes a translation public earlier. Only somebody who may publish may decide so; a
            draft can hold translations back, and not let them go.
    """
    for target in _translations(page):
        if (target.embargo, target.embargo_time_zone) == (page.embargo, page.embargo_time_zone):
            continue
        is_later = page.is_embargoed and (target.embargo is None or page.embargo >= target.embargo)
        if earlier or is_later:
            _take_over(target, page.embargo, page.embargo_time_zone)
            carry_over(target, earlier=earlier)  # it may have been translated in turn


def _translations(page: Embargoed) -> Iterable[Any]:
    links = Translation.objects.filter(source__object_id=page.translation_key, source__locale=page.locale_id)
    pages: Any = type(page)._default_manager
    return pages.filter(
        translation_key=page.translation_key, locale__in=links.values("target_locale"), alias_of=None
    ).exclude(pk=page.pk)


def _take_over(target: Any, embargo: dt.datetime | None, zone: str) -> None:
    target.move_embargo(embargo, zone)
    type(target)._default_manager.filter(pk=target.pk).update(**{name: getattr(target, name) for name in FIELDS})
    for revision in _pending(target):
        moved = target.with_content_json(revision.content)
        data = moved.serializable_data()
        scheduled = revision.approved_go_live_at
        if scheduled is not None:
            # It was approved for as soon as the embargo allows.
            scheduled = max(moved.go_live_at or timezone.now(), timezone.now())
        # Not save(): that would write "unscheduled" into the page's history.
        Revision.objects.filter(pk=revision.pk).update(
            content=revision.content | {name: data[name] for name in FIELDS}, approved_go_live_at=scheduled
        )


def _pending(page: Any) -> Iterator[Revision]:
    """The revisions that can still become public: the latest, and one that is scheduled."""
    pending = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    yield from page.revisions.filter(pending).order_by("pk")
