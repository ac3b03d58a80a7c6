"""How an article or a feed is read can be asked from outside, without the network and without a database."""

import pytest

from press.fetching.client import MAX_BYTES
from press.watched_feeds.reading import MAX_BYTES as MAX_BYTES_OF_FEED
from tests.press.commands import ask

STORY = "https://daily.example/story"
FEED = "https://daily.example/feed"
ARTICLE = """<html lang="es"><head><title>Así responden las ciudades | Diario Ejemplo</title>
<meta property="og:site_name" content="Diario Ejemplo"><meta name="author" content="Lucía Muestra">
<meta property="article:published_time" content="2017-03-28T23:30:00-07:00">
<link rel="canonical" href="/2017/ciudades"></head></html>"""
RSS = """<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>Diario</title>
<item><title>Treinta ciudades dicen no</title><link>https://daily.example/1?utm_source=rss</link><guid>id-1</guid>
<author>Lucía Muestra</author><pubDate>Tue, 28 Mar 2017 12:00:00 -0400</pubDate></item>
<item><title>Otra noticia</title><link>https://daily.example/2</link><description>Una ciudad santuario</description></item>
<item><title>Resultados deportivos</title><link>https://daily.example/3</link></item></channel></rss>"""


def read_article(monkeypatch, body, url=STORY):
    (answer,) = ask(monkeypatch, "read_article", body, url=url)
    return answer


def read_feed(monkeypatch, body, url=FEED, **options):
    return ask(monkeypatch, "read_feed", body, url=url, **options)


def test_article_is_told_as_imports_read_it(monkeypatch, outlets):
    assert read_article(monkeypatch, ARTICLE.encode("latin-1")) == {
        "headline": "Así responden las ciudades",
        "outlet": "Diario Ejemplo",
        "date": "2017-03-28",
        "author": "Lucía Muestra",
        "language": "es",
        "canonical_url": "https://daily.example/2017/ciudades",
        "doubts": [],
    }
    assert not outlets.requests and not outlets.connected


def test_what_an_article_does_not_say_is_empty_and_named(monkeypatch):
    body = b'<title>Council votes tonight</title><meta property="article:content_tier" content="locked">'
    assert read_article(monkeypatch, body) == {
        "headline": "Council votes tonight",
        "outlet": "",
        "date": "",
        "author": "",
        "language": "",
        "canonical_url": STORY,
        "doubts": ["outlet_missing", "date_missing", "author_missing", "language_missing", "paywall"],
    }


@pytest.mark.parametrize(
    ("body", "url", "code"),
    [
        (b"", STORY, "nothing_found"),
        (b"<title>404 - Page Not Found</title>", STORY, "nothing_found"),
        (ARTICLE.encode(), "ftp://daily.example/story", "address_bad"),
        (ARTICLE.encode(), "http://127.0.0.1/", "address_forbidden"),
        (b" " * (MAX_BYTES + 1), STORY, "too_large"),
    ],
)
def test_page_that_cannot_be_read_says_why(monkeypatch, body, url, code):
    assert read_article(monkeypatch, body, url) == {"problem": code}


def test_entries_are_told_as_watched_feeds_read_them(monkeypatch):
    first, second, third = read_feed(monkeypatch, RSS.encode("latin-1"), words="Ciudad Santuario\ntreinta")
    assert first == {
        "url": "https://daily.example/1?utm_source=rss",
        "title": "Treinta ciudades dicen no",
        "date": "2017-03-28",
        "author": "Lucía Muestra",
        "key": first["key"],
        "matches": True,
    }
    assert (second["matches"], third["matches"]) == (True, False), "words are looked for in summaries too"
    assert (third["date"], third["author"]) == ("", "")
    keys = [entry["key"] for entry in (first, second, third)]
    assert len(set(keys)) == 3 and all(keys)
    again = read_feed(monkeypatch, RSS.replace("/1?utm_source=rss", "/moved").encode("latin-1"))
    assert [entry["key"] for entry in again] == keys, "an entry is the same one when its address changes"


def test_without_words_every_entry_matches(monkeypatch):
    assert [entry["matches"] for entry in read_feed(monkeypatch, RSS.encode("latin-1"))] == [True] * 3


@pytest.mark.parametrize(
    ("body", "url", "code"),
    [
        (ARTICLE.encode(), FEED, "not_feed"),
        (RSS.encode(), "file:///feed", "address_bad"),
        (b" " * (MAX_BYTES_OF_FEED + 1), FEED, "too_large"),
    ],
)
def test_feed_that_cannot_be_read_says_why(monkeypatch, body, url, code):
    assert read_feed(monkeypatch, body, url) == [{"problem": code}]
