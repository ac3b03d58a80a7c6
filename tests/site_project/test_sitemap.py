"""The sitemap lists what visitors may see, in every language, each with its versions."""

import lxml.etree
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories import CampaignFactory, StandardPageFactory, translate

SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def sitemap(client):
    """Reads the sitemap: address to versions by language."""

    def read():
        response = client.get("/sitemap.xml")
        assert response.status_code == 200 and response["Content-Type"].startswith("application/xml")
        tree = lxml.etree.fromstring(response.content)
        return {
            entry.findtext("s:loc", namespaces=SPACES): {
                link.get("hreflang"): link.get("href") for link in entry.findall("x:link", SPACES)
            }
            for entry in tree.findall("s:url", SPACES)
        }

    return read


def test_both_trees_are_listed(site, sitemap):
    addresses = set(sitemap())

    for home in site.homes.values():
        assert home.full_url in addresses
        assert {child.full_url for child in home.get_children()} <= addresses


def test_page_comes_with_its_versions(site, sitemap):
    page = CampaignFactory()
    spanish = translate(page)
    versions = {"en": page.full_url, "es": spanish.full_url, "x-default": page.full_url}
    found = sitemap()

    assert found[page.full_url] == found[spanish.full_url] == versions


def test_page_of_one_language_has_itself_as_the_only_version(site, sitemap):
    spanish = StandardPageFactory(code="es")

    assert sitemap()[spanish.full_url] == {"es": spanish.full_url, "x-default": spanish.full_url}


def test_drafts_aliases_and_private_pages_are_left_out(site, sitemap):
    before = set(sitemap())
    StandardPageFactory(live=False)
    page = StandardPageFactory()
    page.create_alias(update_slug="alias")
    private = StandardPageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    StandardPageFactory(parent=private)

    assert set(sitemap()) - before == {page.full_url}


def test_number_of_queries_does_not_grow_with_the_pages(site, client, django_assert_num_queries):
    translate(StandardPageFactory())
    client.get("/sitemap.xml")
    with CaptureQueriesContext(connection) as before:
        client.get("/sitemap.xml")
    for _ in range(10):
        translate(StandardPageFactory())
    with django_assert_num_queries(len(before)):
        client.get("/sitemap.xml")
