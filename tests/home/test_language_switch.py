"""The language switch is a plain link that says beforehand what is behind it."""

import pytest

from tests.factories import CampaignFactory, ClippingFactory, NewsFactory, StandardPageFactory, publish, translate
from tests.reading import by_class, read, said, search_path, words


def switch(client, path, **options):
    """The one link to the other language: address, name, hint."""
    (nav,) = by_class(read(client, path, **options), "languages")
    (link,) = nav.xpath(".//a")
    assert link.get("lang") == link.get("hreflang")
    return link.get("href"), words(link.find("span")), words(link.xpath("./small"))


def test_translated_page_is_one_link_away(client, site):
    page = CampaignFactory()
    spanish = translate(page)

    assert switch(client, page.url) == (spanish.url, "Español", "")
    assert switch(client, spanish.url) == (page.url, "English", "")


def test_missing_page_leads_to_the_nearest_above_and_says_so(client, site):
    hub, post = CampaignFactory(), NewsFactory()
    hint = said("es", "not yet translated")

    assert switch(client, hub.url) == ("/es/campanas/", "Español", hint)
    assert switch(client, post.url) == ("/es/noticias/", "Español", hint)
    assert switch(client, StandardPageFactory().url) == ("/es/", "Español", hint)


def test_nearest_above_can_be_several_levels_up(client, site):
    top = StandardPageFactory()
    spanish = translate(top)
    below = StandardPageFactory(parent=StandardPageFactory(parent=top))

    assert switch(client, below.url)[0] == spanish.url


def test_draft_translation_is_missing(client, site):
    page = CampaignFactory()
    translate(page, publish=False)

    assert switch(client, page.url)[0] == "/es/campanas/"


def test_translation_that_is_behind_says_so(client, site):
    page = CampaignFactory()
    spanish = translate(page)
    page.summary = "Other words."
    publish(page)

    assert switch(client, page.url) == (
        spanish.url,
        "Español",
        said("es", "this translation may lack recent changes"),
    )
    assert switch(client, spanish.url) == (page.url, "English", "")


def test_page_that_is_behind_carries_a_notice_with_a_way_to_its_source(client, site):
    page = CampaignFactory()
    spanish = translate(page)
    assert by_class(read(client, spanish.url), "notice") == []
    page.summary = "Other words."
    publish(page)
    (notice,) = by_class(read(client, spanish.url), "notice")

    assert notice.xpath(".//a/@href") == [page.url]
    assert by_class(read(client, page.url), "notice") == []


def test_spanish_original_and_english_missing(client, site):
    page = StandardPageFactory(code="es")

    assert switch(client, page.url) == ("/en/", "English", said("en", "not yet translated"))


@pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
def test_search_and_404_have_a_switch_too(client, site, code, other):
    assert switch(client, search_path(code, q="a b"))[0] == search_path(other, q="a b")
    assert switch(client, f"/{code}/nothing/", status=404)[0] == f"/{other}/"


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/en/press/", "?language=es&from=2017-03-01", "/es/prensa/?language=es&from=2017-03-01"),
        ("/en/press/", "?q=a+b&page=1&when=past", "/es/prensa/?q=a+b"),
        ("/en/press/", "?kind=nonsense", "/es/prensa/"),
        ("/en/events/", "?when=past", "/es/eventos/?when=past"),
        ("/en/events/", "?when=past&page=1&utm_source=x", "/es/eventos/?when=past"),
        ("/en/events/", "?page=1", "/es/eventos/"),
        ("/en/", "?when=past", "/es/"),
    ],
)
def test_switch_keeps_the_filters_that_mean_the_same(client, site, path, query, expected):
    assert switch(client, f"{path}{query}")[0] == expected


def test_filter_by_campaign_is_kept_and_means_the_same(client, site):
    hub = CampaignFactory(title="Sanctuary")
    ClippingFactory(headline="One", campaign=hub.campaign)
    ClippingFactory(headline="Another")
    translate(hub, convert=lambda text: "Santuario")
    address = switch(client, f"/en/press/?campaign={hub.slug}")[0]

    assert [words(item) for item in by_class(read(client, address), "citation__headline")] == ["One"]


def test_switch_works_without_scripts_and_forms(client, site):
    (nav,) = by_class(read(client, "/en/"), "languages")

    assert not nav.xpath(".//form | .//select | .//button | .//script")
