"""Sample events, written in bulk below the English list of events: four of five are over."""

import datetime as dt
import uuid

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from campaigns.models import EventIndexPage, EventPage
from site_project.querysets import all_pages

SLUG = "generated-event-"
BATCH = 500


def make_events(count: int) -> None:
    """Add `count` published events, an hour apart, without a history and not in the search index."""
    index = EventIndexPage.objects.get(locale__language_code="en", live=True)
    begin = timezone.now().replace(minute=0, second=0, microsecond=0) - dt.timedelta(hours=count * 4 // 5)
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        events = [_event(index, number, begin + dt.timedelta(hours=number)) for number in numbers]
        pages = Page.objects.bulk_create([_page_of(event) for event in events])
        for event, page in zip(events, pages, strict=True):
            event.page_ptr = page
        # Django does not write rows of two tables in bulk (bulk_create): these are those of the second.
        EventPage._base_manager._insert(events, fields=EventPage._meta.local_concrete_fields, using=index._state.db)
    _count_children(index)


def remove_events() -> None:
    """Take the sample events away again, straight in the database."""
    index = EventIndexPage.objects.get(locale__language_code="en", live=True)
    keys = all_pages().filter(slug__startswith=SLUG).values("pk")
    EventPage.objects.filter(pk__in=keys).order_by()._raw_delete(using=index._state.db)
    all_pages().filter(slug__startswith=SLUG).order_by()._raw_delete(using=index._state.db)
    _count_children(index)


def _event(index: EventIndexPage, number: int, start: dt.datetime) -> EventPage:
    slug = f"{SLUG}{number + 1}"
    event = EventPage(
        title=f"Tenants' meeting {number + 1}",
        draft_title=f"Tenants' meeting {number + 1}",
        slug=slug,
        translation_key=uuid.uuid4(),
        locale_id=index.locale_id,
        content_type=ContentType.objects.get_for_model(EventPage),
        depth=index.depth + 1,
        # Behind all that are there, whose steps are counted from one.
        path=Page._get_path(index.path, index.depth + 1, 100_000 + number),
        url_path=f"{index.url_path}{slug}/",
        live=True,
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
        start=start,
        end=start + dt.timedelta(minutes=50),
        place_name="Town hall",
    )
    event.over_at = event.find_end()
    return event


def _page_of(event: EventPage) -> Page:
    return Page(
        **{field.attname: getattr(event, field.attname) for field in Page._meta.concrete_fields if field.name != "id"}
    )


def _count_children(index: EventIndexPage) -> None:
    all_pages().filter(pk=index.pk).update(
        numchild=all_pages().filter(path__startswith=index.path, depth=index.depth + 1).count()
    )
