"""Nothing that the site says itself is in another language than it claims to be."""

import pytest
from django.test import Client
from lxml import html
from wagtail.models import Page

from press.models import Clipping
from site_project.i18n.translations import State, versions_of
from tests.factories import ClippingFactory
from tests.i18n.catalog import Messages, messages
from tests.i18n.spoken import spoken

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OTHER = {"en": "es", "es": "en"}


@pytest.fixture(scope="module")
def foreign():
    """A function that gives the texts of a response which are the site's own words in another language than the
    one they are in."""
    of_other_language = {"es": Messages(messages("es", 0)), "en": Messages(messages("es", 1))}

    def find(response):
        return [said for said in spoken(response) if said.text in of_other_language[said.lang[:2]]]

    return find


def language_of(response):
    return html.fromstring(response.content.decode()).get("lang")


def visible_pages(code):
    pages = Page.objects.live().filter(locale__language_code=code, depth__gt=1).specific()
    assert len(pages) > 20
    return pages


@pytest.mark.parametrize("code", ["es", "en"])
def test_pages_speak_one_language(demo, client, foreign, code):
    for page in visible_pages(code):
        response = client.get(page.url)
        assert language_of(response) == code, page.url
        assert foreign(response) == [], page.url


@pytest.mark.parametrize("code", ["es", "en"])
def test_feeds_and_calendars_speak_one_language(demo, client, foreign, code):
    for page in visible_pages(code):
        for _title, path, _mime in page.feeds:
            response = client.get(path)
            assert response.headers["Content-Language"] == code, path
            assert foreign(response) == [], path


@pytest.mark.parametrize("code", ["es", "en"])
def test_forms_and_their_errors_speak_one_language(demo, client, foreign, code):
    newsroom = demo.pages["press"].get_translations(inclusive=True).get(locale__language_code=code).url
    events = demo.pages["events"].get_translations(inclusive=True).get(locale__language_code=code).url
    search = {"en": "/en/search/", "es": "/es/buscar/"}[code]
    for path in (
        f"{newsroom}?year=1066&outlet=none&campaign=none",
        f"{newsroom}?q={'x' * 300}",
        f"{newsroom}?q=zzzzzz",
        f"{newsroom}?language=es",
        f"{events}?when=past",
        search,
        f"{search}?q=zzzzzz",
        f"{search}?q=santuario",
        f"{search}?q=sanctuary",
        f"{search}?q={'x' * 3000}",
    ):
        response = client.get(path)
        assert response.status_code == 200, path
        assert language_of(response) == code
        assert foreign(response) == [], path


def test_headline_says_which_language_it_is_in(demo, client):
    languages = dict(Clipping.objects.citations().values_list("headline", "language"))
    met = set()
    for code in ("en", "es"):
        for page in visible_pages(code):
            for path in (page.url, *(path for _title, path, mime in page.feeds if "atom" in mime)):
                for said in spoken(client.get(path)):
                    headline = said.text.removeprefix(": ")
                    if headline in languages:
                        assert said.lang == languages[headline], (path, headline)
                        met.add(languages[headline])
    assert met == {"en", "es"}


def test_headline_of_an_archived_copy_says_its_language_too(demo, client):
    ClippingFactory(headline="Neighbors open their doors", archive_url="https://example.org/archive")
    newsroom = demo.pages["press"].get_translations().get()
    headlines = [said for said in spoken(client.get(newsroom.url)) if "Neighbors open" in said.text]
    assert {said.lang for said in headlines} == {"en"}
    assert len(headlines) >= 2


@pytest.mark.parametrize("code", ["es", "en"])
def test_page_that_is_missing_says_so_in_both_languages(demo, client, foreign, code):
    response = client.get(f"/{code}/nowhere/")
    assert response.status_code == 404
    assert language_of(response) == code
    assert foreign(response) == []
    assert {said.lang for said in spoken(response)} == {"en", "es"}


def test_untranslated_page_is_offered_where_it_exists(demo, client, foreign):
    page = demo.pages["news-austin-2017"]
    assert versions_of(page)["es"].state is State.MISSING
    response = client.get(page.url.replace("/en/", "/es/", 1))
    assert response.status_code == 404
    assert foreign(response) == []
    assert any(link.get("href") == page.url for link in html.fromstring(response.content.decode()).iter("a"))


@pytest.mark.parametrize(("path", "status"), [("/odd/", 400), ("/forbidden/", 403), ("/broken/", 500)])
def test_errors_are_told_in_both_languages(foreign, settings, path, status):
    settings.ROOT_URLCONF = "tests.i18n.broken_urls"
    _speaks_both(Client(raise_request_exception=False).get(path), status, foreign)


def test_expired_form_is_told_in_both_languages(foreign):
    _speaks_both(Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"}), 403, foreign)


def _speaks_both(response, status, foreign):
    assert response.status_code == status
    assert foreign(response) == []
    said = spoken(response)
    assert {text.lang for text in said} == {"en", "es"}
    for one in said:
        assert one.text not in {other.text for other in said if other.lang != one.lang}


def test_leak_would_be_noticed(demo, client, foreign):
    for code, page in (("es", demo.pages["press"]), ("en", demo.pages["press"].get_translations().get())):
        response = client.get(page.url)
        response.content = response.content.replace(f'lang="{OTHER[code]}"'.encode(), f'lang="{code}"'.encode())
        assert len(foreign(response)) > 3
