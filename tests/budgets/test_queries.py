"""How many queries a page may cost, however much there is in the library.

Counted without any cache of our own, on the second visit: Wagtail then knows the site's addresses.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from press.models import Clipping
from site_project.visibility import visible
from tests.factories import ClippingFactory, OutletFactory
from tests.reading import by_class, main, read

pytestmark = pytest.mark.slow

SANCTUARY = {"en": "/en/campaigns/seeking-sanctuary/", "es": "/es/campanas/en-busca-de-santuario/"}

#: The page of each type with the most in its body, and the most queries that it may take.
BUDGETS = {
    "/en/": 11,
    "/en/campaigns/": 7,
    "/en/campaigns/seeking-sanctuary/": 15,
    "/en/campaigns/janus-v-afscme/": 16,
    "/en/press/": 15,
    "/en/press/?year=2017&q=city": 17,
    "/en/news/": 8,
    "/en/events/": 8,
    "/en/events/?when=past": 8,
    "/en/search/?q=city": 12,
    "/en/no-such-page/": 11,
    "/en/press/feed.xml": 4,
    "/en/events/calendar.ics": 4,
    "/sitemap.xml": 14,
}


def cost(client, path):
    """The number of queries of a second visit."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code in (200, 404)
    return len(queries)


def fill_library():
    """A thousand clippings, fifty of them on the Sanctuary hub."""
    hub = visible(Page.objects.filter(slug="seeking-sanctuary")).get().specific
    outlets = [OutletFactory() for _ in range(10)]
    rows = [
        ClippingFactory.build(outlet=outlets[number % 10], locale=hub.locale, headline=f"Story {number}")
        for number in range(1000)
    ]
    Clipping.objects.bulk_create(rows)
    link = Clipping.campaign_links.rel.related_model
    made = Clipping.objects.filter(headline__startswith="Story ").order_by("pk")[:37]
    link.objects.bulk_create(link(clipping=clipping, campaign=hub) for clipping in made)


@pytest.mark.parametrize("path", BUDGETS)
def test_page_stays_within_its_budget(client, demo, path):
    assert cost(client, path) <= BUDGETS[path]


@pytest.mark.parametrize("code", ["en", "es"])
def test_hub_costs_the_same_with_a_thousand_clippings_in_the_library(client, demo, code):
    path = SANCTUARY[code]
    before = cost(client, path)
    assert len(by_class(main(read(client, path)), "citation")) == 13
    fill_library()

    assert len(by_class(main(read(client, path)), "citation")) > 13
    assert cost(client, path) == before <= 15


@pytest.mark.parametrize("path", ["/en/press/", "/en/press/feed.xml", "/en/press/?year=2017"])
def test_newsroom_costs_the_same_with_a_thousand_clippings(client, demo, path):
    before = cost(client, path)
    fill_library()

    assert cost(client, path) == before


def test_no_page_costs_more_than_the_hub_with_every_kind_of_action(client, demo):
    costs = {page.url: cost(client, page.url) for page in visible(Page.objects.filter(depth__gt=1)).specific()}

    assert {url: number for url, number in costs.items() if number > 16} == {}
