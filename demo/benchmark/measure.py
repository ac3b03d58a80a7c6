"""Visits an address again and again, and says what that costs."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.management.base import CommandError
from django.db import connection
from django.test import Client


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one address: queries, milliseconds, and the last answer's body."""

    queries: int
    times: list[float]
    body: bytes

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.times)


@dataclass(frozen=True, slots=True)
class Effort:
    """Of one act: queries, milliseconds of processor time, and what came of it last."""

    queries: int
    times: list[float]
    result: Any

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.times)


def effort_of(act: Callable[[], Any], runs: int) -> Effort:
    """Do something `runs` times, after once that is not measured where there are several."""
    times: list[float] = []
    result: Any = None
    if runs > 1:
        act()
    for _ in range(runs):
        with counted() as queries:
            begin = time.process_time()
            result = act()
            times.append((time.process_time() - begin) * 1000)
    return Effort(len(queries), times, result)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The queries that are made meanwhile."""
    queries: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        queries.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield queries


def visits(client: Client, path: str, runs: int, before: Callable[[], object] | None = None) -> Cost:
    """Visit `path` `runs` times. `before` runs before each visit, and is not measured.

    Raises:
        CommandError: if the address answers with anything but 200.
    """
    times: list[float] = []
    body = b""
    for _ in range(runs):
        if before:
            before()
        with counted() as queries:
            begin = time.perf_counter()
            response = client.get(path)
            body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
            times.append((time.perf_counter() - begin) * 1000)
        if response.status_code != 200:
            raise CommandError(f"{path} answered {response.status_code}.")
    return Cost(len(queries), times, body)
