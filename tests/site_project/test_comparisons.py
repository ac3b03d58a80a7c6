"""What staff read where Wagtail compares two versions: words, no stored values."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.models import CampaignPage
from tests.factories import (
    CampaignFactory,
    ClippingFactory,
    DocumentFactory,
    EventFactory,
    OutletFactory,
    StandardPageFactory,
    UserFactory,
    publish,
)
from tests.reading import parse, words


@pytest.fixture
def staff(site):
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def compared(staff, page):
    """What the comparison of the two last versions of a page says of each field, by label."""
    old, new = list(page.revisions.order_by("-pk")[:2])[::-1]
    response = staff.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, old.pk, new.pk]))
    assert response.status_code == 200
    rows = parse(response).xpath("//tr[td]")
    return {words(row.xpath(".//td[1]")).rstrip(":"): words(row.xpath(".//td[2]")) for row in rows}


def edited(page, **values):
    page.save_revision()
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def test_blocks_are_compared_in_words(staff, site):
    other, outlet = CampaignFactory(title="Janus"), OutletFactory(name="Politico")
    clipping = ClippingFactory(headline="City Stands Firm")
    press_list = {
        "heading": "In the press",
        "mode": "both",
        "campaign": other.campaign,
        "picked": [clipping],
        "kinds": ["article", "tv"],
        "languages": ["es"],
        "outlets": [outlet.pk],
        "from_date": dt.date(2017, 3, 27),
    }
    timeline = {"heading": "How it began", "items": [{"date": dt.date(2017, 4, 12), "title": "A letter"}]}
    link = ("link", {"title": "Donate", "url": "https://example.org/", "button_label": "Give"})
    actions = {"heading": "Act", "items": [link]}
    hub = edited(
        CampaignFactory(),
        body=[
            ("press_list", press_list),
            ("timeline", timeline),
            ("actions", actions),
            ("campaign_teaser", {"campaign": other.campaign, "link_label": "See how"}),
            ("resources", {"items": [{"title": "Guide", "document": DocumentFactory(title="The guide")}]}),
        ],
    )
    said = compared(staff, hub)["Body"]

    for text in (
        "What it shows The clippings picked here, then all others of the campaign",
        "Campaign Janus",
        "City Stands Firm (",
        "Languages Spanish",
        "Outlets Politico",
        "From March 27, 2017",
        "Milestones Date April 12, 2017 What happened A letter",
        "Numbered Yes",
        "Or an address elsewhere https://example.org/",
        "Document The guide",
    ):
        assert text in said
    assert not re.search(r"\b(None|True|False|both|from_date|button_label)\b|2017-0[3-4]-[12][27]\b(?!\))|\[|\{", said)


def test_changed_block_says_what_was_and_what_is(staff, site):
    hub = CampaignFactory(body=[("news", {"heading": "News", "scope": "all", "limit": 3})])
    hub.save_revision()
    hub = CampaignPage.objects.get(pk=hub.pk)
    hub.body[0].value["scope"] = "campaign"
    hub.save_revision()
    said = compared(staff, hub)["Body"]

    assert "Which news Of all campaigns Of this campaign" in said


def test_fields_of_an_event_are_compared_in_words(staff, site):
    hub = CampaignFactory(title="Sanctuary")
    event = edited(
        EventFactory(start=dt.datetime(2027, 6, 16, 22, 0, tzinfo=dt.UTC), end=None, languages=["en"]),
        start=dt.datetime(2027, 6, 17, 23, 0, tzinfo=dt.UTC),
        end=dt.datetime(2027, 6, 18, 0, 0, tzinfo=dt.UTC),
        status="moved",
        languages=["en", "es"],
        campaign=hub.campaign,
        all_day=True,
    )
    said = {name: text.translate({0x202F: " "}) for name, text in compared(staff, event).items()}

    assert said["Start"] == "June 16, 2027, 6:00 PM EDTJune 17, 2027, 7:00 PM EDT"
    assert said["End"] == "June 17, 2027, 8:00 PM EDT"
    assert said["Status"] == "ScheduledMoved"
    assert said["Languages spoken"] == "EnglishEnglish and Spanish"
    assert said["Campaign"] == "Sanctuary"
    assert said["Whole days"] == "NoYes"


def test_clipping_is_compared_in_words(staff, site):
    clipping = ClippingFactory(date=dt.date(2017, 3, 28))
    publish(clipping)
    clipping.date, clipping.kind = dt.date(2017, 3, 29), "tv"
    clipping.save_revision()
    old, new = list(clipping.revisions.order_by("pk"))
    viewset = type(clipping).snippet_viewset
    page = parse(staff.get(reverse(viewset.get_url_name("revisions_compare"), args=[clipping.pk, old.pk, new.pk])))

    assert "March 28, 2017March 29, 2017" in words(page)
    assert "ArticleTelevision" in words(page)


def test_list_in_a_block_that_is_new_is_said_in_words(staff, site):
    page = StandardPageFactory(title="About us")
    edited(
        page,
        body=[("text", "<p>Hello <b>you</b></p>"), ("faq", {"items": [{"question": "Why?", "answer": "<p>So.</p>"}]})],
    )

    assert "Questions Question Why? Answer So." in compared(staff, page)["Body"]
