"""What an entry of a feed says: its address, day, texts and authors, however it is written."""

import datetime as dt
import itertools

import pytest

from press.imports.enums import RowState
from press.imports.models import ImportRow
from press.watched_feeds.entries import matches
from tests.press.watched_feeds.helpers import ITEM, entries, feed_of, item, publish, read, watch


def test_first_link_to_the_article_counts_and_no_enclosure():
    link = (
        '<link rel="alternate" href="https://daily.example/1"/><link rel="enclosure">https://img.example/1.jpg</link>'
    )
    (entry,) = entries(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>Cities</title>{link}</entry></feed>'
    )
    assert entry.url == "https://daily.example/1"


@pytest.mark.parametrize(
    "links",
    [
        '<link rel="enclosure" type="image/jpeg">https://img.example/1.jpg</link><link href="{}"/>',
        '<link rel="alternate"/><link rel="alternate" href="{}"/>',
        '<link type="application/json" href="https://daily.example/1.json"/><link type="text/html" href="{}"/>',
        '<link rel="self" href="https://daily.example/1.atom"/><link rel="alternate" href="{}"/>',
    ],
)
def test_address_of_an_entry_is_that_of_the_page(links):
    entry = f"<entry><id>1</id><title>Cities</title>{links.format('https://daily.example/1')}</entry>"
    (found,) = entries(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>')
    assert found.url == "https://daily.example/1"


@pytest.mark.parametrize("link", ["<link>http://daily.example/</link>", ""])
def test_entries_with_one_identifier_and_no_address_of_their_own_are_told_apart(link):
    shared = "".join(
        f"<item><title>{title}</title><guid isPermaLink='false'>feed</guid>{link}</item>" for title in "ABB"
    )
    first, second, again = entries(feed_of(shared))
    assert first.key != second.key == again.key


def test_home_page_identifies_no_entry():
    one, other = (
        entries(
            feed_of(ITEM.format(title="T", link=f"http://daily.example/{n}", guid="http://daily.example/", more=""))
        )
        for n in "12"
    )
    assert one[0].key != other[0].key


MEDIA = (
    "<media:content url='x.jpg'><media:description type='plain'>The mayor speaks</media:description></media:content>"
)
ITUNES = "<itunes:summary>Episode 12, on asylum</itunes:summary><itunes:keywords>shelter, border</itunes:keywords>"
OWN = "<description>The council passed the sanctuary ordinance.</description>"
FULL = "<content:encoded>&lt;p&gt;Thirty mayors met.&lt;/p&gt;</content:encoded>"
NAMESPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:m="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)


def extended(more, title="<title>Council acts</title>"):
    item = f"<item>{title}<link>http://daily.example/1</link>{more}</item>"
    (entry,) = entries(feed_of(item).replace("<rss ", f"<rss {NAMESPACES} "))
    return entry


@pytest.mark.parametrize("parts", [*itertools.permutations([MEDIA, ITUNES, OWN, FULL])])
def test_watched_words_are_looked_for_in_every_text_of_an_entry(parts):
    entry = extended("".join(parts))
    for word in ("sanctuary", "mayor", "asylum", "border", "thirty mayors", "council"):
        assert matches(word, entry.title, entry.summary, entry.more), word
    assert not matches("recipes", entry.title, entry.summary, entry.more)


@pytest.mark.parametrize("parts", [*itertools.permutations([MEDIA, ITUNES, OWN])])
def test_summary_of_an_entry_is_its_own(parts):
    assert extended("".join(parts)).summary == "The council passed the sanctuary ordinance."


def test_texts_of_extensions_stand_in_for_those_that_are_missing():
    entry = extended(
        f"{ITUNES}<media:title>Mayors meet</media:title><m:description>One</m:description><m:description>Two</m:description>",
        title="",
    )
    assert (entry.title, entry.summary) == ("Mayors meet", "Episode 12, on asylum")
    assert matches("two", entry.more) and matches("one", entry.more)
    assert extended("<media:title>A picture</media:title>").title == "Council acts"


@pytest.mark.parametrize(
    ("stated", "link", "day"),
    [
        ("Sat, 28 Mar 2026 23:30:00 -0700", "/1", 28),
        ("Sun, 29 Mar 2026 00:30:00 +0200", "/1", 29),
        ("Sun, 29 Mar 2026 00:30:00 EST", "/1", 29),
        ("2026-03-28T23:30:00-07:00", "/1", 28),
        ("2026-03-28T23:30:00", "/1", 28),
        ("2026-03-28", "/1", 28),
        # Nothing tells the day of the outlet: that of the site.
        ("Sun, 29 Mar 2026 02:30:00 GMT", "/1", 28),
        ("Sun, 29 Mar 2026 02:30:00 +0000", "/1", 28),
        # A day in the address does.
        ("Sun, 29 Mar 2026 02:30:00 GMT", "/2026/03/29/1", 29),
        ("Sun, 29 Mar 2026 05:30:00 GMT", "/2026/03/28/1", 28),
        ("Sun, 29 Mar 2026 05:30:00 GMT", "/2021/03/28/1", 29),
    ],
)
def test_day_of_an_entry_is_that_of_the_outlet(stated, link, day):
    item = f"<item><title>T</title><link>http://daily.example{link}</link><pubDate>{stated}</pubDate></item>"
    (entry,) = entries(feed_of(item))
    assert entry.date == dt.date(2026, 3, day)


def test_entries_that_share_an_identifier_are_told_apart_by_their_addresses():
    shared = [
        ITEM.format(title="T", link=f"http://daily.example/{n}", guid="http://daily.example/", more="") for n in "1233"
    ]
    first, second, third, again = entries(feed_of(*shared))
    assert len({first.key, second.key, third.key}) == 3 and third.key == again.key


@pytest.mark.parametrize(
    "date",
    [
        "1490695200",
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "Mon, 01 Jan 0001 00:00:00 +0000",
        "0",
        "0000-00-00T00:00:00Z",
        "Wed, 31 Dec 1969 16:00:00 -0800",
        "1970-01-18T06:04:55Z",
        "1904-01-01",
    ],
)
def test_what_programs_write_for_no_date_is_none(site, outlets, date):
    watch(publish(outlets, item(1, more=f"<pubDate>{date}</pubDate>")))
    read()
    row = ImportRow.objects.get()
    assert (row.date, row.state) == (None, RowState.ATTENTION)


def test_where_one_date_is_none_the_other_counts():
    dates = "<pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate><dc:date>2017-03-28</dc:date>"
    content = feed_of(item(1, more=dates)).replace("<rss ", '<rss xmlns:dc="http://purl.org/dc/elements/1.1/" ')
    assert entries(content)[0].date == dt.date(2017, 3, 28)


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("ana@daily.example", ""),
        ("ana@daily.example (Ana Example)", "Ana Example"),
        ("Ana Example &lt;ana@daily.example&gt;", "Ana Example"),
        ("Ana Example, Ben Sample", "Ana Example, Ben Sample"),
    ],
)
def test_authors_are_names_and_no_addresses_of_mail(stated, author):
    (entry,) = entries(feed_of(item(1, more=f"<author>{stated}</author>")))
    assert entry.author == author
