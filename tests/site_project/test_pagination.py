"""A long list is divided into pages with addresses that stay the same; a number that is none is a 404."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from site_project.pagination import paginate

ITEMS = list(range(25))


def page(query="", items=ITEMS):
    return paginate(items, RequestFactory().get(f"/en/news/{query}"), per_page=10)


def test_first_page_needs_no_number():
    assert page().items == page("?page=1").items == ITEMS[:10]


def test_last_page_holds_the_rest():
    last = page("?page=3")

    assert last.items == ITEMS[20:]
    assert (last.number, last.num_pages, last.count) == (3, 3, 25)


@pytest.mark.parametrize(
    "number", ["0", "4", "-1", "1.5", "x", "", "%00", "1%20", "٣", "²", "9" * 400, "1e3", "last", "1;2", "%2B1", "0x1"]
)
def test_bad_number_is_not_found(number):
    with pytest.raises(Http404):
        page(f"?page={number}")


@pytest.mark.parametrize("number", ["0", "99", "x", "%00", "9" * 400])
@pytest.mark.parametrize("path", ["/en/news/", "/en/events/", "/en/press/", "/en/search/", "/es/noticias/"])
def test_bad_number_is_not_found_on_any_list(client, site, path, number):
    assert client.get(f"{path}?page={number}").status_code == 404


def test_empty_list_has_one_page():
    assert page(items=[]).items == []
    assert page(items=[]).num_pages == 1


def test_pages_lead_to_their_neighbors():
    assert (page().previous_url, page().next_url) == ("", "?page=2")
    assert (page("?page=2").previous_url, page("?page=2").next_url) == ("/en/news/", "?page=3")
    assert (page("?page=3").previous_url, page("?page=3").next_url) == ("?page=2", "")


def test_pages_keep_the_filters():
    middle = page("?year=2017&q=city%20hall&page=2")

    assert middle.previous_url == "?year=2017&q=city+hall"
    assert middle.next_url == "?year=2017&q=city+hall&page=3"


def test_only_pages_after_the_first_have_an_address_of_their_own():
    assert page().query == page("?page=1").query == ""
    assert page("?page=2").query == "?page=2"
