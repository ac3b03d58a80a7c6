"""A long list is divided into sheets with addresses that stay the same; a number that is none is a 404."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from site_project.pagination import paginate

ITEMS = list(range(25))


def sheet(query="", items=ITEMS):
    return paginate(items, RequestFactory().get(f"/en/news/{query}"), per_page=10)


def test_first_sheet_needs_no_number():
    assert sheet().items == sheet("?page=1").items == ITEMS[:10]


def test_last_sheet_holds_the_rest():
    last = sheet("?page=3")

    assert last.items == ITEMS[20:]
    assert (last.number, last.num_pages, last.count) == (3, 3, 25)


@pytest.mark.parametrize(
    "number", ["0", "4", "-1", "1.5", "x", "", "%00", "1%20", "٣", "²", "9" * 400, "1e3", "last", "1;2", "%2B1", "0x1"]
)
def test_bad_number_is_not_found(number):
    with pytest.raises(Http404):
        sheet(f"?page={number}")


@pytest.mark.parametrize("number", ["0", "99", "x", "%00", "9" * 400])
@pytest.mark.parametrize("path", ["/en/news/", "/en/events/", "/en/press/", "/en/search/", "/es/noticias/"])
def test_bad_number_is_not_found_on_any_list(client, site, path, number):
    assert client.get(f"{path}?page={number}").status_code == 404


def test_empty_list_has_one_sheet():
    assert sheet(items=[]).items == []
    assert sheet(items=[]).num_pages == 1


def test_sheets_lead_to_their_neighbors():
    assert (sheet().previous_url, sheet().next_url) == ("", "?page=2")
    assert (sheet("?page=2").previous_url, sheet("?page=2").next_url) == ("/en/news/", "?page=3")
    assert (sheet("?page=3").previous_url, sheet("?page=3").next_url) == ("?page=2", "")


def test_sheets_keep_the_filters():
    middle = sheet("?year=2017&q=city%20hall&page=2")

    assert middle.previous_url == "?year=2017&q=city+hall"
    assert middle.next_url == "?year=2017&q=city+hall&page=3"


def test_only_sheets_after_the_first_have_an_address_of_their_own():
    assert sheet().query == sheet("?page=1").query == ""
    assert sheet("?page=2").query == "?page=2"
