"""Every block that staff can choose presents itself, renders, and has a preview in the language of who looks."""

import pytest
from django.apps import apps
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Site
from wagtail.users.models import UserProfile

from site_project.blocks.base import PlainTextBlock
from site_project.models import OrganizationSettings
from tests.factories import (
    CampaignFactory,
    ClippingFactory,
    EventFactory,
    ImageFactory,
    NewsFactory,
    UserFactory,
    translate,
)
from tests.reading import parse, words

OURS = ("site_project", "press", "campaigns", "home")


def streams():
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and model._meta.app_label in OURS:
                yield model, field.stream_block


def choosable():
    """Every block that staff can put somewhere: in a body, or in a stream inside a block. By name of its class."""
    found = {}
    waiting = [block for _model, block in streams()]
    while waiting:
        block = waiting.pop()
        children = list(getattr(block, "child_blocks", {}).values())
        if isinstance(block, blocks.StreamBlock):
            found |= {type(child).__name__: child for child in children}
        if isinstance(block, blocks.ListBlock):
            children = [block.child_block]
        waiting += children
    return found


def previewable():
    """Those with a template of their own: the rest are items of settings and menus."""
    return {name: block for name, block in choosable().items() if getattr(block.meta, "template", None)}


CHOOSABLE = choosable()
PREVIEWABLE = previewable()


def test_all_kinds_are_found():
    assert {"TextBlock", "PressListBlock", "CallActionBlock", "EndorsersBlock", "FactBlock", "LinkBlock"} <= set(
        CHOOSABLE
    )
    assert set(CHOOSABLE) - set(PREVIEWABLE) == {"AccountBlock", "FooterColumnBlock", "LinkBlock"}


@pytest.mark.parametrize("name", CHOOSABLE)
def test_block_presents_itself(name):
    block = CHOOSABLE[name]

    assert block.meta.icon not in ("", "placeholder")
    assert block.label and block.meta.description
    assert str(block.meta.description).endswith(".")


@pytest.mark.parametrize("name", PREVIEWABLE)
def test_block_has_a_template(name):
    assert get_template(PREVIEWABLE[name].meta.template)


@pytest.mark.parametrize("name", PREVIEWABLE)
def test_template_belongs_to_the_app_of_the_block(name):
    block = PREVIEWABLE[name]

    app = apps.get_containing_app_config(type(block).__module__)
    assert block.meta.template.startswith(f"{app.label}/blocks/")


@pytest.fixture
def content(site):
    """One of everything that blocks list, in both languages."""
    ImageFactory()
    ClippingFactory()
    for factory in (CampaignFactory, NewsFactory, EventFactory):
        translate(factory())
    OrganizationSettings.objects.create(
        site=Site.objects.get(), follow_links=[("account", {"platform": "x", "url": "https://example.org/x"})]
    )


@pytest.fixture
def staff(site):
    """Signed-in staff, by the language of their admin."""
    found = {}
    for code in ("en", "es"):
        user = UserFactory(is_superuser=True)
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = code
        profile.save()
        found[code] = Client()
        found[code].force_login(user)
    return found


@pytest.mark.parametrize("code", ["en", "es"])
def test_previews_render_in_the_language_of_the_person(content, staff, code):
    empty = []
    for name, block in PREVIEWABLE.items():
        response = staff[code].get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert response.status_code == 200, name
        tree = parse(response)
        assert tree.get("lang") == code, name
        assert any("site.css" in href for href in tree.xpath("//link/@href")), name
        if not words(tree.xpath("//main")):
            empty.append(name)

    assert empty == [], "an empty preview tells nobody anything"


@pytest.mark.parametrize("name", PREVIEWABLE)
def test_preview_renders_on_an_empty_site(staff, name):
    response = staff["en"].get(reverse("wagtailadmin_block_preview"), {"id": PREVIEWABLE[name].definition_prefix})

    assert response.status_code == 200


@pytest.mark.parametrize("name", PREVIEWABLE)
def test_preview_is_not_for_visitors(client, site, name):
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": PREVIEWABLE[name].definition_prefix})

    assert response.status_code == 302 and "login" in response["Location"]


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("name", PREVIEWABLE)
def test_preview_value_survives_storage(site, name, code):
    block = PREVIEWABLE[name]
    with translation.override(code):
        value = block.get_preview_value()
        stored = block.get_prep_value(value)

    assert block.get_prep_value(block.to_python(stored)) == stored


def test_line_breaks_of_a_browser_do_not_make_another_text_of_it():
    block = PlainTextBlock()
    sent = {"text": "Dear council member:\r\nPlease keep our families whole."}

    value = block.value_from_datadict(sent, {}, "text")

    assert value == "Dear council member:\nPlease keep our families whole."
