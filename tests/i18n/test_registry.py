"""The demo is the registry of examples: what the site can hold is in it, so that tests that walk it see everything."""

import pytest
from django.apps import apps
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from demo.content.chrome import FOOTER, NAVIGATION, ORGANIZATION
from demo.content.content import PAGES
from demo.content.glossary import GLOSSARY
from demo.content.press import CLIPPINGS, FEEDS, OUTLETS
from site_project.models import BasePage

PAGE_TYPES = sorted((model for model in apps.get_models() if issubclass(model, BasePage)), key=lambda m: m._meta.label)
SNIPPETS = {
    "home.Navigation": NAVIGATION,
    "home.Footer": FOOTER,
    "press.Clipping": CLIPPINGS,
    "press.Outlet": OUTLETS,
    "press_watched_feeds.WatchedFeed": FEEDS,
    "translation_glossary.Term": GLOSSARY,
}


def kinds(block):
    """The kinds of a stream, those of the streams inside it included, as paths."""
    for name, child in block.child_blocks.items():
        yield name
        if isinstance(child, blocks.StructBlock):
            for field, inner in child.child_blocks.items():
                if isinstance(inner, blocks.StreamBlock):
                    yield from (f"{name}.{field}.{kind}" for kind in kinds(inner))


def used(stream, prefix=""):
    """The kinds in the demo's data of one stream, as paths."""
    for kind, value in stream:
        yield f"{prefix}{kind}"
        if isinstance(value, dict):
            for field, inner in value.items():
                if isinstance(inner, list) and inner and isinstance(inner[0], tuple):
                    yield from used(inner, f"{prefix}{kind}.{field}.")


def test_every_page_type_has_an_example():
    assert {page["type"] for page in PAGES} == {model._meta.label for model in PAGE_TYPES}


def test_every_page_type_is_one_of_ours():
    ours = {model for model in apps.get_models() if issubclass(model, Page)} - {Page}
    assert ours == set(PAGE_TYPES)


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model._meta.label)
def test_every_block_kind_of_a_page_is_used_somewhere(model):
    shown = {kind for page in PAGES for kind in used(page.get("body", []))}
    fields = [field for field in model._meta.fields if isinstance(field, StreamField) and field.name == "body"]
    for field in fields:
        assert set(kinds(field.stream_block)) - shown == set()


def test_every_other_stream_of_pages_is_filled_somewhere():
    for model in PAGE_TYPES:
        for field in model._meta.fields:
            if isinstance(field, StreamField) and field.name != "body":
                examples = [page for page in PAGES if page["type"] == model._meta.label and page.get(field.name)]
                assert examples, f"{model._meta.label}.{field.name}"


def test_every_kind_of_snippet_has_an_example():
    assert {model._meta.label for model in get_snippet_models()} == set(SNIPPETS)
    assert all(SNIPPETS.values())


def test_every_account_of_the_organization_is_filled():
    assert ORGANIZATION["follow_links"]


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model._meta.label)
def test_every_field_of_words_has_an_example(model):
    examples = [page for page in PAGES if page["type"] == model._meta.label]
    words = {
        field.name
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField) and field.editable and not field.choices
    }
    assert {name for name in words if not any(page.get(name) for page in examples)} == set()
