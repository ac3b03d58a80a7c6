"""Watched feeds: read politely, and their entries proposed for review, once, whatever state the feed is in."""

import datetime as dt
import io
import time

import feedparser
import pytest
from django.core.management import call_command
from django.utils import timezone

from press.fetching.problems import FetchProblem, Problem
from press.imports.create_import import from_proposals
from press.imports.enums import RowState
from press.imports.models import ImportRow, PressImport
from press.models import Clipping
from press.watched_feeds import proposals, reading
from press.watched_feeds.entries import matches, plain_text, read_entries
from press.watched_feeds.models import WatchedFeed
from tests.factories import CampaignFactory, ClippingFactory, OutletFactory, UserFactory
from tests.press.fetching import fake_responses
from tests.press.watched_feeds.helpers import ITEM, RSS, entries, feed_of, headlines, item, publish, read, watch


def test_entries_become_rows_to_be_reviewed(site, outlets):
    outlet = OutletFactory(name="The Daily Example", website="http://daily.example/")
    hub = CampaignFactory()
    feed = watch(outlet=outlet, campaign=hub.campaign)
    assert "Feeds read: 1; failed: 0; proposed: 2" in read(feed)

    press_import = PressImport.objects.get()
    assert (press_import.source, press_import.state, press_import) == ("feed", "review", feed.proposals)
    assert (press_import.title, press_import.user, press_import.locale.language_code) == (feed.title, None, "en")
    row = press_import.rows.get(line=1)
    assert (row.headline, row.outlet, row.campaign) == ("Thirty Cities Say No", outlet, hub.campaign)
    assert (row.url, row.language) == ("http://daily.example/2017/03/28/cities", "en")
    assert (row.date, row.date_confirmed) == (dt.date(2017, 3, 28), True)  # half past nine where the outlet is
    assert row.state == RowState.READY and not Clipping.objects.exists()
    assert feed.read_at and feed.error == "" and feed.failures == 0
    assert dt.timedelta(minutes=29) < feed.next_read_at - timezone.now() < dt.timedelta(minutes=37)


def test_atom_feeds_too(site, outlets):
    watch("http://noticias.example/feed.atom")
    read()

    row = ImportRow.objects.get()
    assert (row.headline, row.language, row.date) == ("Así responden las ciudades", "es", dt.date(2017, 3, 29))


def test_an_entry_is_proposed_once_whatever_became_of_it(site, outlets):
    feed = watch(publish(outlets, item(1), item(2)))
    read(feed)
    ImportRow.objects.filter(line=1).update(state=RowState.LEFT_OUT)
    publish(outlets, item(3), item(1, "A new title"), item(2))
    read(feed)

    assert [title[-1] for title in headlines()] == ["1", "2", "3"]
    assert PressImport.objects.count() == 1


def test_an_entry_that_was_taken_over_is_not_proposed_again(site, outlets):
    feed = watch(publish(outlets, item(1)))
    read(feed)
    taken = take(feed, UserFactory())
    publish(outlets, item(1), item(2))
    read(feed)

    assert (taken.rows.count(), ImportRow.objects.exclude(press_import=taken).count()) == (1, 1)


def take(feed, user):
    """Take over everything that `feed` proposes, as if all of it were ready."""
    press_import = WatchedFeed.objects.get(pk=feed.pk).proposals
    press_import.rows.update(state=RowState.READY, chosen=True)
    return from_proposals(press_import, user)


def test_what_somebody_took_over_stays_theirs_when_they_are_gone(site, outlets):
    feed = watch(publish(outlets, item(1)))
    read(feed)
    taken = take(feed, UserFactory())
    taken.user.delete()
    taken.refresh_from_db()
    publish(outlets, item(2))
    read(feed)

    assert not taken.is_proposals and taken.rows.count() == 1
    assert WatchedFeed.objects.with_waiting().get().waiting == 1


def test_a_feed_that_is_given_up_takes_its_proposals_along_and_nothing_that_was_taken_over(site, outlets):
    feed = watch(publish(outlets, item(1)))
    read(feed)
    taken = take(feed, UserFactory())
    publish(outlets, item(2))
    read(feed)
    feed.delete()

    assert list(PressImport.objects.all()) == [taken] and taken.rows.count() == 1


def test_an_entry_without_an_identifier_is_known_by_its_address(site, outlets):
    entry = "<item><title>Council votes</title><link>http://daily.example/2017/votes-tonight{}</link></item>"
    feed = watch(publish(outlets, entry.format("")))
    read(feed)
    publish(outlets, entry.format("?utm_source=rss"))
    read(feed)

    assert headlines() == ["Council votes"]


def test_known_clippings_are_not_proposed(site, outlets):
    ClippingFactory(url="https://www.daily.example/2017/story-1?utm_source=x")
    watch(publish(outlets, item(1), item(2)))
    read()

    assert headlines() == ["Thirty cities say no, part 2"]


def test_coverage_of_another_campaign_is_proposed_to_be_filed_under_this_one_too(site, outlets):
    theirs, ours = CampaignFactory().campaign, CampaignFactory().campaign
    known = ClippingFactory(url="https://www.daily.example/2017/story-1", campaign=theirs)
    ClippingFactory(url="https://www.daily.example/2017/story-2", campaign=ours)
    watch(publish(outlets, item(1), item(2)), campaign=ours)
    read()
    read()

    assert list(ImportRow.objects.values_list("headline", "duplicate_of", "campaign")) == [
        ("Thirty cities say no, part 1", known.pk, ours.pk)
    ]


def test_two_feeds_do_not_propose_the_same_article(site, outlets):
    watch(publish(outlets, item(1)))
    watch(publish(outlets, item(1), item(2), path="/other.rss"), title="Another")
    read()

    assert sorted(headlines()) == ["Thirty cities say no, part 1", "Thirty cities say no, part 2"]


def test_only_entries_with_the_words_are_proposed(site, outlets):
    about = "<description>&lt;p&gt;What the &lt;b&gt;SANCTUARY&lt;/b&gt; cities did&lt;/p&gt;</description>"
    feed = watch(
        publish(outlets, item(1, "Recipes"), item(2, "Inmigración hoy"), item(3, "Today", about)),
        words="inmigracion\nsanctuary cities\n",
    )
    read(feed)
    assert headlines() == ["Inmigración hoy", "Today"]


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("", "Anything", True),
        ("\n \n", "Anything", True),
        ("asylum", "No ASYLUM!", True),
        ("México", "mexico's border", True),
        ("art", "Start of the party", False),
        ("say no", "They say: no", True),
        ("say no", "They say that no", False),
        ("#Sanctuary", "sanctuary", True),
    ],
)
def test_words(words, text, found):
    assert matches(words, "", text) is found


def test_at_most_fifty_at_a_time_and_the_rest_later(site, outlets):
    validators = {"Content-Type": "application/rss+xml", "ETag": '"1"'}
    feed = watch(publish(outlets, *[item(number) for number in range(70)], headers=validators))
    read(feed)
    assert ImportRow.objects.count() == 50 and feed.etag == ""
    read(feed)
    assert ImportRow.objects.count() == 70 and feed.etag == '"1"'


def test_nobody_is_buried_in_proposals(site, outlets, monkeypatch):
    monkeypatch.setattr(proposals, "MOST_WAITING", 3)
    feed = watch(publish(outlets, *[item(number) for number in range(5)]))
    read(feed)
    read(feed)
    assert ImportRow.objects.count() == 3
    ImportRow.objects.update(state=RowState.LEFT_OUT)
    read(feed)
    assert ImportRow.objects.count() == 5


def test_requests_are_conditional(site, outlets):
    def answer(handler):
        if handler.headers.get("If-None-Match") == '"one"':
            fake_responses.page(status=304, headers={"Content-Length": "0"})(handler)
        else:
            fake_responses.page(feed_of(item(1)), headers={"Content-Type": "text/xml", "ETag": '"one"'})(handler)

    outlets.answers["daily.example", "/conditional.rss"] = answer
    feed = watch("http://daily.example/conditional.rss")
    read(feed)
    first = feed.read_at
    read(feed)

    assert headlines() == ["Thirty cities say no, part 1"]
    assert (feed.etag, feed.error) == ('"one"', "") and feed.read_at > first
    assert outlets.asked("daily.example", "/conditional.rss") == 2


def test_titles_and_summaries_come_without_markup(site, outlets):
    title = "&lt;b&gt;Cities&lt;/b&gt; &amp;amp; towns: &lt;i&gt;c&lt;/i&gt;an they?"
    more = (
        "<description>&lt;script&gt;evil()&lt;/script&gt;&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description>"
    )
    watch(publish(outlets, item(1, title, more)))
    read()

    row = ImportRow.objects.get()
    assert row.headline == "Cities & towns: can they?"
    assert "One. Two." in row.raw and "evil" not in row.raw and "<" not in row.raw


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("5 < 6 and <em>7</em> > 6", "5 < 6 and 7 > 6"),
        ("Tom &amp;#39;s <br>house", "Tom 's house"),
        ("<p>a</p><p>b</p>", "a b"),
        ("<style>p{}</style>x", "x"),
        ("", ""),
        (" \n", ""),
        ("\0", ""),
        ("a\0b", "ab"),
        ("<!---->", ""),
        # Broken markup, as browsers take it.
        ("<![<b>Cities</b>]", "Cities]"),
        ("<![CDATA[Cities]]> defy", "defy"),
        ("<!x>Cities<!--> defy<!-- --!> him", "Cities defy him"),
        ("<?xml version='1.0'?>Cities", "Cities"),
        ("Cities</ b> defy</> him", "Cities defy him"),
        ("<b>Cities</b> &amp; a < b <script>x", "Cities & a < b"),
        ("<script>x</script >Cities <!-- defy", "Cities"),
        ("<script><!--<script></script>x--></script>Cities", "Cities"),
        ("<title>Cities</title> defy", "Cities defy"),
        ("Read more <a href='/x", "Read more"),
        ("<meta charset='latin-1'>Perú\ud800", "Perú?"),
        ("<b>" * 5000 + "Cities", "Cities"),
    ],
)
def test_plain_text(markup, text):
    assert plain_text(markup) == text


def test_no_markup_stops_a_feed_or_holds_it_up():
    start = time.process_time()
    for markup in ("<a ", "<a b='", '<a b="', "<!--", "<![", "<!", "<?", "</a", "<a>", "<p><b>", "&", "&amp;"):
        plain_text((markup * 10_000)[:10_000])
        plain_text(f"{markup * 1_000}>")
    assert time.process_time() - start < 0.3


def test_search_feeds_say_whose_article_it_is(site, outlets):
    nbc = OutletFactory(name="NBC News")
    source = '<source url="https://www.nbcnews.com">NBC News</source>'
    hidden = "https://www.google.com/url?rct=j&amp;url=https://www.nbcnews.com/story-1&amp;ct=ga"
    entry = ITEM.format(title="Thirty cities say no - NBC News", link=hidden, guid="1", more=source)
    watch(publish(outlets, entry))
    read()

    row = ImportRow.objects.get()
    assert (row.headline, row.outlet, row.url) == ("Thirty cities say no", nbc, "https://www.nbcnews.com/story-1")


def test_impossible_dates_are_left_to_a_person(site, outlets):
    future = (timezone.now() + dt.timedelta(days=400)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    tomorrow = (timezone.now() + dt.timedelta(hours=20)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    dates = [f"<pubDate>{date}</pubDate>" for date in (future, tomorrow, "soon")]
    watch(publish(outlets, *[item(number, more=date) for number, date in enumerate(dates)]))
    read()

    first, second, third = ImportRow.objects.order_by("line")
    assert first.state == RowState.ATTENTION and not first.date_confirmed
    assert second.date == timezone.localdate()
    assert third.date is None


@pytest.mark.parametrize(
    "content",
    [
        feed_of(item(1)).replace("</channel></rss>", ""),
        feed_of(item(1)).replace("part 1", "part 1 & more &nbsp; <b>"),
        "\n\n" + feed_of(item(1)),
        feed_of(item(1)).replace("Thirty", "Treinta ñ").encode("cp1252"),
        feed_of(item(1)).encode("utf-16"),
        feed_of(item(1, "Ciudades de Perú y Japón")).replace('"1.0"', '"1.0" encoding="iso-8859-1"').encode("latin-1"),
        feed_of(item(1)).replace("part", "pa\x00\x08rt"),
        '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>' + feed_of(item(1, "&c;&a; Cities")),
    ],
)
def test_broken_feeds_are_read_as_far_as_they_go(content):
    (entry,) = entries(content)

    assert entry.url.endswith("story-1") and "root:" not in entry.title
    assert "Perú" in entry.title or "Per" not in entry.title


@pytest.mark.parametrize(
    "content", [b"", b"<html><title>Sign in</title></html>", b"\x00\xff" * 50, b"{}", b"/etc/passwd"]
)
def test_what_is_no_feed_is_said_to_be_none(site, outlets, content):
    feed = watch(outlets.page("daily.example", "/no.rss", content))
    assert "failed: 1" in read(feed)

    assert feed.error == "not_feed"


def test_addresses_that_are_none_are_left_out():
    (entry,) = entries(feed_of("<item><title>Cities</title><link>javascript:alert(1)</link><guid>1</guid></item>"))

    assert entry.url == ""


def test_entities_do_not_explode():
    bomb = "<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found = entries(f"{bomb}]>{feed_of(item(1, '&i;'))}")

    assert all(len(entry.title) < 1000 for entry in found)


CROWDED = "<x {}/>".format(" ".join(f"a{number}='>'" for number in range(80_000)))


NAMESPACES = "".join(f'<n{number}:x xmlns:n{number}="https://x.example/{number}"/>' for number in range(300))


@pytest.mark.parametrize("more", [CROWDED, f"<description>{CROWDED}</description>", "<x>" * 200_000, NAMESPACES])
def test_feeds_that_would_take_long_are_not_parsed(monkeypatch, more):
    monkeypatch.setattr(feedparser, "parse", lambda *args, **kwargs: pytest.fail("was parsed"))
    with pytest.raises(FetchProblem) as error:
        read_entries(feed_of(item(1, more=more)), RSS)
    assert error.value.code == Problem.TOO_LARGE


def test_long_articles_in_feeds_are_read():
    article = "<p class='a' id='b' lang='en'>Cities &amp; towns <b x='1'>say</b> no.</p>" * 500
    wrapped = f"<description><![CDATA[{article}]]></description>"
    assert len(read_entries(feed_of(*(item(number, more=wrapped) for number in range(20))), RSS)) == 20


def test_failures_are_tried_again_at_growing_intervals_and_never_given_up(site, outlets):
    feed = watch("http://daily.example/broken")
    waits = []
    for _time in range(12):
        read(feed)
        waits.append(feed.next_read_at - timezone.now())

    assert (feed.error, feed.failures, feed.active) == ("server_error", 12, True)
    assert waits[0] < dt.timedelta(minutes=37) < waits[1] < waits[3]
    assert dt.timedelta(hours=23) < waits[-1] < dt.timedelta(hours=30)

    outlets.page("daily.example", "/broken", feed_of(item(1)))
    read(feed)
    assert (feed.error, feed.failures) == ("", 0) and headlines()


def test_retry_after_is_honored(site, outlets):
    outlets.answers["daily.example", "/own.rss"] = fake_responses.page(status=503, headers={"Retry-After": "86400"})
    feed = watch("http://daily.example/own.rss")
    read(feed)

    assert feed.next_read_at > timezone.now() + dt.timedelta(hours=23)


def test_one_bad_feed_costs_the_others_nothing(site, outlets, monkeypatch):
    original = reading.propose
    monkeypatch.setattr(
        reading, "propose", lambda feed, entries: 1 / 0 if feed.title == "Bad" else original(feed, entries)
    )
    bad, good = watch(title="Bad"), watch(publish(outlets, item(1)))
    read(bad, good)

    assert (bad.error, good.error) == ("bad_answer", "") and headlines()


def test_feeds_of_one_site_are_read_after_each_other(site, outlets):
    for number in range(3):
        watch(publish(outlets, item(number), path=f"/{number}.rss"), title=str(number))

    assert "Feeds read: 3" in read()


def test_only_what_is_due_and_active_is_read(site, outlets):
    watch(active=False)
    later = watch(publish(outlets, item(1)))
    read(later)
    outlets.requests.clear()
    call_command("read_feeds", stdout=io.StringIO())

    assert not outlets.requests


def test_feeds_inside_our_network_are_never_read(site, outlets):
    feed = watch("http://intranet.example/feed")
    read(feed)

    assert feed.error == "address_forbidden"
