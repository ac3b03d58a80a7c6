"""The translation editor shows what its source says now."""

import pytest
from django.urls import reverse

from tests.factories import StandardPageFactory, UserFactory, publish, translate


@pytest.fixture
def translator(site, client):
    user = UserFactory(group="Translators: Spanish")
    client.force_login(user)
    return user


def editor_of(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_new_english_stands_in_the_editor_at_once(translator, client):
    english = StandardPageFactory()
    spanish = translate(english)
    english.summary = "Another summary."
    publish(english)

    assert "Another summary." in client.get(editor_of(spanish)).text


def test_a_page_is_never_turned_into_an_alias(site, admin_client):
    spanish = translate(StandardPageFactory())

    admin_client.post(reverse("wagtail_localize:convert_to_alias", args=[spanish.pk]), follow=True)

    spanish.refresh_from_db()
    assert spanish.alias_of_id is None
    assert spanish.live
