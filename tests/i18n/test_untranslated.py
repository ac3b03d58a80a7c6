"""A text of the interface that a language lacks says which language it is in."""

import re

import pytest
from django.conf import settings as site_settings
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override

from site_project.i18n.untranslated import CLOSE, OPEN, UntranslatedMiddleware, with_languages
from site_project.serving.build import compile_messages
from tests.factories import CampaignFactory, ClippingFactory, EventFactory, NewsFactory, StandardPageFactory, translate
from tests.i18n.catalog import Messages, messages
from tests.i18n.test_third_language import announce_language
from tests.reading import parse, words

MARKED = '<span lang="en" dir="ltr">'


@pytest.fixture
def french(site, settings):
    """A site with a language for which nobody has written a catalog."""
    return announce_language(settings, "fr", "French", "Accueil")


def signed(text):
    return text.replace("[", OPEN).replace("]", CLOSE)


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("<p>[Search]</p>", f"<p>{MARKED}Search</span></p>"),
        ("<p>Mairie, [Search], [More]</p>", f"<p>Mairie, {MARKED}Search</span>, {MARKED}More</span></p>"),
        ("<p>[All of [this]]</p>", f"<p>{MARKED}All of {MARKED}this</span></span></p>"),
        ("<p>[See <b>all</b> of it]</p>", f"<p>{MARKED}See <b>all</b> of it</span></p>"),
        ("<p><b>[Cut</b> off</p>", f"<p><b>{MARKED}Cut</span></b> off</p>"),
        ("<p>[Cut <b>off]</b></p>", f"<p>{MARKED}Cut <b>off</b></span></p>"),
        ("<p>off]</p>", "<p>off</p>"),
        ("<title>[Search]</title>", '<title lang="en" dir="ltr">Search</title>'),
        ("<title>[Search] · Mairie</title>", "<title>Search · Mairie</title>"),
        ('<option value="1">[All]</option>', '<option lang="en" dir="ltr" value="1">All</option>'),
        ('<a aria-label="[Open > all]">Texte</a>', '<a aria-label="Open > all">Texte</a>'),
        ('<p>[A]<br>[B]</p>', f"<p>{MARKED}A</span><br>{MARKED}B</span></p>"),
        ('<input placeholder="[Words]">', '<input lang="en" dir="ltr" placeholder="Words">'),
        ('<img lang="fr" alt="[Picture]">', '<img lang="fr" alt="Picture">'),
        ('<script>{"name": "[Search]\\ue000"}</script>', '<script>{"name": "Search"}</script>'),
        ('<a href="mailto:?subject=%EE%80%80Hello%EE%80%81">[x]</a>', f'<a href="mailto:?subject=Hello">{MARKED}x</span></a>'),
        ("<!-- [a] <p> --><p>[b]</p>", f"<!-- a <p> --><p>{MARKED}b</span></p>"),
    ],
)  # fmt: skip
def test_signs_become_languages(page, sent):
    assert with_languages(signed(page)) == sent


def test_files_that_hold_the_bytes_of_a_sign_are_sent_as_they_are(rf):
    content = b"\xff" + OPEN.encode() + b"\xff"
    with override("es"):
        response = UntranslatedMiddleware(lambda _: HttpResponse(content, content_type="image/png"))(rf.get("/es/"))
    assert response.content == content


def texts_in(element, lang, own="fr"):
    """The texts within an element that claim to be in the language `own`."""
    lang = element.get("lang", lang)
    if element.tag in ("script", "style", "template") or not isinstance(element.tag, str):
        return
    if lang == own and (element.text or "").strip():
        yield " ".join(element.text.split())
    for child in element:
        yield from texts_in(child, lang, own)
        if lang == own and (child.tail or "").strip():
            yield " ".join(child.tail.split())


def pages_of(code):
    """Pages of many kinds, in a language."""
    hub = CampaignFactory(title="Une campagne", summary="Un été.")
    made = [
        hub,
        EventFactory(
            title="Réunion", place_name="Mairie", campaign=hub.campaign, registration_url="https://example.org/"
        ),
        NewsFactory(title="Actualité", campaign=hub.campaign),
        StandardPageFactory(title="À propos", summary="Qui nous sommes."),
    ]
    ClippingFactory(headline="Le titre", language=code)
    above = {page.get_parent().pk: page.get_parent().specific for page in made if page.get_parent().depth > 2}
    newsroom = hub.get_parent().get_parent().specific.get_children().get(slug="press").specific
    translated = [
        translate(page, code, lambda text: f"{text} (traduit)") for page in (*above.values(), newsroom, *made)
    ]
    return [f"/{code}/", f"/{code}/search/?q=x", f"/{code}/search/?q=campagne", *(page.url for page in translated)]


@pytest.mark.slow
def test_without_a_catalog_all_of_the_interface_says_so(french):
    english = Messages(messages("es", 0, least_words=1))
    marked = 0
    for path in (*pages_of("fr"), "/fr/nowhere/"):
        response = Client().get(path)
        page = parse(response)
        assert response.status_code in (200, 404), path
        # As they are, and as addresses and structured data write them.
        assert not re.search(rf"{OPEN}|{CLOSE}|%EE%80%8[01]|\\\\u[eE]00[01]", response.text), path
        assert page.get("lang") == "fr"
        assert [text for text in texts_in(page, "") if text in english] == [], path
        marked += len(page.xpath("//body//*[@lang='en']"))
    assert marked > 80


@pytest.mark.slow
def test_files_carry_no_signs(french):
    for path in pages_of("fr"):
        page = parse(Client().get(path))
        for address in page.xpath("//a/@href | //link/@href"):
            if address.partition("?")[0].endswith((".ics", ".xml", ".csv")):
                response = Client().get(address)
                content = b"".join(response) if response.streaming else response.content
                assert response.status_code == 200
                assert not any(sign in content for sign in (OPEN.encode(), CLOSE.encode(), b"%EE%80"))


@pytest.mark.slow
def test_what_a_catalog_has_is_in_the_language(french, settings, tmp_path):
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Skip to content"\nmsgstr "Aller au contenu"\n'
    (folder / "django.po").write_text(catalog, encoding="utf-8")
    compile_messages([tmp_path])
    settings.LOCALE_PATHS = [tmp_path, *site_settings.LOCALE_PATHS]
    page = parse(Client().get("/fr/"))
    (skip,) = page.xpath("//a[@href='#main']")
    assert words(skip) == "Aller au contenu"
    assert skip.xpath("descendant-or-self::*[@lang='en']") == []
    assert page.xpath("//*[@lang='en']")


def test_complete_languages_carry_no_marks(site):
    for path in ("/en/", "/es/", "/es/buscar/"):
        assert MARKED not in Client().get(path).text
