"""Whoever changes what a form of the admin sends gets an error of the form, and no failure."""

import lxml.html
import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from campaigns.models import EventPage
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
from translation.glossary.models import Term

pytestmark = pytest.mark.slow  # dozens of forms, each filled in wrongly several times

BAD = {
    "text": "zz",
    "zero byte": "\0",
    "zero byte in a number": "1\0",
    "number beyond all integers": "9" * 30,
    "number beyond eight bytes": str(2**63),
    "number of nothing": "999999",
    "negative number": "-1",
    "digits of another script": "٣",
    "list": "[1]",
}
#: Fields that say how many forms there are, what is done, and who asks.
LEFT_ALONE = ("csrfmiddlewaretoken", "TOTAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
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
        *(reverse(Clipping.snippet_viewset.chooser_viewset.get_url_name("choose")),),
        *(reverse(Outlet.snippet_viewset.chooser_viewset.get_url_name("choose")),),
    ]


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_tampered(addresses, bad):
    browser = Client()
    browser.force_login(get_user_model().objects.get(username="admin"))
    failed = []
    for address in addresses:
        answer = browser.get(address, follow=True)
        address = answer.request["PATH_INFO"]
        assert answer.status_code == 200, address
        text = answer.json()["html"] if "json" in answer["Content-Type"] else answer.content.decode()
        tree = lxml.html.document_fromstring(text)
        for form in tree.forms:
            action = form.action or address
            if "logout" in action or not form.fields:
                continue
            data = {}
            for name, value in form.form_values():
                data.setdefault(name, []).append(value)
            kinds = {}
            for name in form.fields:
                kinds.setdefault("".join(c for c in name if not c.isdigit()), name)
            mine = [n for n in kinds.values() if n and not n.endswith(LEFT_ALONE)]
            send = browser.get if form.method == "GET" else browser.post
            for name in [None, *mine]:
                try:
                    r = send(action, data | (dict.fromkeys(mine, bad) if name is None else {name: bad}))
                    assert r.status_code < 500
                except Exception as e:
                    import traceback
                    tb = traceback.extract_tb(e.__traceback__)
                    failed.append((action, name, type(e).__name__, str(e)[:90], [f"{f.filename[-45:]}:{f.lineno}" for f in tb if "core/handlers" not in f.filename and "django/test" not in f.filename and "template" not in f.filename][-9:]))
    for f in failed: print("XX", ascii(f))
    assert not failed
