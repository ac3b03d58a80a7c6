"""How many queries a page may cost, however much there is in the library.

Counted on the second visit: Wagtail then knows the site's addresses. What the newsroom keeps of its counts is counted
both ways: "first" is right after staff have filed something, when nothing of it holds any more.
"""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from press.enums import ClippingKind
from press.link_checks.models import Link
from press.models import Clipping, ClippingCampaign, Outlet
from press.newsroom.counts import invalidate_counts
from site_project.page_cache import parts, rendering
from site_project.page_cache.generation import Token
from site_project.querysets import all_pages
from tests.factories import ClippingFactory, OutletFactory, UserFactory
from tests.reading import by_class, main, read
from tests.snapshots import Snapshot

pytestmark = pytest.mark.slow

SANCTUARY = {"en": "/en/campaigns/seeking-sanctuary/", "es": "/es/campanas/en-busca-de-santuario/"}

#: The page of each type with the most in its body, and the most queries that it may take.
BUDGETS = {
    "/en/": 9,
    "/en/campaigns/": 5,
    "/en/campaigns/seeking-sanctuary/": 10,
    "/en/campaigns/janus-v-afscme/": 11,
    "/en/press/": 11,
    "/en/press/?year=2017": 11,
    "/en/press/?q=city": 15,
    "/en/press/?campaign=seeking-sanctuary&language=es": 12,
    "/en/press/citations.csv": 7,
    "/en/news/": 6,
    "/en/events/": 6,
    "/en/events/?when=past": 6,
    "/en/search/?q=city": 11,  # one for the press
    "/en/no-such-page/": 9,
    "/en/press/feed.xml": 4,
    "/en/press/feed.xml?campaign=seeking-sanctuary&language=es": 5,
    "/en/events/calendar.ics": 4,
    "/sitemap.xml": 14,
}


#: The newsroom with each filter, and the most queries that it may take: three of them are for counting all options,
#: which is done again after each change, and for each search.
FILTERED = [
    "/en/press/",
    "/es/prensa/",
    "/en/press/?campaign=seeking-sanctuary",
    "/en/press/?kind=tv",
    "/en/press/?language=es",
    "/en/press/?year=2017",
    "/en/press/?from=2017-01-01&to=2017-12-31",
    "/en/press/?q=city",
    "/en/press/?campaign=seeking-sanctuary&language=en&year=2017&q=city",
]
MOST = 16


def cost(client, path, first=False):
    """The number of queries of a second visit; with `first`, right after something was filed."""
    body(client, path)
    if first:
        invalidate_counts()
    with CaptureQueriesContext(connection) as queries:
        body(client, path)
    return len(queries)


def body(client, path):
    response = client.get(path)
    assert response.status_code in (200, 404)
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture(scope="module")
def library(demo_snapshot, django_db_blocker):
    """The demo with a thousand clippings. They take two seconds to make."""
    with django_db_blocker.unblock():
        return Snapshot(lambda: make_library(demo_snapshot))


@pytest.fixture
def fill_library(demo, library):
    def fill():
        library.restore()
        invalidate_counts()

    return fill


def make_library(demo_snapshot):
    """A thousand clippings of all sorts, fifty of them on the Sanctuary hub, each with a link and some with a gloss."""
    demo_snapshot.restore()
    hub = all_pages().filter(slug="seeking-sanctuary").visible().get().specific
    outlets = [OutletFactory() for _ in range(60)]
    kinds, languages = ClippingKind.values, ("en", "es", "ko", "zh")
    rows = [
        ClippingFactory.build(
            outlet=outlets[number % 60],
            locale=hub.locale,
            headline=f"City story {number}",
            kind=kinds[number % len(kinds)],
            language=languages[number % len(languages)],
            date=dt.date(2017, 1, 1) + dt.timedelta(days=number),
        )
        for number in range(1000)
    ]
    Clipping.objects.bulk_create(rows)
    Link.objects.bulk_create(Link(clipping=row, url=row.url, state="ok") for row in rows)
    ClippingCampaign.objects.bulk_create(ClippingCampaign(clipping=row, campaign=hub.campaign) for row in rows[:37])


@pytest.mark.parametrize("path", BUDGETS)
def test_page_stays_within_its_budget(client, demo, path):
    assert cost(client, path) <= BUDGETS[path]


@pytest.mark.parametrize("code", ["en", "es"])
def test_hub_costs_the_same_with_a_thousand_clippings_in_the_library(client, demo, fill_library, code):
    path = SANCTUARY[code]
    before = cost(client, path)
    assert len(by_class(main(read(client, path)), "citation")) == 13
    fill_library()

    assert len(by_class(main(read(client, path)), "citation")) > 13
    assert cost(client, path) == before <= 10


@pytest.mark.parametrize("path", ["/en/press/feed.xml", "/en/press/feed.xml?year=2017"])
def test_feed_costs_the_same_with_a_thousand_clippings(client, demo, fill_library, path):
    before = cost(client, path)
    fill_library()

    assert cost(client, path) == before


def test_table_costs_two_queries_more_for_another_thousand_rows(client, demo, fill_library):
    before = cost(client, "/en/press/citations.csv")
    fill_library()

    assert cost(client, "/en/press/citations.csv") == before + 2


@pytest.mark.parametrize("path", FILTERED)
def test_newsroom_costs_the_same_with_a_thousand_clippings(client, demo, fill_library, path):
    before = cost(client, path)
    fill_library()

    assert cost(client, path) == before <= MOST
    assert cost(client, path, first=True) <= MOST


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?p=20",
        "?locale=es",
        "?q=city",
        "?outlet=daily",
        "?kind=tv&link=ok",
        "?date_from=2017-01-01",
        "?language=ko",
    ],
)
def test_list_of_clippings_in_the_admin_costs_no_more_than_twenty(demo, fill_library, query):
    fill_library()
    staff = Client()
    staff.force_login(UserFactory(is_superuser=True))
    staff.get("/admin/")

    assert cost(staff, reverse(Clipping.snippet_viewset.get_url_name("list")) + query) <= 20
    assert cost(staff, reverse(Outlet.snippet_viewset.get_url_name("list"))) <= 20


def test_no_page_costs_more_than_the_hub_with_every_kind_of_action(client, demo):
    costs = {page.url: cost(client, page.url) for page in all_pages().filter(depth__gt=1).visible().specific()}

    assert {url: number for url, number in costs.items() if number > 11} == {}


@pytest.mark.parametrize("code", ["en", "es"])
def test_hub_made_of_kept_parts_asks_the_database_nothing(client, demo, monkeypatch, code):
    monkeypatch.setattr(parts, "_parts", {})

    def visit():
        kept = {rendering.KEY: rendering.Rendering(token=Token(0, 0, 0, "budget"))}
        assert client.get(SANCTUARY[code], **kept).status_code == 200

    visit()
    with CaptureQueriesContext(connection) as queries:
        visit()
    assert not queries.captured_queries
