"""A private page is nowhere to be found: no list, no search, no sitemap, no feed, no version of another page."""

import pytest
from wagtail.models import Page, PageViewRestriction

from campaigns.models import CampaignIndexPage
from home.models import StandardPage
from site_project.i18n.translations import State, versions_of
from site_project.querysets import is_visible
from tests.factories import CampaignFactory, EventFactory, NewsFactory, StandardPageFactory, translate
from tests.reading import search_path


def restrict(page, kind=PageViewRestriction.PASSWORD):
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="open sesame")


def make_private():
    """A private page of each kind that lists show, all with the word Whistleblower in the title."""
    hub = CampaignFactory(title="Whistleblower hub", slug="hub")
    pages = [
        hub,
        NewsFactory(title="Whistleblower news", campaign=hub.campaign),
        EventFactory(title="Whistleblower event", campaign=hub.campaign),
        StandardPageFactory(title="Whistleblower page"),
    ]
    for page in pages:
        restrict(page)
    return pages


@pytest.fixture(scope="module")
def kept_private(on_the_site):
    return on_the_site(make_private)


@pytest.fixture
def private(site, kept_private):
    return kept_private.anew()


@pytest.mark.parametrize(
    "path",
    [
        "/en/",
        "/en/campaigns/",
        "/en/news/",
        "/en/events/",
        "/en/events/?when=past",
        "/en/press/",
        "/en/news/feed.xml",
        "/en/events/calendar.ics",
        "/sitemap.xml",
    ],
)
def test_private_pages_are_not_listed(client, private, path):
    response = client.get(path)

    assert response.status_code == 200
    assert "Whistleblower" not in response.content.decode()
    for page in private:
        assert page.url not in response.content.decode()


def test_private_pages_are_not_found_by_search(client, private):
    assert "Whistleblower page" not in client.get(search_path("en", q="Whistleblower")).content.decode()


def test_blocks_do_not_list_private_pages(client, private):
    page = StandardPageFactory(
        body=[
            ("news", {"heading": "News"}),
            ("events", {"heading": "Events"}),
            ("campaigns", {"heading": "Campaigns"}),
            ("campaign_teaser", {"campaign": private[0].campaign, "link_label": "See how"}),
        ]
    )

    assert "Whistleblower" not in client.get(page.url).content.decode()


def test_private_translation_is_a_missing_version(site):
    page = StandardPageFactory()
    spanish = translate(page)
    restrict(spanish)

    assert versions_of(page)["es"].state is State.MISSING


@pytest.mark.parametrize("kind", [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN, PageViewRestriction.GROUPS])
def test_restriction_covers_everything_below(site, kind):
    above = StandardPageFactory()
    below = StandardPageFactory(parent=above)
    beside = StandardPageFactory()
    restrict(above, kind)
    shown = set(StandardPage.objects.visible())

    assert beside in shown and above not in shown and below not in shown


def test_drafts_and_aliases_are_not_visible(site):
    draft = StandardPageFactory(live=False)
    page = StandardPageFactory()
    alias = page.create_alias(update_slug="alias")
    shown = {found.pk: found.is_visible for found in Page.objects.annotate(is_visible=is_visible())}

    assert shown[page.pk] and not shown[draft.pk] and not shown[alias.pk]


def test_nothing_but_restricted_pages_is_hidden(site):
    restrict(CampaignIndexPage.objects.get(locale__language_code="es"))

    assert set(CampaignIndexPage.objects.visible()) == {CampaignIndexPage.objects.get(locale__language_code="en")}
