"""Finding the copy of an article in a public archive."""

import datetime as dt
import json

import pytest
from django.test import override_settings

from press.fetching.archives import find_archive_copy

URL = "http://daily.example/archived?a=1&b=á"
COPY = "http://web.archive.org/web/20170328120000/http://daily.example/archived"


@pytest.fixture(autouse=True)
def with_tls(outlets):
    if 443 not in outlets.ports:
        pytest.skip("OpenSSL is not installed: no certificate")


def answered(outlets, **closest):
    body = json.dumps({"archived_snapshots": {"closest": {"available": True, "status": "200", "url": COPY, **closest}}})
    outlets.page("archive.org", "/wayback/available", body)
    return find_archive_copy(URL)


def test_the_copy_nearest_to_a_day_by_https(outlets):
    copy = find_archive_copy(URL, dt.date(2017, 3, 28))

    assert copy == "https://web.archive.org/web/20170328120000/http://daily.example/archived?a=1&b=%C3%A1"


def test_an_archive_without_a_copy(outlets):
    assert find_archive_copy("http://daily.example/unknown", dt.date(2017, 3, 28)) == ""


def test_what_the_archive_says_is_looked_at(outlets):
    assert answered(outlets) == COPY.replace("http:", "https:", 1)
    assert answered(outlets, available=False) == ""
    assert answered(outlets, status="404") == ""
    assert answered(outlets, url="http://elsewhere.example/web/20170328120000/http://daily.example/") == ""
    assert answered(outlets, url="https://web.archive.org/save/http://daily.example/") == ""
    assert answered(outlets, url="javascript:alert(1)") == ""
    assert answered(outlets, url=None) == ""


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"archived_snapshots": []}', "[" * 100_000, "<html>"])
def test_an_archive_that_answers_nonsense(outlets, body):
    outlets.page("archive.org", "/wayback/available", body)

    assert find_archive_copy(URL) == ""


def test_an_archive_that_does_not_answer(outlets):
    outlets.page("archive.org", "/wayback/available", status=503)
    assert find_archive_copy(URL) == ""

    outlets.ports.clear()
    assert find_archive_copy(URL) == ""


@override_settings(ARCHIVE_LOOKUP=False)
def test_nobody_is_asked_where_staff_do_not_want_it(outlets):
    assert find_archive_copy(URL) == ""
    assert outlets.requests == []


def test_only_addresses_of_the_web_are_passed_on(outlets):
    assert find_archive_copy("http://10.0.0.5/archived") == ""
    assert find_archive_copy("archived") == ""
    assert outlets.requests == []
