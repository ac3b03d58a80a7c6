"""`manage.py read_article`: how the page of an article is read, without asking for it."""

import json
import sys

from django.core.management.base import BaseCommand, CommandParser

from press.fetching.article import parse_article
from press.fetching.client import MAX_BYTES, as_fetched
from press.fetching.problems import FetchProblem, Problem


class Command(BaseCommand):
    help = (
        "Reads the HTML of an article from standard input and says in JSON what is known of it. Neither the network nor"
        " the database is used."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--url", required=True, help="The address of the article.")

    def handle(self, *args: object, url: str, **options: object) -> None:
        try:
            article = parse_article(as_fetched(url, sys.stdin.buffer.read(MAX_BYTES + 1), max_bytes=MAX_BYTES))
        except FetchProblem as problem:
            self.stdout.write(json.dumps({"problem": problem.code}))
            return
        values = {
            "headline": article.headline,
            "outlet": article.outlet_name,
            "date": article.date.isoformat() if article.date else "",
            "author": article.author,
            "language": article.language,
        }
        doubts = [f"{name}_missing" for name, value in values.items() if not value]
        doubts += [*article.doubts, *([Problem.PAYWALL] if article.paywalled else [])]
        self.stdout.write(json.dumps({**values, "canonical_url": article.canonical_url, "doubts": doubts}))
