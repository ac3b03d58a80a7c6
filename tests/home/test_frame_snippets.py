"""Menu and footer: drafts until published, one per language, translated like pages."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringSegment

from home.models import Footer, Navigation
from tests.factories import StandardPageFactory, UserFactory, publish, translate

MODELS = [Navigation, Footer]


def make(model, **fields):
    return model.objects.create(name="Main", locale=Locale.objects.get(language_code="en"), live=False, **fields)


def shown_in(model, code):
    """What visitors see in a language, as the frame asks for it."""
    pk = Locale.objects.values_list(model.shown("pk", code), flat=True).first()
    return model.objects.filter(pk=pk).first()


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_shown_until_something_is_published(site, model):
    snippet = make(model)

    assert shown_in(model, "en") is None
    publish(snippet)
    assert shown_in(model, "en") == snippet
    assert shown_in(model, "es") is None


@pytest.mark.parametrize("model", MODELS)
def test_one_published_last_is_shown(site, model):
    first, second = publish(make(model)), publish(make(model))
    assert shown_in(model, "en") == second
    publish(first)
    assert shown_in(model, "en") == first


@pytest.mark.parametrize("model", MODELS)
def test_unpublished_one_leaves_the_place_to_the_other(site, model):
    first, second = publish(make(model)), publish(make(model))
    second.unpublish()

    assert shown_in(model, "en") == first


@pytest.mark.parametrize("model", MODELS)
def test_submitting_for_translation_publishes_nothing(site, model):
    snippet = publish(make(model))
    translate(snippet, publish=False)

    assert shown_in(model, "es") is None


def test_labels_are_translated_and_links_are_kept(site):
    page = StandardPageFactory()
    items = [
        ("link", {"page": page, "label": "About us"}),
        ("link", {"url": "https://example.org/", "label": "Elsewhere"}),
    ]
    spanish = translate(publish(make(Navigation, items=items)))

    assert [item.value["label"] for item in spanish.items] == ["About us (traducido)", "Elsewhere (traducido)"]
    assert spanish.items[1].value["url"] == "https://example.org/"
    assert shown_in(Navigation, "es") == spanish


def test_name_for_staff_is_not_translated(site):
    snippet = publish(make(Footer, text="<p>A network.</p>"))
    spanish = translate(snippet)

    assert spanish.name == "Main"
    assert list(
        StringSegment.objects.filter(source__object_id=snippet.translation_key).values_list("string__data", flat=True)
    ) == ["A network."]


@pytest.mark.parametrize("model", MODELS)
def test_staff_can_list_and_edit_them(site, model):
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    snippet = publish(make(model))
    view = model.snippet_viewset

    assert "Main" in client.get(reverse(view.get_url_name("list"))).content.decode()
    assert client.get(reverse(view.get_url_name("edit"), args=[snippet.pk])).status_code == 200
