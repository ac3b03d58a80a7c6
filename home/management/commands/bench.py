"""`manage.py bench`: what a page of each type costs, as a Markdown table."""

from __future__ import annotations

import gzip
import statistics
import time
from argparse import ArgumentParser
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from wagtail.models import Page

from site_project.models import BasePage
from site_project.visibility import visible

WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one page: queries, milliseconds (median, fastest, slowest), bytes plain and gzipped."""

    path: str
    kind: str
    queries: int
    median: float
    fastest: float
    slowest: float
    size: int
    gzipped: int


class Command(BaseCommand):
    """Renders pages in this process, without a server, and measures them."""

    help = "Measures queries, time and size of one page of each type in each language of the current database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How often to render each page."""
        parser.add_argument("--runs", type=int, default=30, help="how often each page is rendered (default: 30)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print."""
        paths = _one_of_each_type()
        if not paths:
            raise CommandError("There are no pages to measure: load the demo first (make run does).")
        rows = [_measure(path, kind, max(options["runs"], 1)) for path, kind in paths]
        self.stdout.write("| page | type | queries | median ms | min–max ms | kB | kB gzipped |")
        self.stdout.write("|---|---|--:|--:|--:|--:|--:|")
        for row in rows:
            self.stdout.write(
                f"| `{row.path}` | {row.kind} | {row.queries} | {row.median:.1f} | {row.fastest:.1f}–{row.slowest:.1f} "
                f"| {row.size / 1000:.1f} | {row.gzipped / 1000:.1f} |"
            )


def _one_of_each_type() -> list[tuple[str, str]]:
    """The largest page of each type in each language: the one with the most in its body."""
    largest: dict[tuple[str, str], tuple[int, str]] = {}
    for page in visible(Page.objects.filter(depth__gt=1)).select_related("locale").specific():
        if not isinstance(page, BasePage) or not page.url:
            continue
        key = (page.locale.language_code, type(page).__name__)
        size = len(page.sections)
        if key not in largest or size > largest[key][0]:
            largest[key] = (size, page.url)
    return [(url, kind) for (_language, kind), (_size, url) in sorted(largest.items())]


def _measure(path: str, kind: str, runs: int) -> Row:
    client = Client(SERVER_NAME="localhost")
    for _ in range(WARM_UP):
        response = client.get(path)
    if response.status_code != 200:
        raise CommandError(f"{path} answered {response.status_code}.")
    queries: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        queries.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        client.get(path)
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - begin) * 1000)
    body = response.content
    return Row(
        path=path,
        kind=kind,
        queries=len(queries),
        median=statistics.median(times),
        fastest=min(times),
        slowest=max(times),
        size=len(body),
        gzipped=len(gzip.compress(body)),
    )
