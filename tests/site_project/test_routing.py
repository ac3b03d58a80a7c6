"""An address finds its page with two queries, and everything else is a plain 404."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import PageViewRestriction, Site

from site_project.routing import _route
from tests.factories import CampaignFactory, EventFactory, StandardPageFactory, translate
from tests.reading import by_class, parse, words

pytestmark = pytest.mark.deep(postgres=True)


def make_deep():
    """A page five levels below the home page."""
    page = None
    for level in range(5):
        page = StandardPageFactory(parent=page, slug=f"level-{level}", title=f"Level {level}")
    return page


@pytest.fixture(scope="module")
def kept_deep(on_the_site):
    return on_the_site(make_deep)


@pytest.fixture
def deep(site, kept_deep):
    return kept_deep.anew()


def test_deep_page_is_found_with_two_queries(deep):
    root = Site.get_site_root_paths()[0].root_path
    components = [f"level-{level}" for level in range(5)]
    with CaptureQueriesContext(connection) as queries, translation.override("en"):
        found = _route(RequestFactory().get(deep.url), root, components)

    assert found.page == deep
    assert len(queries) == 2


def test_deep_page_is_served(client, deep):
    assert deep.url == "/en/level-0/level-1/level-2/level-3/level-4/"
    assert "Level 4" in client.get(deep.url).content.decode()


def test_breadcrumbs_lead_down_to_the_page(client, deep):
    content = client.get(deep.url).content.decode()

    assert all(f">Level {level}<" in content for level in range(4))


@pytest.mark.parametrize(
    "path",
    [
        "/en/level-0/level-1/level-3/",
        "/en/level-1/",
        "/en/level-0/level-1/level-2/level-3/level-4/level-5/",
        "/en/level-0//level-1/",
        "/en/LEVEL-0/nothing/",
        "/es/level-0/",
    ],
)
def test_address_that_skips_or_adds_a_step_is_not_found(client, deep, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/en/%00/",
        "/en/%00",
        "/en/a%00b/",
        "/en/%E2%80%AE/",
        "/en/%FF%FE/",
        "/en/../../etc/passwd",
        "/en/..%2f..%2fetc%2fpasswd/",
        "/en/" + "a/" * 200,
        "/en/" + "a" * 5000 + "/",
        "/en/' OR 1=1 --/",
        "/en/%25/",
        "/en/{{7*7}}/",
        "/en/<script>/",
        "/en/feed.xml",
        "/en/calendar.ics",
        "/en/campaigns/feed.xml",
        "/en/news/feed.xml.xml",
        "/en/page_file.ics",
        "/en/ñandú/",
        "/wp-login.php",
        "/.env",
    ],
)
def test_weird_address_is_not_found(client, site, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/xx/", "/fr/campaigns/", "/campaigns/no-such-page/"])
def test_address_in_an_unknown_language_ends_in_not_found(client, site, path):
    assert client.get(path, follow=True).status_code == 404


def test_unpublished_page_is_not_found(client, site):
    page = StandardPageFactory()
    page.unpublish()

    assert client.get(page.url).status_code == 404


def test_alias_is_not_found(client, site):
    page = StandardPageFactory(slug="original")
    alias = page.create_alias(update_slug="alias")

    assert alias.live
    assert client.get(page.url).status_code == 200
    assert client.get("/en/alias/").status_code == 404


def test_english_alias_is_not_served_at_a_spanish_address(client, site):
    page = StandardPageFactory(slug="about")
    page.copy_for_translation(site.homes["es"].locale, alias=True)

    assert client.get("/es/about/").status_code == 404


def test_page_below_a_private_one_asks_for_the_password(client, site):
    above = StandardPageFactory(title="Members")
    below = StandardPageFactory(parent=above, title="Minutes of the members")
    PageViewRestriction.objects.create(
        page=above, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )
    response = client.get(below.url)
    content = response.content.decode()

    assert 'type="password"' in content
    assert "Minutes of the members" not in content


def test_password_opens_the_page(client, site):
    page = StandardPageFactory(title="Minutes of the members")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )
    action = client.get(page.url).context["action_url"]
    wrong = client.post(action, {"password": "wrong", "return_url": page.url})
    right = client.post(action, {"password": "open sesame", "return_url": page.url})

    assert str(restriction.pk) in action
    assert wrong.status_code == 200 and "Minutes" not in wrong.content.decode()
    assert right.status_code == 302 and right["Location"] == page.url
    assert "Minutes of the members" in client.get(page.url).content.decode()


def test_password_form_tells_what_is_wrong_once_and_nothing_of_the_page(client, site):
    page = StandardPageFactory(title="Minutes of the members")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="sesame")
    action = client.get(page.url).context["action_url"]
    tree = parse(client.post(action, {"password": "wrong", "return_url": page.url}))
    (field,) = tree.xpath("//input[@type='password']")
    (error,) = by_class(tree, "field__error")

    assert field.get("aria-invalid") == "true" and field.get("aria-describedby") == error.get("id")
    (other,) = by_class(tree, "languages")[0].iter("a")
    assert other.get("href") == "/es/" and words(other) == "Español"  # not "not yet translated": that would be a guess


def test_page_for_staff_alone_leads_to_the_sign_in(client, site):
    page = StandardPageFactory(title="Minutes of the members")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    response = client.get(page.url, follow=True)

    assert response.status_code == 200
    assert "Minutes" not in response.content.decode() and 'type="password"' in response.content.decode()


def test_files_of_pages_are_served_below_their_pages(client, site):
    hub, event = CampaignFactory(), EventFactory()
    paths = {
        "/en/news/feed.xml": "application/atom+xml",
        "/en/press/feed.xml": "application/atom+xml",
        "/en/events/calendar.ics": "text/calendar",
        f"{hub.url}feed.xml": "application/atom+xml",
        f"{hub.url}news.xml": "application/atom+xml",
        f"{hub.url}calendar.ics": "text/calendar",
        f"{event.url}event.ics": "text/calendar",
    }
    for path, mime in paths.items():
        response = client.get(path)
        assert response.status_code == 200, path
        assert response["Content-Type"].startswith(mime)


def test_files_of_a_translation_are_in_its_language(client, site):
    hub = CampaignFactory(title="Sanctuary")
    spanish = translate(hub)

    assert client.get(f"{hub.url}feed.xml")["Content-Language"] == "en"
    assert client.get(f"{spanish.url}feed.xml")["Content-Language"] == "es"


def test_address_without_its_last_slash_leads_to_the_page(client, site):
    StandardPageFactory(slug="about")
    response = client.get("/en/about")

    assert response.status_code in (301, 302) and response["Location"] == "/en/about/"
