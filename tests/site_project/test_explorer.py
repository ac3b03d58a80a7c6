"""Events and news in Wagtail's explorer: what staff look for stands in columns, and can be filtered by."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.models import CampaignIndexPage, EventIndexPage
from press.newsroom.models import NewsIndexPage
from tests.factories import CampaignFactory, EventFactory, NewsFactory, UserFactory
from tests.reading import parse, words

pytestmark = pytest.mark.deep(postgres=True)


@pytest.fixture
def staff(site):
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def rows(client, model, **query):
    """The rows of the list below an index page, by title."""
    index = model.objects.get(locale__language_code="en")
    response = client.get(reverse("wagtailadmin_explore", args=[index.pk]), query)
    assert response.status_code == 200
    found = parse(response).xpath("//tbody/tr[.//*[contains(@class, 'title-wrapper')]]")
    return {words(row.xpath(".//*[contains(@class, 'title-wrapper')]")): words(row) for row in found}


def make_library():
    hub = CampaignFactory(title="Sanctuary")
    night = dt.datetime(2027, 6, 17, 1, 0, tzinfo=dt.UTC)
    EventFactory(title="Rally", start=night, end=None, campaign=hub.campaign, place_name="San Amaro")
    EventFactory(title="Call", start=night + dt.timedelta(days=9), end=None, mode="online", status="cancelled")
    NewsFactory(title="Decision", date=dt.date(2018, 7, 12), campaign=hub.campaign, kind="statement")
    NewsFactory(title="Meeting", date=dt.date(2019, 7, 12))
    return hub


@pytest.fixture(scope="module")
def kept_library(on_the_site):
    return on_the_site(make_library)


@pytest.fixture
def library(site, kept_library):
    return kept_library.anew()


def test_events_say_when_where_for_what_and_whether(staff, library):
    found = rows(staff, EventIndexPage)

    assert list(found) == ["Call", "Rally"]
    assert all(text in found["Rally"] for text in ("June 16, 2027", "Sanctuary", "San Amaro", "Scheduled"))
    assert "Online" in found["Call"] and "Cancelled" in found["Call"]
    assert list(rows(staff, EventIndexPage, ordering="start")) == ["Rally", "Call"]


def test_news_says_when_for_what_and_which_kind(staff, library):
    found = rows(staff, NewsIndexPage)

    assert list(found) == ["Meeting", "Decision"]
    assert all(text in found["Decision"] for text in ("July 12, 2018", "Sanctuary", "Statement"))


def test_both_are_filtered_by_campaign_and_searched(staff, library):
    for model, title in ((EventIndexPage, "Rally"), (NewsIndexPage, "Decision")):
        assert list(rows(staff, model, campaign=library.campaign_id)) == [title]
        assert list(rows(staff, model, q=title)) == [title]
        assert rows(staff, model, campaign="x").keys() == rows(staff, model).keys()
    assert list(rows(staff, EventIndexPage, status="cancelled")) == ["Call"]
    assert list(rows(staff, NewsIndexPage, kind="statement")) == ["Decision"]


def test_columns_cost_nothing_more_for_another_row(staff, library):
    """wagtail-localize asks for each row, in every list of pages."""

    def cost(model):
        rows(staff, model)
        with CaptureQueriesContext(connection) as queries:
            rows(staff, model)
        return len(queries)

    models = (CampaignIndexPage, EventIndexPage, NewsIndexPage)
    before = [cost(model) for model in models]
    for number in range(3):
        hub = CampaignFactory(title=f"Another {number}")
        EventFactory(campaign=hub.campaign)
        NewsFactory(campaign=hub.campaign)

    assert len({cost(model) - earlier for model, earlier in zip(models, before, strict=True)}) == 1
