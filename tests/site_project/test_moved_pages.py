"""A page that gets another slug or another place leaves no address behind: the old ones lead to the new ones."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from campaigns.models import EventIndexPage
from home.models import HomePage
from press.newsroom.models import NewsIndexPage, NewsroomPage
from tests.factories import (
    CampaignFactory,
    ClippingFactory,
    EventFactory,
    StandardPageFactory,
    UserFactory,
    publish,
    translate,
)

pytestmark = pytest.mark.deep(postgres=True)


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """A function that gives a page another slug, as the editor's "Publish" does."""

    def give(page, slug="another-name"):
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = slug
            return publish(page)

    return give


def make_pages():
    """A page of every kind that has addresses below its own, by name and language."""
    hub, event = CampaignFactory(), EventFactory()
    found = {
        ("hub", "en"): hub,
        ("hub", "es"): translate(hub),
        ("event", "en"): event,
        ("event", "es"): translate(event),
    }
    for name, model in (("events", EventIndexPage), ("news", NewsIndexPage), ("newsroom", NewsroomPage)):
        found |= {(name, code): model.objects.get(locale__language_code=code) for code in ("en", "es")}
    return found


@pytest.fixture(scope="module")
def kept_pages(on_the_site):
    return on_the_site(make_pages)


@pytest.fixture
def pages(site, kept_pages):
    return kept_pages.anew()


FILES = {
    "hub": ["feed.xml", "news.xml", "calendar.ics"],
    "event": ["event.ics"],
    "events": ["calendar.ics"],
    "news": ["feed.xml"],
    "newsroom": ["feed.xml", "citations.csv"],
}


@pytest.mark.parametrize("code", ["en", "es"])
def test_each_address_of_a_renamed_page_leads_to_its_new_one(client, pages, rename, code):
    names = [name for name, language in pages if language == code]
    for name in sorted(names, key=["event", "hub", "events", "news", "newsroom"].index):
        page = type(pages[name, code]).objects.get(pk=pages[name, code].pk)
        old, files = page.url, ["", *FILES[name]]
        assert {client.get(f"{old}{file}").status_code for file in files} == {200}
        new = rename(page, f"another-{name}").url
        for file in files:
            response = client.get(f"{old}{file}")
            assert (response.status_code, response.headers.get("Location")) == (301, f"{new}{file}")
            assert client.head(f"{old}{file}").status_code == 301
            assert client.get(f"{new}{file}").status_code == 200


def test_those_are_all_that_there_are(pages):
    for (name, code), page in pages.items():
        announced = {path for _title, path, _mime in page.feeds}
        files = {f"{page.url}{file}" for file in FILES[name]}
        assert announced <= files
        assert {f"{page.url.rstrip('/')}{path}" for path in page.get_route_paths()} == {page.url, *files}, (name, code)


def test_every_kind_of_page_with_such_addresses_is_here(pages):
    kinds = {model for model in type_tree(Page) if issubclass(model, RoutablePageMixin) and not model._meta.abstract}
    assert kinds == {type(page) for page in pages.values()}


def type_tree(model):
    """A model and all that are made from it, of our apps."""
    for child in model.__subclasses__():
        if child.__module__.startswith(("home.", "press.", "campaigns.", "site_project.")):
            yield child
        yield from type_tree(child)


@pytest.mark.parametrize("code", ["en", "es"])
def test_what_lies_below_a_renamed_page_has_moved_too(client, pages, rename, code):
    index, event = pages["events", code], pages["event", code]
    old = event.url
    rename(index)
    event = type(event).objects.get(pk=event.pk)

    for file in ("", "event.ics"):
        assert client.get(f"{old}{file}").headers["Location"] == f"{event.url}{file}"


def test_page_that_was_moved_by_staff(site, django_capture_on_commit_callbacks):
    client = Client()
    parent, page = StandardPageFactory(), StandardPageFactory()
    old = page.url
    client.force_login(UserFactory(is_superuser=True))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/pages/{page.pk}/move/{parent.pk}/confirm/")
    response = Client().get(old)

    assert (response.status_code, response.headers["Location"]) == (301, f"{parent.url}{page.slug}/")


def test_feed_of_a_page_that_was_moved(client, site, django_capture_on_commit_callbacks):
    hub = CampaignFactory()
    old = hub.url
    with django_capture_on_commit_callbacks(execute=True):
        hub.move(HomePage.objects.get(locale__language_code="en"), pos="last-child")
    hub = type(hub).objects.get(pk=hub.pk)

    assert client.get(f"{old}feed.xml").headers["Location"] == f"{hub.url}feed.xml"


def test_two_renamings_lead_to_the_last_name_at_once(client, site, rename):
    hub = CampaignFactory(slug="first")
    first = hub.url
    second = rename(hub, "second").url
    last = rename(hub, "third").url

    for old in (first, second):
        assert client.get(f"{old}calendar.ics").headers["Location"] == f"{last}calendar.ics"


def test_a_name_that_is_taken_back_serves_again(client, site, rename):
    hub = CampaignFactory(slug="first")
    first = hub.url
    second = rename(hub, "second").url
    rename(hub, "first")

    assert client.get(f"{first}feed.xml").status_code == 200
    assert client.get(f"{second}feed.xml").headers["Location"] == f"{first}feed.xml"


def test_the_query_is_kept(client, pages, rename):
    page = pages["newsroom", "en"]
    old = page.url
    new = rename(page).url

    for query in ("kind=tv&language=es", "q=se%C3%B1al+a%26b", "page=2", "a=1&a=2&b"):
        for file in ("", "feed.xml", "citations.csv"):
            response = client.get(f"{old}{file}?{query}")
            assert (response.status_code, response.headers["Location"]) == (301, f"{new}{file}?{query}")


@pytest.mark.parametrize("code", ["en", "es"])
def test_coverage_of_a_hub_by_its_former_slug(client, pages, rename, code):
    hub = pages["hub", code]
    clipping = ClippingFactory(campaign=pages["hub", "en"].campaign)
    old = hub.slug
    rename(hub)
    newsroom = pages["newsroom", code].url

    for file in ("", "feed.xml", "citations.csv"):
        response = client.get(f"{newsroom}{file}", {"campaign": old})
        assert clipping.headline in response.getvalue().decode()
    assert client.get(f"{newsroom}feed.xml", {"campaign": "never"}).status_code == 400


class TestRedirectsOfStaff:
    def test_from_a_query_does_not_hand_it_on(self, client, site):
        page = StandardPageFactory()
        Redirect.add_redirect("/old?id=5", page)

        assert client.get("/old?id=5").headers["Location"] == page.url

    def test_to_a_query_keeps_its_own(self, client, site):
        Redirect.add_redirect("/old", "/en/press/?kind=tv")

        assert client.get("/old?a=b").headers["Location"] == "/en/press/?kind=tv"

    def test_to_another_site_tells_it_nothing(self, client, site):
        Redirect.add_redirect("/old", "https://example.org/new")

        assert client.get("/old?q=asylum").headers["Location"] == "https://example.org/new"


def test_what_was_never_there_is_not_found(client, site, rename):
    hub = CampaignFactory()
    old = hub.url
    rename(hub)

    for path in ("feed.csv", "nothing/", "feed.xml.xml"):
        assert client.get(f"{old}{path}").status_code == 404
