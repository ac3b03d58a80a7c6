"""The demo's pages: written in their first language, published, and translated into the other."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page

from demo.content.content import PAGES
from demo.content.text import R
from demo.loader.blocks import BlockData
from demo.loader.press import press_contacts
from demo.loader.registry import Registry
from demo.loader.texts import Pairs
from demo.loader.translations import translate

#: Keys of the data that are not fields of the page.
NOT_FIELDS = {"key", "type", "parent", "when", "state", "later_title", "later_summary"}
OTHER = {"en": "es", "es": "en"}


def load_pages(registry: Registry, before_publishing: Callable[[Registry], None]) -> None:
    """Make all pages as drafts first, since their bodies refer to each other; then fill, publish and translate them.

    `before_publishing` is called in between: it makes what bodies refer to and what itself refers to pages.
    """
    english = [data for data in PAGES if data.get("state") != "spanish-first"]
    for data in english:
        registry.pages[data["key"]] = _draft(data, "en", registry)
    before_publishing(registry)
    for data in english:
        _finish(data, "en", registry)
    for data in PAGES:
        if data.get("state") == "spanish-first":
            registry.pages[data["key"]] = _draft(data, "es", registry)
            _finish(data, "es", registry)
    for data in english:
        if data.get("state") == "behind":
            _publish_later(data, registry)


def _draft(data: dict[str, Any], language: str, registry: Registry) -> Page:
    if data["parent"] is None:
        home: Page = registry.homes[language]
        return home
    model = apps.get_model(data["type"])
    parent = registry.pages[data["parent"]]
    if parent.locale.language_code != language:
        parent = parent.get_translations().get(locale__language_code=language)
    page = model(
        title=getattr(data["title"], language),
        slug=getattr(data["slug"], language),
        locale=parent.locale,
        live=False,
        **_moments(data),
    )
    return Page.objects.get(pk=parent.pk).add_child(instance=page)


def _finish(data: dict[str, Any], language: str, registry: Registry) -> None:
    """Fill, publish and translate one page."""
    page = registry.pages[data["key"]].specific
    page.refresh_from_db()
    pairs = Pairs(language, lambda key: registry.pages[key].pk)
    convert = BlockData(data["key"], registry, pairs)
    for name, value in data.items():
        if name in NOT_FIELDS or value is None:
            continue
        field = page._meta.get_field(name)
        if isinstance(field, StreamField):
            items = (
                [("fact", item) for item in value]
                if name == "key_facts" and value and not isinstance(value[0], tuple)
                else value
            )
            setattr(page, name, field.stream_block.to_python(convert.stream(field.stream_block, items, f".{name}")))
        elif isinstance(value, R):
            setattr(page, name, pairs.rich(value))
        elif name == "contacts":
            page.contacts = press_contacts(value, registry, pairs)
        elif registry.is_reference(value):
            setattr(page, name, registry.resolve(value))
        else:
            setattr(page, name, pairs.text(value))
    page.save_revision().publish()
    page = registry.pages[data["key"]] = type(page).objects.get(pk=page.pk)  # with what hangs on it, as it was saved
    if data.get("state") != "untranslated":
        translate(page, OTHER[language], pairs.found, registry)


def _publish_later(data: dict[str, Any], registry: Registry) -> None:
    """Publish a later text of the source, which the translation does not know."""
    page = registry.pages[data["key"]].specific
    page.refresh_from_db()
    page.title, page.summary = data["later_title"], data["later_summary"]
    page.save_revision().publish()


def _moments(data: dict[str, Any]) -> dict[str, Any]:
    """Dates of a page: fixed ones, or counted in days from today."""
    when = data.get("when")
    if not when:
        return {}
    first, last = days_of(when, timezone.localdate())
    if data["type"] == "press_newsroom.NewsPage":
        zone = ZoneInfo(settings.TIME_ZONE)
        return {"date": first, "embargo": _moment(first, when["embargo"], zone) if "embargo" in when else None}
    zone = ZoneInfo(data["time_zone"])
    return {
        "start": _moment(first, when.get("time", "00:00"), zone),
        "end": _moment(last, when.get("end_time", "00:00"), zone),
        "time_zone": data["time_zone"],
    }


def days_of(when: dict[str, Any], today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of what takes place as `when` says (`demo.content.content`)."""
    if "date" in when:
        return dt.date.fromisoformat(when["date"]), dt.date.fromisoformat(when.get("end_date", when["date"]))
    first = today + dt.timedelta(days=when["days"])
    # What is ahead moves on to its day of the week, and what is past moves back: in any case by less than a week.
    shift = (when["weekday"] - first.weekday()) % 7 if when["days"] > 0 else -((first.weekday() - when["weekday"]) % 7)
    first += dt.timedelta(days=shift)
    return first, first + dt.timedelta(days=when.get("lasts", 1) - 1)


def _moment(day: dt.date, time: str, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(time), tzinfo=zone)
