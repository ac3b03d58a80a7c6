"""Feeds that outlets publish, and what becomes of them."""

import datetime as dt
import io

from django.core.management import call_command
from django.utils import timezone

from press.fetching.decoding import decode
from press.imports.models import ImportRow
from press.watched_feeds.entries import read_entries
from press.watched_feeds.models import WatchedFeed

RSS = "http://daily.example/feed.rss"
ITEM = "<item><title>{title}</title><link>{link}</link><guid>{guid}</guid>{more}</item>"
CHANNEL = '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def watch(url=RSS, **fields):
    return WatchedFeed.objects.create(title=fields.pop("title", "The Daily Example"), url=url, **fields)


def item(number, title="", more=""):
    title = title or f"Thirty cities say no, part {number}"
    return ITEM.format(title=title, link=f"http://daily.example/2017/story-{number}", guid=f"id-{number}", more=more)


def feed_of(*items):
    return CHANNEL.format(items="".join(items))


def publish(outlets, *items, path="/own.rss", **options):
    options.setdefault("headers", {"Content-Type": "application/rss+xml"})
    return outlets.page("daily.example", path, feed_of(*items), **options)


def read(*feeds):
    WatchedFeed.objects.update(next_read_at=timezone.now() - dt.timedelta(seconds=1))
    out = io.StringIO()
    call_command("read_feeds", stdout=out)
    for feed in feeds:
        feed.refresh_from_db()
    return out.getvalue()


def headlines():
    return list(ImportRow.objects.order_by("line").values_list("headline", flat=True))


def entries(content):
    return read_entries(decode(content) if isinstance(content, bytes) else content, RSS)
