"""Whatever the demo holds can be translated: no English is left where every string has its translation.

The demo is loaded in English only. Then each page and snippet is submitted through wagtail-localize and every string
gets a translation in which no word is left as it was.
"""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Locale

from demo import loader
from demo.content.chrome import FOOTER, NAVIGATION
from demo.content.content import PAGES
from demo.content.press import CLIPPINGS
from demo.content.text import R, T
from demo.loader import files, frame, pages, press
from home.models import Footer, HomePage, Navigation
from press.models import Clipping
from tests.factories import translate
from tests.factories.indexing import indexed_once
from tests.i18n.catalog import own_entries, words
from tests.i18n.spoken import spoken

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: As many words in a row as two texts do not share by chance.
RUN = 3


def mark(text):
    """Every word with all its letters replaced, tags and entities as they are."""
    return re.sub(
        r"<[^>]*>|&#?\w+;|[^\W\d_]+", lambda match: match[0] if match[0][0] in "<&" else "ñ" * len(match[0]), text
    )


def english_texts(value):
    """Every English text inside a value of the demo's data."""
    if isinstance(value, T):
        yield value.en
    elif isinstance(value, R):
        yield from (english for english, _spanish in value.blocks)
    elif isinstance(value, dict):
        for item in value.values():
            yield from english_texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from english_texts(item)


def runs(text):
    found = words(text)
    return {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}


@pytest.fixture(scope="module")
def left_in_english():
    """A function that tells whether a text repeats the demo's English: a short text as a whole, or a few words in a
    row. What the site itself says counts only where its catalog has a translation for it."""
    texts = list(english_texts((PAGES, CLIPPINGS, NAVIGATION, FOOTER)))
    own = [entry.msgid for entry in own_entries("es") if not entry.translated()]
    wholes = {tuple(words(text)) for text in texts} - {tuple(words(text)) for text in own} - {()}
    passages = {run for text in texts for run in runs(text)} - {run for text in own for run in runs(text)}

    def is_english(text):
        return tuple(words(text)) in wholes or bool(runs(text) & passages)

    return is_english


def public(page):
    """The data of a page without an embargo."""
    when = {key: value for key, value in page.get("when", {}).items() if key != "embargo"}
    return {**page, "when": when}


def tiny_picture(path, title):
    """A picture of a few pixels in place of a real one: these tests are about words."""
    content = io.BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    return get_image_model().objects.create(title=title, file=ContentFile(content.getvalue(), name=path.name))


@pytest.fixture(scope="module")
def english_demo(django_db_setup, django_db_blocker, media_folder):
    """The demo in English alone, pages that are Spanish first or not to be translated among them, and those that are
    still under embargo. Loaded once; what the tests of the module leave in the database is undone."""
    everything = [{**page, "state": None} if page.get("state") == "spanish-first" else page for page in PAGES]
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_image", tiny_picture)
        patch.setattr(pages, "PAGES", [public(page) for page in everything])
        for module in (pages, press, frame):
            patch.setattr(module, "translate", lambda *args: None)
        with indexed_once():
            made = loader.load()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def spanish(english_demo):
    """The Spanish pages, by the keys of the demo's data, with every string translated."""
    english = Locale.objects.get(language_code="en")
    for model in (Navigation, Footer, Clipping):
        for snippet in model.objects.filter(locale=english):
            translate(snippet, convert=mark)
    return {key: translate(page.specific, convert=mark) for key, page in english_demo.pages.items()}


def addresses(page):
    """The page itself, its feeds and calendars, and the other faces that it has."""
    path = page.specific.url
    return [path, *(feed for _title, feed, _mime in page.specific.feeds), f"{path}?when=past", f"{path}?language=en"]


def test_no_english_is_left(spanish, left_in_english):
    client, left = Client(), []
    for page in spanish.values():
        for path in addresses(page):
            response = client.get(path)
            assert response.status_code == 200, path
            left += [
                (path, said.text)
                for said in spoken(response)
                if said.lang.startswith("es") and not said.neutral and left_in_english(said.text)
            ]
    assert left == []


def test_untranslated_page_would_be_noticed(spanish, english_demo, left_in_english):
    client = Client()
    for key, page in english_demo.pages.items():
        texts = [said.text for said in spoken(client.get(page.specific.url)) if not said.neutral]
        assert sum(map(left_in_english, texts)) > 5, key


def test_every_page_has_a_spanish_address_of_its_own(spanish):
    home = HomePage.objects.get(locale__language_code="es")
    assert all(page.url.startswith(home.url) for page in spanish.values())
    assert len({page.url for page in spanish.values()}) == len(PAGES)
