"""The frame of every page: menu, footer and accounts, and what happens to links that lead nowhere."""

import pytest
from wagtail.models import Locale, PageViewRestriction, Site

from campaigns.models import CampaignIndexPage
from home.models import Footer, Navigation
from site_project.models import OrganizationSettings
from tests.factories import CampaignFactory, StandardPageFactory, publish, translate
from tests.reading import by_class, links, read, said, search_path, words


def make(model, code="en", live=True, **fields):
    snippet = model.objects.create(name="Ours", locale=Locale.objects.get(language_code=code), live=False, **fields)
    return publish(snippet) if live else snippet


def menu(*targets, **fields):
    items = [("link", target if isinstance(target, dict) else {"page": target}) for target in targets]
    return make(Navigation, items=items, **fields)


def menu_links(client, path="/en/"):
    """The links of the menu without the search."""
    (nav,) = by_class(read(client, path), "site-nav")
    return {text: url for text, url in links(nav).items() if "search" not in url and "buscar" not in url}


def make_about():
    return StandardPageFactory(title="About us", slug="about")


@pytest.fixture(scope="module")
def kept_about(on_the_site):
    return on_the_site(make_about)


@pytest.fixture
def about(site, kept_about):
    return kept_about.anew()


def test_menu_stands_in_the_order_of_staff(client, about):
    campaigns = CampaignIndexPage.objects.get(locale__language_code="en")
    menu(
        about, campaigns, {"url": "https://example.org/", "label": "Elsewhere"}, {"page": about, "label": "Who we are"}
    )

    assert list(menu_links(client).items()) == [
        ("About us", "/en/about/"),
        ("Campaigns", "/en/campaigns/"),
        ("Elsewhere", "https://example.org/"),
        ("Who we are", "/en/about/"),
    ]


def current(client, path):
    (nav,) = by_class(read(client, path), "site-nav")
    return [words(link) for link in nav.xpath(".//a[@aria-current='page']")]


def test_item_is_marked_on_its_page_and_below(client, about):
    hub = CampaignFactory()
    menu(about, CampaignIndexPage.objects.get(locale__language_code="en"))

    assert current(client, about.url) == ["About us"]
    assert current(client, "/en/campaigns/") == current(client, hub.url) == ["Campaigns"]
    assert current(client, "/en/news/") == current(client, "/en/") == []


def test_home_page_is_marked_only_as_itself(client, site, about):
    menu(site.homes["en"], about)

    assert current(client, "/en/") == ["Home"]
    assert current(client, about.url) == ["About us"]


@pytest.mark.parametrize("model", [Navigation, Footer])
def test_draft_is_invisible(client, about, model):
    column = {"heading": "Secret heading", "links": [{"page": about, "label": "Secret link"}]}
    fields = (
        {"columns": [("column", column)]}
        if model is Footer
        else {"items": [("link", {"page": about, "label": "Secret link"})]}
    )
    make(model, live=False, **fields)

    assert "Secret" not in client.get("/en/").content.decode()


def test_draft_of_a_published_menu_is_invisible(client, about):
    navigation = menu(about)
    navigation.items = [("link", {"page": about, "label": "Secret link"})]
    navigation.save_revision()

    assert list(menu_links(client)) == ["About us"]


@pytest.mark.parametrize("fate", ["deleted", "unpublished", "private"])
def test_link_to_a_page_that_is_gone_drops_out(client, about, fate):
    other = StandardPageFactory(title="Contact", slug="contact")
    menu(about, other)
    if fate == "deleted":
        about.delete()
    elif fate == "unpublished":
        about.unpublish()
    else:
        PageViewRestriction.objects.create(page=about, restriction_type=PageViewRestriction.LOGIN)

    assert list(menu_links(client)) == ["Contact"]


def test_menu_of_a_language_leads_to_pages_in_it(client, about):
    spanish = translate(about)
    menu(about, code="es")

    assert menu_links(client, "/es/") == {spanish.title: spanish.url}


def test_link_to_another_language_says_so(client, about):
    menu(about, code="es")
    (nav,) = by_class(read(client, "/es/"), "site-nav")
    link = nav.xpath(".//a")[0]

    assert link.get("href") == "/en/about/" and link.get("hreflang") == "en"
    assert said("es", "in %(language)s", "language of an article") % {"language": "inglés"} in words(link)


def test_without_a_menu_the_marked_pages_below_home_are_shown(client, about):
    StandardPageFactory(title="Marked", slug="marked", show_in_menus=True)
    StandardPageFactory(title="Draft", show_in_menus=True, live=False)
    StandardPageFactory(title="Below", parent=about, show_in_menus=True)

    assert menu_links(client) == {"Marked": "/en/marked/"}


def test_menu_published_last_is_shown(client, about):
    menu({"page": about, "label": "Old"})
    menu({"page": about, "label": "New"})

    assert list(menu_links(client)) == ["New"]


@pytest.mark.parametrize("code", ["en", "es"])
def test_search_is_always_in_the_menu(client, site, code):
    (nav,) = by_class(read(client, f"/{code}/"), "site-nav")

    assert search_path(code) in links(nav).values()


def test_footer_has_columns_text_and_accounts(client, about):
    make(
        Footer,
        columns=[("column", {"heading": "About this site", "links": [{"page": about}]})],
        text=f'<p>A network of officials. <a linktype="page" id="{about.pk}">Read on</a></p>',
    )
    OrganizationSettings.objects.create(
        site=Site.objects.get(),
        name="Local Progress",
        follow_links=[("account", {"platform": "x", "url": "https://example.org/x"})],
    )
    (footer,) = by_class(read(client, "/en/"), "site-footer")
    found = links(footer)

    assert "About this site" in words(footer) and "A network of officials." in words(footer)
    assert (found["About us"], found["Read on"], found["X"]) == ("/en/about/", "/en/about/", "https://example.org/x")
    assert found["Local Progress"] == "/en/"


def test_column_without_a_link_that_works_is_left_out(client, about):
    make(Footer, columns=[("column", {"heading": "About this site", "links": [{"page": about}]})])
    about.delete()

    assert "About this site" not in words(by_class(read(client, "/en/"), "site-footer"))


def test_bare_site_has_a_frame(client, site):
    tree = read(client, "/es/")

    assert by_class(tree, "site-header") and by_class(tree, "site-footer")
