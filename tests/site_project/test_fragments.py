"""Markup that is kept by the values it shows: any other value makes it anew."""

import dataclasses
import datetime as dt

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from campaigns.models import EventPage
from press.models import Clipping
from press.newsroom.citations import as_citations
from press.newsroom.templatetags.press_tags import citation
from site_project.templatetags.site_tags import event_card
from tests.factories import ClippingFactory, EventFactory, translate

#: For each type of a value, another one.
OTHERS = {
    "BooleanField": lambda value: not value,
    "DateTimeField": lambda value: (value or dt.datetime(2027, 3, 1, 18, tzinfo=dt.UTC)) + dt.timedelta(days=1),
    "JSONField": lambda value: ["ko"],
    "URLField": lambda value: "https://example.org/another",
}
CHOICES = {"time_zone": "UTC", "status": "cancelled", "mode": "hybrid", "languages": ["ko", "zh"]}
TEXTS = ("CharField", "TextField", "BooleanField", "DateTimeField", "JSONField", "URLField")
FIELDS = [
    field.name
    for field in EventPage._meta.concrete_fields
    if field.get_internal_type() in TEXTS and field.name not in ("body", "path", "url_path")
]


def anew(event):
    return render_to_string("components/event_card.html", {"event": event, "level": "3"})


def test_card_of_an_event_follows_each_of_its_fields(site):
    event = EventPage.objects.get(pk=EventFactory(accessibility="No steps.", address="1 Main Street, Sampleton").pk)
    kept = {event_card(event, "3")}
    for name in FIELDS:
        event = EventPage.objects.get(pk=event.pk)
        kind = event._meta.get_field(name).get_internal_type()
        other = OTHERS.get(kind, lambda value: f"{value} changed")
        setattr(event, name, CHOICES.get(name) or other(getattr(event, name)))
        assert event_card(event, "3") == anew(event), name
        kept.add(anew(event))
    assert len(kept) > 8  # they were shown


def test_card_follows_time_place_and_language(site, clock):
    event = EventPage.objects.get(pk=EventFactory().pk)
    first = event_card(event, "3")
    assert first == event_card(EventPage.objects.get(pk=event.pk), "3") == anew(event)
    with translation.override("es"):
        assert event_card(event, "3") == anew(event) != first
    event.campaign_accent = "clay"
    assert 'data-accent="clay"' in event_card(event, "3")
    clock.shift(dt.timedelta(days=1000))
    assert "tile--past" in event_card(event, "3") and "tile--past" not in first
    spanish = EventPage.objects.get(pk=translate(event).pk)
    assert event_card(spanish, "3") == anew(spanish)


@pytest.mark.parametrize("code", ["en", "es"])
def test_citation_follows_each_of_its_values(site, code):
    ClippingFactory(headline="City stands firm", url="https://example.org/a", language="en", date=dt.date(2017, 4, 2))
    with translation.override(code):
        (item,) = as_citations(Clipping.objects.published())
        for field in dataclasses.fields(item):
            value = getattr(item, field.name)
            other = {bool: lambda value: not value, str: lambda value: f"{value}x"}.get(type(value))
            changed = dataclasses.replace(item, **{field.name: other(value) if other else value})
            for above in ({}, {"under_outlet": True}, {"under_date": True}):
                fresh = render_to_string("components/citation.html", {"citation": changed, **above})
                assert citation(changed, **above) == fresh
