"""`manage.py read_feed`: how a feed is read, without watching it."""

import json
import sys

from django.core.management.base import BaseCommand, CommandParser

from press.fetching.client import as_fetched
from press.fetching.problems import FetchProblem
from press.watched_feeds.entries import matches, read_entries
from press.watched_feeds.reading import MAX_BYTES


class Command(BaseCommand):
    help = (
        "Reads an RSS or Atom feed from standard input and says in JSON, one object a line, how its entries are read."
        " Neither the network nor the database is used."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--url", required=True, help="The address of the feed.")
        parser.add_argument("--words", default="", help="The watched words or phrases, one to a line.")

    def handle(self, *args: object, url: str, words: str, **options: object) -> None:
        try:
            fetched = as_fetched(url, sys.stdin.buffer.read(MAX_BYTES + 1), max_bytes=MAX_BYTES)
            entries = read_entries(fetched.text, fetched.final_url)
        except FetchProblem as problem:
            self.stdout.write(json.dumps({"problem": problem.code}))
            return
        for entry in entries:
            answer = {
                "url": entry.url,
                "title": entry.title,
                "date": entry.date.isoformat() if entry.date else "",
                "author": entry.author,
                "key": entry.key,
                "matches": matches(words, entry.title, entry.summary, entry.more),
            }
            self.stdout.write(json.dumps(answer))
