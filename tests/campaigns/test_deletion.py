"""What is filed under a campaign stays as long as its hub has any language, and goes with the last one."""

import pytest
from django.test import Client

from campaigns.models import CampaignPage
from home.models import HomePage
from press.models import Clipping, ClippingCampaign
from press.watched_feeds.models import WatchedFeed
from site_project.models import Campaign
from tests.factories import (
    CampaignFactory,
    ClippingFactory,
    EventFactory,
    NewsFactory,
    PressContactFactory,
    UserFactory,
    publish,
    translate,
)


@pytest.fixture
def hub(site):
    return CampaignFactory()


@pytest.fixture
def staff(site):
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def filings(hub, site):
    """One object of each kind that points to the campaign."""
    campaign = hub.campaign
    home = site.homes["en"]
    home.featured_campaign = campaign
    publish(home)
    feed = WatchedFeed.objects.create(title="A feed", url="https://example.org/feed", campaign=campaign)
    pages = EventFactory(campaign=campaign), NewsFactory(campaign=campaign)
    return [
        ClippingFactory(campaign=campaign).campaign_links.get(),
        *pages,
        PressContactFactory(campaign=campaign),
        feed,
    ]


def campaigns_of(filings):
    return {type(row).objects.get(pk=row.pk).campaign_id for row in filings}


def test_everything_stays_when_one_language_of_the_hub_goes(client, hub, filings):
    spanish = translate(hub)

    CampaignPage.objects.get(pk=hub.pk).delete()

    assert campaigns_of(filings) == {spanish.campaign_id} == {hub.campaign_id}
    assert HomePage.objects.get(locale__language_code="en").featured.pk == spanish.pk
    assert filings[0].clipping.headline in client.get(f"{spanish.url}feed.xml").text


def test_with_the_last_language_the_campaign_goes_and_the_rest_is_filed_nowhere(hub, filings):
    link, *others = filings
    translate(hub).delete()

    CampaignPage.objects.get(pk=hub.pk).delete()

    assert not Campaign.objects.exists()
    assert campaigns_of(others) == {None}
    assert HomePage.objects.get(locale__language_code="en").featured is None
    assert not ClippingCampaign.objects.exists() and Clipping.objects.filter(pk=link.clipping_id).exists()


def test_the_campaigns_of_all_hubs_go_with_the_index_above_them(hub, filings):
    CampaignFactory()
    translate(hub)

    for index in [page.get_parent() for page in CampaignPage.objects.filter(pk=hub.pk)]:
        index.delete()

    assert list(Campaign.objects.all()) == [hub.campaign], "its hub in Spanish is still there"


def test_a_revision_that_was_filed_under_a_campaign_that_is_gone_can_be_edited(client, hub, staff):
    event = EventFactory(campaign=hub.campaign)
    clipping = ClippingFactory(campaign=hub.campaign)
    clipping.save_revision()

    CampaignPage.objects.get(pk=hub.pk).delete()

    assert staff.get(f"/admin/pages/{event.pk}/edit/").status_code == 200
    assert staff.get(f"/admin/snippets/press/clipping/edit/{clipping.pk}/").status_code == 200
