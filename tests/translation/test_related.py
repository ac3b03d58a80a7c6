"""Pages that show a snippet which has translations of its own. No block of the site chooses one yet."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.snippets.blocks import SnippetChooserBlock

from home.models import Navigation, StandardPage
from tests.factories import StandardPageFactory, UserFactory, publish, translate
from tests.translation.helpers import messages_of

pytestmark = pytest.mark.deep(postgres=True)

ENGLISH, SPANISH = "Links of the coalition", "Enlaces de la coalición"


@pytest.fixture(params=[True, False], ids=["required", "optional"])
def original(site, monkeypatch, request):
    """A page with the English snippet."""
    block = SnippetChooserBlock(Navigation, required=request.param)
    block.set_name("menu")
    monkeypatch.setitem(StandardPage._meta.get_field("body").stream_block.child_blocks, "menu", block)
    snippet = Navigation.objects.create(name=ENGLISH, locale=Locale.objects.get(language_code="en"))
    return StandardPageFactory(title="About us", body=[("menu", snippet)])


@pytest.fixture
def spanish(original):
    return translate(original)


@pytest.fixture
def translator(site, client):
    user = UserFactory(group="Translators: Spanish")
    client.force_login(user)
    return user


def snippet_of(page):
    return page.body[0].value


def translated_snippet(original, **fields):
    return Navigation.objects.create(
        name=SPANISH,
        locale=Locale.objects.get(language_code="es"),
        translation_key=snippet_of(original).translation_key,
        **fields,
    )


def editor_of(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def read(client, page):
    client.logout()
    response = client.get(page.url)
    assert response.status_code == 200
    return response.text


def test_one_that_is_not_translated_is_left_out(spanish, original, client):
    assert ENGLISH in read(client, original)
    assert ENGLISH not in read(client, spanish)


def test_nor_is_it_shown_when_the_original_changes(spanish, original, client):
    original.title = "About the coalition"
    publish(original)
    assert ENGLISH not in read(client, spanish)


def test_a_draft_is_not_shown(original, client):
    translated_snippet(original, live=False)
    assert SPANISH not in read(client, translate(original))


def test_one_that_is_translated_is_shown(original, client):
    translated_snippet(original)
    assert SPANISH in read(client, translate(original))


def test_one_that_was_deleted_is_left_out(original, client, translator):
    translated_snippet(original)
    spanish = translate(original)
    Navigation.objects.filter(name=SPANISH).delete()
    client.force_login(translator)
    assert client.get(editor_of(spanish)).status_code == 200
    client.post(editor_of(spanish), {"action": "publish"})
    text = read(client, spanish)
    assert ENGLISH not in text and SPANISH not in text


def test_the_editor_opens_when_the_original_is_gone_too(spanish, client, translator):
    Navigation.objects.all().delete()
    assert client.get(editor_of(spanish)).status_code == 200
    client.post(editor_of(spanish), {"action": "publish"})
    assert ENGLISH not in read(client, spanish)


def test_the_editor_and_the_publish_say_so(spanish, original, client, translator):
    page = client.get(editor_of(spanish))
    assert "not shown" in page.text
    answer = client.post(editor_of(spanish), {"action": "publish"})
    assert any("not shown" in text for text in messages_of(answer))
