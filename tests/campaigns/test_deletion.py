"""One language of a hub counts for all: what is filed under it survives when only that language is deleted."""

import pytest

from campaigns.models import CampaignPage
from press.models import ClippingCampaign
from tests.factories import CampaignFactory, ClippingFactory, EventFactory, NewsFactory, translate


@pytest.fixture
def hub(site):
    return CampaignFactory()


def test_references_move_to_the_language_that_stays(hub):
    spanish = translate(hub)
    clipping = ClippingFactory(campaign=hub)
    event, news = EventFactory(campaign=hub), NewsFactory(campaign=hub)

    CampaignPage.objects.get(pk=hub.pk).delete()

    event.refresh_from_db()
    news.refresh_from_db()
    assert event.campaign_id == news.campaign_id == spanish.pk
    assert list(ClippingCampaign.objects.filter(clipping=clipping).values_list("campaign", flat=True)) == [spanish.pk]


def test_clipping_filed_under_both_languages_keeps_one_link(hub):
    spanish = translate(hub)
    clipping = ClippingFactory(campaign=hub)
    ClippingCampaign.objects.create(clipping=clipping, campaign=spanish)

    CampaignPage.objects.get(pk=hub.pk).delete()

    assert list(ClippingCampaign.objects.filter(clipping=clipping).values_list("campaign", flat=True)) == [spanish.pk]


def test_with_the_last_language_the_references_go(hub):
    clipping, event = ClippingFactory(campaign=hub), EventFactory(campaign=hub)

    CampaignPage.objects.get(pk=hub.pk).delete()

    event.refresh_from_db()
    assert event.campaign_id is None
    assert not ClippingCampaign.objects.filter(clipping=clipping).exists()
