"""A WSGI function."""

from collections.abc import Callable
from typing import Any

from demo.benchmark.peers import read_answer

status, headers, body = read_answer()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    start_response(status, list(headers))
    return [body]
