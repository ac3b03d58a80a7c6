"""What search engines and share previews are told is true: addresses, languages, pictures, structured data."""

import json

import pytest
from django.contrib.staticfiles import finders
from PIL import Image
from wagtail.models import Site

from site_project.models import OrganizationSettings
from site_project.seo.head import DEFAULT_CARD
from tests.factories import (
    CampaignFactory,
    EventFactory,
    ImageFactory,
    NewsFactory,
    StandardPageFactory,
    publish,
    translate,
)
from tests.reading import by_class, canonical, graph, head_links, meta, read, search_path

pytestmark = pytest.mark.deep(postgres=True)


def full(page):
    return page.get_full_url()


def alternates(tree):
    return head_links(tree, "alternate", "hreflang")


def objects(tree, kind):
    return [item for item in graph(tree) if item["@type"] == kind]


def test_page_names_its_own_address(client, site):
    page = StandardPageFactory()
    spanish = translate(page)

    for version in (page, spanish):
        tree = read(client, version.url)
        assert canonical(tree) == meta(tree, "og:url") == full(version)
        assert tree.get("lang") == version.locale.language_code


def test_parameters_of_an_address_do_not_make_another_page(client, site):
    page = StandardPageFactory()

    assert canonical(read(client, f"{page.url}?utm_source=x")) == full(page)


def test_versions_name_each_other_and_the_default(client, site):
    page = StandardPageFactory()
    spanish = translate(page)
    expected = {"en": full(page), "es": full(spanish), "x-default": full(page)}

    assert alternates(read(client, page.url)) == alternates(read(client, spanish.url)) == expected


def test_missing_version_is_not_named(client, site):
    english, spanish = StandardPageFactory(), StandardPageFactory(code="es")
    translate(english, publish=False)

    assert alternates(read(client, english.url)) == {"en": full(english), "x-default": full(english)}
    assert alternates(read(client, spanish.url)) == {"es": full(spanish), "x-default": full(spanish)}


def test_translation_whose_source_is_gone_names_itself_alone(client, site):
    page = StandardPageFactory()
    spanish = translate(page)
    page.unpublish()

    assert alternates(read(client, spanish.url)) == {"es": full(spanish), "x-default": full(spanish)}


def test_version_that_is_behind_is_still_named(client, site):
    page = StandardPageFactory()
    spanish = translate(page)
    publish(page)

    assert alternates(read(client, page.url))["es"] == full(spanish)


def test_every_hub_has_a_picture_to_share(client, site):
    bare, illustrated = CampaignFactory(), CampaignFactory(image=ImageFactory(file__width=1600, file__height=900))
    pictures = {}
    for hub in (bare, illustrated):
        tree = read(client, hub.url)
        pictures[hub] = meta(tree, "og:image")
        assert meta(tree, "og:image:width") == "1200" and meta(tree, "og:image:height") == "630"
        assert meta(tree, "twitter:card") == "summary_large_image"

    assert all(address.startswith("http") for address in pictures.values())
    assert "card-default" in pictures[bare] and "card-default" not in pictures[illustrated]


def test_picture_of_last_resort_has_the_size_that_it_says():
    with Image.open(finders.find(DEFAULT_CARD)) as picture:
        assert picture.size == (1200, 630)


def test_picture_for_sharing_wins_then_the_page_then_the_organization(client, site):
    own, shared, organization = (ImageFactory(title=title) for title in ("own", "shared", "organization"))
    OrganizationSettings.objects.create(site=Site.objects.get(), social_image=organization)

    def picture(**fields):
        return meta(read(client, CampaignFactory(**fields).url), "og:image")

    def card(image):
        return image.get_rendition("fill-1200x630|format-jpeg").url

    assert picture(image=own, social_image=shared).endswith(card(shared))
    assert picture(image=own).endswith(card(own))
    assert picture().endswith(card(organization))


def test_picture_whose_file_is_lost_is_replaced(client, site):
    image = ImageFactory()
    hub = CampaignFactory(social_image=image)
    image.file.storage.delete(image.file.name)

    assert "card-default" in meta(read(client, hub.url), "og:image")


def test_picture_that_was_deleted_is_replaced(client, site):
    image = ImageFactory()
    hub = CampaignFactory(social_image=image)
    image.delete()

    assert "card-default" in meta(read(client, hub.url), "og:image")


@pytest.mark.parametrize("code", ["en", "es"])
def test_share_preview_is_in_the_language_of_the_page(client, site, code):
    page = StandardPageFactory(code=code)

    assert meta(read(client, page.url), "og:locale") == f"{code}_US"


def test_description_is_the_one_written_for_search_engines_else_the_summary(client, site):
    written = StandardPageFactory(search_description="Written for them.", summary="A summary.")
    short = StandardPageFactory(summary="A summary.")
    bare = StandardPageFactory(title="Your rights", summary="")

    assert meta(read(client, written.url), "description") == "Written for them."
    assert (
        meta(read(client, short.url), "description") == meta(read(client, short.url), "og:description") == "A summary."
    )
    assert meta(read(client, bare.url), "description") == "Your rights"


def test_every_page_describes_itself_and_the_organization(client, site):
    page = StandardPageFactory(title="Your rights")
    tree = read(client, page.url)
    (organization,), (described,) = objects(tree, "Organization"), objects(tree, "WebPage")

    assert described["url"] == full(page) and described["name"] == "Your rights"
    assert described["inLanguage"] == "en"
    assert described["publisher"]["@id"] == organization["@id"]


def test_breadcrumbs_are_described_in_order(client, site):
    above = StandardPageFactory(title="Rights")
    below = StandardPageFactory(parent=above, title="At work")
    (crumbs,) = objects(read(client, below.url), "BreadcrumbList")

    assert [(item["position"], item["name"], item["item"]) for item in crumbs["itemListElement"]] == [
        (1, "Home", full(site.homes["en"])),
        (2, "Rights", full(above)),
        (3, "At work", full(below)),
    ]


def test_news_is_described_as_an_article(client, site):
    page = NewsFactory(title="Thirty cities met")
    (article,) = objects(read(client, page.url), "NewsArticle")

    assert article["headline"] == "Thirty cities met"
    assert article["datePublished"].startswith("2018-07-12")
    assert article["dateModified"] >= article["datePublished"]
    assert article["inLanguage"] == "en"
    assert article["image"] and article["image"][0].startswith("http")


@pytest.mark.parametrize("factory", [StandardPageFactory, CampaignFactory, NewsFactory, EventFactory])
def test_structured_data_cannot_end_its_script(client, site, factory):
    title = '</script><script>alert("x")</script><!-- & \u2028'
    tree = read(client, factory(title=title).url)

    assert title.strip() in {str(item.get("name")).strip() for item in objects(tree, "WebPage")}
    assert len(tree.xpath("//script[contains(text(), 'alert')]")) == 1
    assert tree.xpath("//script[contains(text(), 'alert')]/@type") == ["application/ld+json"]


@pytest.mark.parametrize("path", ["/en/", "/es/", "/en/campaigns/", "/en/news/", "/en/events/", "/en/press/"])
def test_structured_data_of_lists_is_valid(client, site, path):
    tree = read(client, path)
    (script,) = tree.xpath("//script[@type='application/ld+json']")

    assert json.loads(script.text)["@context"] == "https://schema.org"
    assert {"Organization", "WebPage"} <= {item["@type"] for item in graph(tree)}


@pytest.mark.parametrize("path", ["/en/", "/en/campaigns/", "/en/news/", "/en/events/", "/en/press/"])
def test_pages_may_be_indexed(client, site, path):
    assert meta(read(client, path), "robots") is None


@pytest.mark.parametrize(
    "path", ["/en/press/?year=2017", "/en/press/?q=x", "/en/events/?when=past", "/es/eventos/?when=past"]
)
def test_filtered_lists_are_not_indexed_and_name_no_versions(client, site, path):
    tree = read(client, path)

    assert meta(tree, "robots") == "noindex, follow"
    assert alternates(tree) == {}


def test_second_page_of_a_list_is_an_address_of_its_own(client, site):
    for _ in range(13):
        NewsFactory()
    first, second = read(client, "/en/news/"), read(client, "/en/news/?page=2")

    assert canonical(first) + "?page=2" == canonical(second)
    assert set(alternates(first)) == {"en", "es", "x-default"} and alternates(second) == {}
    assert len(by_class(first, "news-card")) == 12 and len(by_class(second, "news-card")) == 1


@pytest.mark.parametrize("path", [search_path, lambda code: f"/{code}/no-such-page/"], ids=["search", "404"])
def test_what_is_no_page_is_not_indexed(client, site, path):
    response = client.get(path("en"))

    assert 'content="noindex, follow"' in response.content.decode()


def test_feeds_are_announced(client, site):
    hub = CampaignFactory(title="Sanctuary")
    announced = head_links(read(client, hub.url), "alternate", "type")
    everything = read(client, hub.url).xpath("//head/link[@rel='alternate'][@type]/@href")

    assert set(announced) == {"application/atom+xml", "text/calendar"}
    assert {address.rpartition("/")[2] for address in everything} == {"feed.xml", "news.xml", "calendar.ics"}
    assert all(address.startswith("http") for address in everything)
