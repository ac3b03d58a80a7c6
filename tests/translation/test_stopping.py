"""Stopping and resuming a translation ask first, and nothing that was changed by hand is lost."""

import pytest
from django.urls import reverse
from wagtail_localize.models import Translation

from home.models import StandardPage
from site_project.users.groups import translators
from tests.factories import StandardPageFactory, UserFactory, publish
from tests.translation.helpers import localize_url, translation_to


def make_english():
    page = StandardPageFactory(title="About us", summary="Who we are.")
    publish(page)
    return page


@pytest.fixture
def translator(client, site):
    client.force_login(UserFactory(group=translators("es")))
    return client


def is_stopped(page):
    return not Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale).enabled


def editor(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def stop(client, page, **data):
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale)
    return client.post(localize_url("stop_translation", translation.pk), {"next": editor(page), **data})


def resume(client, page, **data):
    return client.post(editor(page), {"localize-restart-translation": "1", **data})


@pytest.fixture
def by_hand(translator, spanish):
    """A stopped translation whose summary was changed by hand."""
    stop(translator, spanish, confirmed="take_over")
    page = StandardPage.objects.get(pk=spanish.pk)
    page.summary = "Quiénes somos, dicho a mano."
    page.save_revision()
    return page


def test_stopping_asks_first(translator, spanish):
    response = stop(translator, spanish)

    assert "Edit this page by hand from now on?" in response.text
    assert not is_stopped(spanish)


def test_stopping_goes_on_where_it_was_asked_from(translator, spanish):
    response = stop(translator, spanish, confirmed="take_over")

    assert response.url == editor(spanish)
    assert is_stopped(spanish)


def test_resuming_shows_what_was_changed_by_hand(translator, by_hand):
    response = resume(translator, by_hand)

    assert "Quiénes somos, dicho a mano." in response.text
    assert "(traducido)</li>" not in response.text
    assert is_stopped(by_hand)


def test_resuming_takes_over_what_was_changed_by_hand(translator, by_hand):
    resume(translator, by_hand, confirmed="take_over")

    assert not is_stopped(by_hand)
    translation_to(by_hand).save_target(publish=False)
    page = StandardPage.objects.get(pk=by_hand.pk).get_latest_revision_as_object()
    assert (page.title, page.summary) == ("About us (traducido)", "Quiénes somos, dicho a mano.")


def test_resuming_can_forget_what_was_changed_by_hand(translator, by_hand):
    resume(translator, by_hand, confirmed="forget")

    assert not is_stopped(by_hand)
    translation_to(by_hand).save_target(publish=False)
    page = StandardPage.objects.get(pk=by_hand.pk).get_latest_revision_as_object()
    assert page.summary == "Who we are. (traducido)"


def test_a_locked_page_is_not_resumed(translator, by_hand):
    StandardPage.objects.filter(pk=by_hand.pk).update(locked=True)

    resume(translator, by_hand, confirmed="take_over")

    assert is_stopped(by_hand)
