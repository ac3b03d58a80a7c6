"""How the HTML of an article is read can be asked from outside, without the network."""

import io
import json
import sys

import pytest
from django.core.management import call_command

from press.fetching.retrieval import MAX_BYTES

URL = "https://daily.example/2017/03/28/cities"
PAGE = """<html lang="es"><head><title>Ciudades dicen no</title><link rel="canonical" href="/ciudades">
<meta property="og:site_name" content="El Diario"><meta name="author" content="Ana Ejemplo">{}</head></html>"""


@pytest.fixture
def read(monkeypatch, outlets):
    def read(body, url=URL):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body), encoding="utf-8"))
        out = io.StringIO()
        call_command("read_article", url=url, stdout=out)
        assert not outlets.requests and not outlets.connected
        return json.loads(out.getvalue())

    return read


def test_article_is_told_as_an_import_reads_it(read):
    assert read(PAGE.format("").encode("latin-1")) == {
        "headline": "Ciudades dicen no",
        "outlet": "El Diario",
        "date": "",
        "author": "Ana Ejemplo",
        "language": "es",
        "canonical_url": "https://daily.example/ciudades",
        "doubts": ["date_missing"],
    }


def test_paywall_is_a_doubt(read):
    tier = '<meta property="article:content_tier" content="locked"><meta name="date" content="2017-03-28">'
    answer = read(PAGE.format(tier).encode())
    assert (answer["date"], answer["doubts"]) == ("2017-03-28", ["paywall"])


@pytest.mark.parametrize(
    ("body", "url", "problem"),
    [
        (b"<title>Page not found</title>", URL, "nothing_found"),
        (b"", URL, "nothing_found"),
        (b"<title>Cities</title>", "ftp://daily.example/", "address_bad"),
        (b"<title>Cities</title>", "http://127.0.0.1/", "address_forbidden"),
        (b" " * (MAX_BYTES + 1), URL, "too_large"),
    ],
)
def test_what_cannot_be_read_has_a_problem(read, body, url, problem):
    assert read(body, url) == {"problem": problem}
