"""Whoever changes what a form of the admin sends gets an error of the form, and no failure."""

import itertools

import lxml.html
import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from campaigns.models import CampaignPage
from home.models import Footer, Navigation
from press.imports import create_import
from press.link_checks.models import Link
from press.models import Clipping, Outlet
from press.newsroom.models import NewsroomPage
from press.watched_feeds.models import WatchedFeed
from tests.factories import (
    CampaignFactory,
    ClippingFactory,
    EventFactory,
    NewsFactory,
    PressContactFactory,
    UserFactory,
)
from tests.reading import parse, words
from translation.glossary.models import Term

pytestmark = pytest.mark.slow  # dozens of forms, each filled in wrongly several times

BAD = {"text": "zz", "zero byte": "1\0", "number beyond eight bytes": str(2**63), "number of nothing": "999999"}
#: Fields that say how many forms there are, what is done, and who asks.
LEFT_ALONE = ("csrfmiddlewaretoken", "TOTAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
#: Keys of other objects: where these alone are wrong, the rest of the form is read further.
KEYS = {
    "outlet",
    "campaign",
    "locale",
    "image",
    "logo",
    "campaign_links-0-id",
    "campaign_links-0-campaign",
    "contacts-0-id",
}
#: Blocks are put into the form by scripts.
STREAMS = {
    f"{name}-count": "0"
    for name in ("body", "key_facts", "items", "columns", "links", "sections", "accounts", "follow_links")
}
PASTE = "NBC News: Thirty cities say no, 3/4/2017 https://example.org/1\nPolitico: Mayors speak up, March 3, 2017\n"


def page(instance):
    return reverse("wagtailadmin_pages:edit", args=[instance.pk])


def snippet(view, model, *args):
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


@pytest.fixture
def addresses(site):
    """The addresses of forms with choosers, lists of child objects and rows to be ticked, by name."""
    admin = UserFactory(username="admin", is_superuser=True)
    campaign = CampaignFactory()
    clipping = ClippingFactory(campaign=campaign.campaign)
    link = Link.objects.get(clipping=clipping)
    PressContactFactory()
    english = Locale.objects.get(language_code="en")
    options = {"user": admin, "locale": english, "campaign": None, "date_order": ""}
    paste = create_import.from_paste(PASTE, **options)
    file = create_import.from_file("a.csv", b"Date,Outlet,Headline\n3/3/2017,NBC,Thirty cities say no\n", **options)
    feed = WatchedFeed.objects.create(url="https://example.org/f", title="Feed")
    return [
        reverse("wagtailsettings:edit", args=["site_project", "organizationsettings"]),
        *map(page, [campaign, EventFactory(campaign=campaign.campaign), NewsFactory(), NewsroomPage.objects.first()]),
        page(site.homes["en"]),
        snippet("add", Clipping),
        snippet("edit", Clipping, clipping.pk),
        snippet("list", Clipping),
        snippet("edit", Outlet, clipping.outlet_id),
        snippet("list", Outlet),
        snippet("add", WatchedFeed),
        snippet("edit", WatchedFeed, feed.pk),
        snippet("add", Navigation),
        snippet("add", Footer),
        snippet("add", Term),
        reverse("press_imports:add"),
        reverse("press_imports:review", args=[paste.pk]),
        reverse("press_imports:columns", args=[file.pk]),
        reverse("press_links:index"),
        reverse("press_links:detail", args=[link.pk]),
        reverse("glosses:index"),
        reverse("translation_desk:index"),
        reverse("wagtail_localize:submit_page_translation", args=[campaign.pk]),
        *(reverse(model.snippet_viewset.chooser_viewset.get_url_name("choose")) for model in (Clipping, Outlet)),
    ]


def fields_of(form):
    """What a browser would send of a form."""
    data = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    return data


def test_every_field_of_every_form_takes_what_it_cannot_be(addresses):
    """Each form once, however many pages have it, and from the same state: whatever it changes is undone."""
    browser, met = Client(), set()
    browser.force_login(get_user_model().objects.get(username="admin"))
    for address in addresses:
        answer = browser.get(address, follow=True)
        assert answer.status_code == 200, address
        path = answer.request["PATH_INFO"]
        text = answer.json()["html"] if "json" in answer["Content-Type"] else answer.content.decode()
        for form in lxml.html.document_fromstring(text).forms:
            action = form.action or path
            names = [name for name in form.fields if name and not name.endswith(LEFT_ALONE)]
            if "logout" in action or (action, form.method, *names) in met:
                continue
            met.add((action, form.method, *names))
            data = fields_of(form) | STREAMS
            send = browser.get if form.method == "GET" else browser.post
            for bad, wrong in itertools.product(BAD.values(), (names, KEYS.intersection(names))):
                if wrong:
                    with transaction.atomic():
                        answer = send(action, data | dict.fromkeys(wrong, bad))
                        transaction.set_rollback(True)
                    assert answer.status_code < 500, (action, bad, wrong)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"campaign_links-0-id": "zz"}, "Something in this list is gone"),
        ({"campaign_links-0-id": "999999"}, "Something in this list is gone"),
        ({"outlet": "zz"}, "Select a valid choice"),
        ({"campaign_links-0-campaign": "9" * 30}, "Select a valid choice"),
    ],
)
def test_tampered_key_of_a_clipping_is_an_error_of_its_form(site, change, why):
    browser = Client()
    browser.force_login(UserFactory(is_superuser=True))
    clipping = ClippingFactory(campaign=CampaignFactory().campaign)
    address = snippet("edit", Clipping, clipping.pk)
    (form,) = parse(browser.get(address)).xpath("//form[@data-edit-form]")
    answer = browser.post(address, fields_of(form) | {"headline": "Typed words"} | change)
    said = words(parse(answer))
    assert "could not be saved due to errors" in said and why in said
    assert "Typed words" in answer.content.decode()
    assert Clipping.objects.get().headline == clipping.headline


@pytest.mark.parametrize(
    "change", [{"body-count": None}, {"body-count": "zz"}, {"body-0-order": "zz"}, {"introduction": "{"}]
)
def test_blocks_and_rich_text_that_no_editor_sends_are_refused_and_nothing_is_lost(site, change):
    browser = Client()
    browser.force_login(UserFactory(is_superuser=True))
    hub = CampaignFactory(body=[("text", "<p>Words that stay.</p>")])
    fields = nested_form_data(
        {
            "title": "Other",
            "slug": "other",
            "introduction": rich_text(""),
            "key_facts": streamfield([]),
            "body": streamfield([("text", rich_text("<p>Words</p>"))]),
        }
    )
    sent = {name: value for name, value in (fields | change).items() if value is not None}
    assert browser.post(page(hub), sent).status_code == 400
    assert "Words that stay" in str(CampaignPage.objects.get(pk=hub.pk).get_latest_revision_as_object().body)
