"""Prepared queries: compiled once, they find what they would find anew, and see the time pass."""

import datetime as dt

import pytest
from django.db.models import IntegerField
from django.utils import timezone
from wagtail.models import Page

from campaigns.models import CampaignPage, EventPage
from site_project.prepared import NOW, Slot, prepared
from site_project.querysets import all_pages
from tests.factories import CampaignFactory, EventFactory, ImageFactory, StandardPageFactory

PK = Slot("pk", IntegerField())


def values_of(instance):
    return {field.attname: getattr(instance, field.attname) for field in instance._meta.concrete_fields}


def test_time_passes_for_a_query_that_is_compiled(site, clock):
    @prepared()
    def due():
        return all_pages().visible(NOW).filter(slug="later")

    page = StandardPageFactory(slug="later")
    Page.objects.filter(pk=page.pk).update(go_live_at=timezone.now() + dt.timedelta(hours=1))
    assert due() == []
    clock.shift(dt.timedelta(hours=2))
    assert [found.pk for found in due()] == [page.pk]


def test_the_function_is_called_once_for_each_combination_of_arguments(site):
    calls = []

    @prepared()
    def pages(depth):
        calls.append(depth)
        return all_pages().filter(depth=depth, pk=PK)

    home = all_pages().filter(depth=2).first()
    assert pages(2, pk=home.pk) == [home]
    assert pages(2, pk=0) == [] and pages(3, pk=home.pk) == []
    assert calls == [2, 3]


def test_query_that_nothing_can_fit_finds_nothing(site):
    @prepared()
    def nothing():
        return all_pages().filter(pk__in=[])

    assert nothing() == []


def test_what_the_query_set_reads_along_by_itself_is_not_read_twice(site):
    @prepared("locale")
    def pages():
        return all_pages().in_language("en").filter(pk=PK)

    (found,) = pages(pk=all_pages().get(depth=2, locale__language_code="en").pk)
    assert found.locale.language_code == "en"
    assert "language_code" not in vars(found)


@pytest.mark.parametrize("with_picture", [True, False])
def test_related_objects_are_complete_and_cost_nothing(site, with_picture, django_assert_num_queries):
    @prepared("locale", "image", "campaign")
    def hub():
        return CampaignPage.objects.filter(pk=PK)

    page = CampaignPage.objects.get(pk=CampaignFactory(image=ImageFactory() if with_picture else None).pk)
    with django_assert_num_queries(1):
        (found,) = hub(pk=page.pk)
        read = [values_of(found), values_of(found.locale), values_of(found.campaign)]
        picture = found.image and values_of(found.image)
    assert read[1:] == [values_of(page.locale), values_of(page.campaign)]
    assert picture == (values_of(page.image) if with_picture else None)
    assert {name: str(value) for name, value in read[0].items()} == {
        name: str(value) for name, value in values_of(page).items()
    }


def test_page_comes_with_the_fields_of_its_type(site, django_assert_num_queries):
    @prepared("locale", "eventpage")
    def pages():
        return all_pages().filter(pk=PK)

    event = EventPage.objects.get(pk=EventFactory(end=timezone.now() + dt.timedelta(days=3), languages=["en", "es"]).pk)
    other = StandardPageFactory()
    with django_assert_num_queries(2):
        (found,), (without,) = pages(pk=event.pk), pages(pk=other.pk)
        read = values_of_shown(found.as_eventpage)
    assert read == values_of_shown(event)
    assert without.as_eventpage is None


def values_of_shown(event):
    return {
        field.attname: getattr(event, field.attname) for field in event._meta.concrete_fields if field.name != "body"
    }
