"""What is promised to whoever brings in addresses, from the bookmarklet too."""

import pytest

from press.imports.models import PressImport
from tests.press.imports.screens import url
from tests.reading import parse


def test_address_screen_stores_nothing_until_it_is_sent(editor):
    query = {"url": "https://news.example/1", "title": '"><script>x</script>', "quote": "Words"}
    page = editor.get(url("add"), query).content.decode()
    assert "https://news.example/1" in page and "<script>x" not in page and "Words" in page
    assert not PressImport.objects.exists()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://news.example/", "http://127.0.0.1/", "no address"])
def test_only_addresses_of_the_web_are_read(editor, address):
    answer = editor.post(url("add"), {"address-url": address})
    assert answer.status_code == 200 and not PressImport.objects.exists()


def test_bookmarklet_opens_this_screen(editor):
    (link,) = parse(editor.get(url("add"))).xpath("//a[@data-bookmarklet]/@href")
    assert link.startswith("javascript:void%20open(") and "testserver/admin/press/imports/add/" in link
    assert "encodeURIComponent(location.href" in link
