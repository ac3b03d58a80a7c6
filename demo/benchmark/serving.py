"""What the page cache gives: requests a second beside a bare WSGI function with the same bytes under the same gunicorn.

Both servers run side by side and are asked in turns, since a machine's speed changes from minute to minute. `wrk` asks
where it is installed; else this process does, which is slower than the servers and brings the two closer together.
"""

import contextlib
import http.client
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from site_project.serving.server import THREADS

CONNECTIONS = (1, 32)
ROUNDS = 7
#: Seconds of one round of one server.
ROUND = 3
START_SECONDS = 60

#: The bare application: the page's own headers and bytes, from a file.
BARE = """
import json, os
status, headers, body = json.load(open(os.environ["BARE_ANSWER"]))
headers, body = [tuple(header) for header in headers], body.encode("latin-1")
def application(environ, start_response):
    start_response(status, list(headers))
    return [body]
"""


@dataclass
class Rates:
    """Requests a second, round by round."""

    kept: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    @property
    def medians(self) -> tuple[float, float]:
        return statistics.median(self.kept), statistics.median(self.bare)

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios."""
        return statistics.median(kept / bare for kept, bare in zip(self.kept, self.bare, strict=True))


def measure(path: str, encoding: str) -> dict[int, Rates]:
    """The rates for `path` in `encoding`, by number of connections. Raises CommandError where a server does not start."""
    found = {connections: Rates() for connections in CONNECTIONS}
    with tempfile.TemporaryDirectory() as name, _site() as site:
        answer = Path(name) / "answer"
        answer.write_text(json.dumps(_fetch(site, path, encoding)), encoding="utf-8")
        with _bare(Path(name), answer) as bare:
            for _round in range(ROUNDS):
                for connections, rates in found.items():
                    rates.kept.append(_ask(site, path, encoding, connections))
                    rates.bare.append(_ask(bare, path, encoding, connections))
    return found


@contextlib.contextmanager
def _site() -> Iterator[int]:
    port = _free_port()
    command = [sys.executable, "manage.py", "serve", "--no-prepare"]
    environment = {"PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}", "LOG_LEVEL": "ERROR"}
    with _running(command, port, environment):
        yield port


@contextlib.contextmanager
def _bare(folder: Path, answer: Path) -> Iterator[int]:
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    port = _free_port()
    options = f"--bind=127.0.0.1:{port} --workers={settings.ENVIRONMENT.workers} --worker-class=gthread --preload"
    options += f" --threads={THREADS} --no-control-socket --log-level=error --chdir={folder}"
    with _running(
        [sys.executable, "-m", "gunicorn", *options.split(), "bare:application"], port, {"BARE_ANSWER": str(answer)}
    ):
        yield port


@contextlib.contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    server = subprocess.Popen(  # noqa: S603 - our own
        command, env={**os.environ, **environment}, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            if server.poll() is not None or time.monotonic() > deadline:
                raise CommandError(f"{command[1]} did not start.")
            time.sleep(0.2)
        yield
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _fetch(port: int, path: str, encoding: str) -> tuple[str, list[tuple[str, str]], str]:
    """Status, headers and body as the site answers."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        own = {"server", "date", "connection"}
        headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in own]
        return f"{answer.status} {answer.reason}", headers, answer.read().decode("latin-1")


def _ask(port: int, path: str, encoding: str, connections: int) -> float:
    """Requests a second."""
    if wrk := shutil.which("wrk"):
        options = [f"-c{connections}", "-t1", f"-d{ROUND}s", "-H", f"Accept-Encoding: {encoding}"]
        told = subprocess.run(  # noqa: S603 - a benchmark
            [wrk, *options, f"http://127.0.0.1:{port}{path}"], capture_output=True, check=True, text=True
        ).stdout
        return float(told.partition("Requests/sec:")[2].split()[0])
    until = time.monotonic() + ROUND
    with ThreadPoolExecutor(connections) as pool:
        return sum(pool.map(lambda _number: _visit_until(until, port, path, encoding), range(connections))) / ROUND


def _visit_until(until: float, port: int, path: str, encoding: str) -> int:
    """Visits over one connection. Returns how many."""
    connection, visits = http.client.HTTPConnection("127.0.0.1", port), 0
    while time.monotonic() < until:
        connection.request("GET", path, headers={"Accept-Encoding": encoding})
        connection.getresponse().read()
        visits += 1
    connection.close()
    return visits
