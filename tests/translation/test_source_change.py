"""The translation editor says when its source has been published since, and offers the way to catch up."""

import pytest
from django.urls import reverse

from tests.factories import StandardPageFactory, UserFactory, publish, translate

NOTICE = "Take over the changes"


@pytest.fixture
def translator(site, client):
    user = UserFactory(group="Translators: Spanish")
    client.force_login(user)
    return user


def editor_of(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_a_translation_that_knows_its_source_says_nothing(translator, client):
    spanish = translate(StandardPageFactory())

    assert NOTICE not in client.get(editor_of(spanish)).text


def test_a_source_published_since_is_announced_and_can_be_taken_over(translator, client):
    english = StandardPageFactory()
    spanish = translate(english)
    english.summary = "Another summary."
    publish(english)

    answer = client.get(editor_of(spanish))
    assert NOTICE in answer.text
    change = answer.context["change"]
    taken_over = client.post(change.update_url, {})

    assert taken_over.status_code == 302
    assert NOTICE not in client.get(editor_of(spanish)).text


def test_a_page_is_never_turned_into_an_alias(site, admin_client):
    spanish = translate(StandardPageFactory())

    admin_client.post(reverse("wagtail_localize:convert_to_alias", args=[spanish.pk]), follow=True)

    spanish.refresh_from_db()
    assert spanish.alias_of_id is None
    assert spanish.live
