"""`manage.py bench`: what pages cost, as Markdown tables."""

import gzip
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.test import Client

from demo.benchmark import document, library, serving, translating
from demo.benchmark.measure import visits
from demo.generator.events import make_events, remove_events
from site_project.i18n.dates import number
from site_project.models import BasePage
from site_project.querysets import all_pages

WARM_UP = 3
#: Clippings and events of the smallest site, and how many times as many the others have.
SMALLEST, GROWTH = 10, (1, 100, 10_000)
#: Of servers: rounds, and seconds for which each is asked in each round.
ROUNDS, SECONDS = 7, 1


class Command(BaseCommand):
    """Renders pages in this process, without a server, and measures them."""

    help = "Measures queries, time and size of one page of each type, or what lists of coverage cost (--press)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to measure, and how often."""
        parser.add_argument("--runs", type=int, default=30, help="how often each page is rendered (default: 30)")
        parser.add_argument(
            "--serving",
            action="store_true",
            help="requests a second of the page cache beside a bare WSGI function, Django, granian and nginx instead",
        )
        parser.add_argument("--press", action="store_true", help="the newsroom, its lists and the admin's instead")
        parser.add_argument("--translation", action="store_true", help="a very large page in two languages instead")
        parser.add_argument(
            "--growth",
            action="store_true",
            help="hub, newsroom, events and the admin's list with 10 things, 100 and 10,000 times as many instead",
        )
        parser.add_argument("--write", action="store_true", help=f"write the table into {document.DOCUMENT}, too")
        parser.add_argument(
            "--sizes",
            help="with --press: makes libraries of these sizes first, one after the other, as in 100,10000,100000; "
            "needs the demo without a sample library",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print."""
        runs = max(options["runs"], 1)
        self._rows: list[str] = []
        name = "pages"
        if options["serving"]:
            name = "serving"
            self._serving()
        elif options["growth"]:
            name = "growth"
            self._growth(runs)
        elif options["press"]:
            name = "press"
            self._press(runs, options["sizes"])
        elif options["translation"]:
            name = "translation"
            self._translation(runs)
        else:
            self._pages(runs)
        if options["write"]:
            document.write_table(name, self._rows)

    def _pages(self, runs: int) -> None:
        paths = _one_of_each_type()
        if not paths:
            raise CommandError("There are no pages to measure: load the demo first (make run does).")
        self._row("page", "type", "queries", "median ms", "min–max ms", "kB", "kB gzipped")
        self._row("---", "---", *["--:"] * 5)
        client = Client(SERVER_NAME="localhost")
        for path, kind in paths:
            visits(client, path, WARM_UP)
            cost = visits(client, path, runs)
            span = f"{min(cost.times):.1f}–{max(cost.times):.1f}"
            sizes = (f"{len(body) / 1000:.1f}" for body in (cost.body, gzip.compress(cost.body)))
            self._row(f"`{path}`", kind, cost.queries, f"{cost.median:.1f}", span, *sizes)

    def _serving(self) -> None:
        path = next((path for path, kind in _one_of_each_type() if kind == "CampaignPage"), "/en/")
        lines, missing = serving.measure(path, "br", ROUNDS, SECONDS)
        self._row(f"`{path}`, brotli", "connections", "requests/s", "of bare", "processor µs", "of bare")
        self._row("---", *["--:"] * 5)
        for line in lines:
            rates = number(round(line.rate)), f"{line.rate_ratio:.2f}"
            self._row(line.server, line.connections, *rates, f"{line.effort:.0f}", f"{line.effort_ratio:.2f}")
        for name in missing:
            self.stderr.write(f"{name} is not installed, and not in the table.")

    def _press(self, runs: int, sizes: str | None) -> None:
        if sizes is None:
            columns = {"now": {line.name: line for line in library.measure(runs)}}
        else:
            columns = {}
            for size in map(int, sizes.split(",")):
                with _library(size):
                    columns[number(size)] = {line.name: line for line in library.measure(runs)}
        self._columns("", "ms", columns)

    def _growth(self, runs: int) -> None:
        columns = {}
        for times in GROWTH:
            with _library(SMALLEST * times):
                make_events(SMALLEST * times)
                try:
                    columns[f"{number(times)}×"] = {line.name: line for line in library.measure_growth(runs)}
                finally:
                    remove_events()
        self._columns(f"1×: {SMALLEST} clippings and {SMALLEST} events", "processor ms", columns)

    def _columns(self, title: str, unit: str, columns: dict[str, dict[str, library.Line]]) -> None:
        self._row(title, "queries", *(f"{name}: {unit}" for name in columns))
        self._row("---", "--:", *["--:"] * len(columns))
        for name in next(iter(columns.values())):
            lines = [column[name] for column in columns.values() if name in column]
            self._row(name, _queries(lines), *map(_time, lines))

    def _translation(self, runs: int) -> None:
        self._row(f"a hub of {translating.BLOCKS} blocks", "queries", "processor ms", "min–max ms")
        self._row("---", *["--:"] * 3)
        for name, effort in translating.measure(runs):
            span = f"{min(effort.times):.0f}–{max(effort.times):.0f}"
            self._row(name, effort.queries, f"{effort.median:.0f}", span)

    def _row(self, *cells: object) -> None:
        self._rows.append(f"| {' | '.join(map(str, cells))} |")
        self.stdout.write(self._rows[-1])


@contextmanager
def _library(size: int) -> Iterator[None]:
    """A sample library of `size` clippings, which is taken away again."""
    outlets, campaigns = (max(most * size // 100_000, 3) for most in (2000, 200))
    call_command("generate_press", clippings=size, outlets=outlets, campaigns=campaigns, verbosity=0)
    try:
        yield
    finally:
        call_command("generate_press", remove=True, verbosity=0)


def _queries(lines: list[library.Line]) -> str:
    """Queries, and in brackets those right after a change; several where the sizes differ."""
    warm = "–".join(map(str, sorted({line.queries for line in lines})))
    cold = "–".join(map(str, sorted({line.first_queries for line in lines if line.first_queries is not None})))
    return f"{warm} ({cold})" if cold else warm


def _time(line: library.Line) -> str:
    return f"{line.median:.0f}" + (f" ({line.first:.0f})" if line.first is not None else "")


def _one_of_each_type() -> list[tuple[str, str]]:
    """The largest page of each type in each language: the one with the most in its body."""
    largest: dict[tuple[str, str], tuple[int, str]] = {}
    for page in all_pages().filter(depth__gt=1).visible().select_related("locale").specific():
        if not isinstance(page, BasePage) or not page.url:
            continue
        key = (page.locale.language_code, type(page).__name__)
        size = len(page.sections)
        if key not in largest or size > largest[key][0]:
            largest[key] = (size, page.url)
    return [(url, kind) for (_language, kind), (_size, url) in sorted(largest.items())]
