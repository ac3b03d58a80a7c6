"""A page that is not there says so in both languages, and offers what exists."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import CampaignFactory, StandardPageFactory, translate
from tests.reading import by_class, head_links, links, main, read, said, search_path, words

NOWHERE = "This page does not exist"
ELSEWHERE = "This page is not available in this language"


def offers(client, path):
    """What a 404 page offers: label to address."""
    found = by_class(main(read(client, path, status=404)), "buttons")
    return links(found[0]) if found else {}


@pytest.mark.parametrize(("path", "code"), [("/en/nothing/", "en"), ("/es/nada/", "es")])
def test_page_speaks_the_language_of_its_address(client, site, path, code):
    tree = read(client, path, status=404)

    assert tree.get("lang") == code
    assert words(tree.xpath("//h1")) == said(code, NOWHERE)


@pytest.mark.parametrize(("header", "code"), [("es-MX", "es"), ("en", "en"), ("fr", "en")])
def test_without_a_language_in_the_address_it_speaks_that_of_the_browser(client, site, header, code):
    assert read(client, "/nothing.php", status=404, **{"accept-language": header}).get("lang") == code


@pytest.mark.parametrize(("path", "other"), [("/en/nothing/", "es"), ("/es/nada/", "en")])
def test_it_says_the_same_in_the_other_language(client, site, path, other):
    tree = read(client, path, status=404)

    assert words(tree.xpath(f"//main//*[@lang='{other}']//h2")) == said(other, NOWHERE)


def test_it_leads_to_the_search_and_home(client, site):
    tree = main(read(client, "/es/nada/", status=404))

    assert tree.xpath(".//form/@action") == [search_path("es")]
    assert "/es/" in links(tree).values()


def test_untranslated_page_is_offered_in_the_language_that_exists(client, site):
    page = CampaignFactory(title="Sanctuary", slug="sanctuary")
    path = "/es/campaigns/sanctuary/"

    assert offers(client, path) == {"English: Sanctuary": page.url}
    assert words(read(client, path, status=404).xpath("//h1")) == said("es", ELSEWHERE)


def test_address_of_a_draft_translation_offers_the_original(client, site):
    page = CampaignFactory(title="Sanctuary", slug="sanctuary")
    draft = translate(page, publish=False)

    assert not draft.live
    assert offers(client, f"/es/campanas/{draft.slug}/") == {"English: Sanctuary": page.url}


def test_page_at_the_same_address_in_the_other_tree_is_offered_in_both_languages(client, site):
    page = StandardPageFactory(title="Your rights", slug="your-rights")
    spanish = translate(page)

    assert offers(client, "/es/your-rights/") == {
        "English: Your rights": page.url,
        f"Español: {spanish.title}": spanish.url,
    }


def test_spanish_page_is_offered_at_the_english_address(client, site):
    page = StandardPageFactory(code="es", title="Sus derechos", slug="sus-derechos")

    assert offers(client, "/en/sus-derechos/") == {"Español: Sus derechos": page.url}


def test_nothing_is_offered_for_drafts_and_private_pages(client, site):
    StandardPageFactory(slug="draft", live=False)
    private = StandardPageFactory(slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    assert offers(client, "/en/draft/") == offers(client, "/es/draft/") == offers(client, "/es/private/") == {}


def test_alias_offers_its_original(client, site):
    page = StandardPageFactory(title="Your rights", slug="your-rights")
    page.copy_for_translation(site.homes["es"].locale, alias=True)

    assert offers(client, "/es/your-rights/") == {"English: Your rights": page.url}


def test_menu_and_footer_are_there_but_no_version_is_named(client, site):
    tree = read(client, "/en/nothing/", status=404)

    assert by_class(tree, "languages")[0].xpath(".//a/@href") == ["/es/"]
    assert head_links(tree, "alternate", "hreflang") == {}


@pytest.mark.parametrize("path", ["/en/" + "a/" * 600, "/en/a%00b/", "/en/%F0%9F%8F%9B/", "/es/..//", "/en/?x=%00"])
def test_hostile_address_gets_an_answer(client, site, path):
    assert client.get(path).status_code in (200, 404)


def test_cost_does_not_depend_on_the_address(client, site, django_assert_max_num_queries):
    client.get("/en/nothing/")
    with django_assert_max_num_queries(12):
        client.get("/es/" + "campaigns/" * 40)
