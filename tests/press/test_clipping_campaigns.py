"""A clipping is filed under a campaign once, in whatever language of the hub, and its place in the list is kept right."""

import datetime as dt

import pytest

from press.models import Clipping, ClippingCampaign
from press.newsroom.citations import as_citations
from tests.factories import CampaignFactory, ClippingFactory, OutletFactory, publish, translate


@pytest.fixture
def hub(site):
    return CampaignFactory()


def headlines(hub):
    return [item.headline for item in as_citations(Clipping.objects.published().for_campaign(hub.campaign))]


def file(hub, *headlines):
    """Clippings of a hub, the first the newest."""
    return [
        ClippingFactory(headline=headline, campaign=hub.campaign, date=dt.date(2017, 3, 28) - dt.timedelta(days=place))
        for place, headline in enumerate(headlines)
    ]


def test_coverage_comes_newest_first(hub):
    file(hub, "One", "Two", "Three")

    assert headlines(hub) == ["One", "Two", "Three"]


def test_corrected_date_moves_a_clipping(hub):
    one, _two = file(hub, "One", "Two")
    one.date = dt.date(2016, 1, 1)
    one.save()

    assert headlines(hub) == ["Two", "One"]


def test_date_in_a_draft_does_not_move_it_before_it_is_published(hub):
    one, _two = file(hub, "One", "Two")
    one.date = dt.date(2016, 1, 1)
    draft = one.save_revision()
    assert headlines(hub) == ["One", "Two"]

    draft.publish()
    assert headlines(hub) == ["Two", "One"]


def test_dates_changed_in_bulk_are_brought_in_step(hub):
    one, _two = file(hub, "One", "Two")
    Clipping.objects.filter(pk=one.pk).update(date=dt.date(2016, 1, 1))

    assert ClippingCampaign.objects.bring_in_step() == 1
    assert headlines(hub) == ["Two", "One"]
    assert ClippingCampaign.objects.bring_in_step() == 0


def test_filing_in_bulk_needs_no_more_than_clipping_and_campaign(hub):
    clippings = [ClippingFactory(date=dt.date(2017, 1, day)) for day in (1, 2)]
    ClippingCampaign.objects.bulk_create(ClippingCampaign(clipping=row, campaign=hub.campaign) for row in clippings)

    assert list(Clipping.objects.published().for_campaign(hub.campaign)) == clippings[::-1]


def test_filed_under_two_languages_of_a_hub_it_is_listed_once(hub):
    spanish = translate(hub)
    clipping = ClippingFactory(headline="One", campaign=hub.campaign)
    clipping.campaign_links = [ClippingCampaign(campaign=hub.campaign), ClippingCampaign(campaign=spanish.campaign)]
    clipping.save()

    assert headlines(hub) == headlines(spanish) == ["One"]
    assert ClippingCampaign.objects.filter(clipping=clipping).count() == 1


def test_filed_under_the_same_campaign_again_it_is_no_error(hub):
    (clipping,) = file(hub, "One")
    ClippingCampaign.objects.create(clipping=clipping, campaign=hub.campaign)

    assert headlines(hub) == ["One"]


def test_old_revision_with_another_campaign_becomes_current_again(hub):
    other = CampaignFactory()
    (clipping,) = file(hub, "One")
    old = clipping.save_revision()
    clipping.campaign_links = [ClippingCampaign(campaign=other.campaign)]
    publish(clipping)
    assert (headlines(hub), headlines(other)) == ([], ["One"])

    old.publish()
    assert (headlines(hub), headlines(other)) == (["One"], [])


def test_carrier_is_filed_nowhere(hub):
    clipping = ClippingFactory(headline="One", campaign=hub.campaign, gloss="A gloss.")
    carrier = translate(clipping)
    translate(clipping, convert=lambda text: f"{text}!")

    assert not ClippingCampaign.objects.filter(clipping=carrier).exists()
    assert headlines(hub) == ["One"]


def test_coverage_survives_when_one_language_of_the_hub_goes(hub):
    spanish = translate(hub)
    file(hub, "One", "Two")
    outlet = OutletFactory()
    ClippingFactory(headline="Three", campaign=spanish.campaign, outlet=outlet, date=dt.date(2015, 1, 1))
    hub.delete()

    assert headlines(spanish) == ["One", "Two", "Three"]
    assert set(ClippingCampaign.objects.values_list("campaign", flat=True)) == {spanish.campaign_id}
