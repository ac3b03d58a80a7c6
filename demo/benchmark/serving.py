"""What the page cache gives: requests a second for one kept page, beside other ways to give the same bytes.

All servers run side by side and are asked in turns, since a machine's speed changes from minute to minute. `wrk` asks
where it is installed; else this process does, which is slower than the servers and brings them closer together.
"""

import contextlib
import http.client
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from demo.benchmark import servers
from demo.benchmark.peers import write_answer
from demo.benchmark.servers import Server

CONNECTIONS = (1, 32)
#: What all are compared with.
BARE = "bare WSGI function, same gunicorn"


@dataclass(frozen=True, slots=True)
class Visits:
    """One round. `rate`: requests a second; `effort`: microseconds of the server's processor time for each."""

    rate: float
    effort: float


@dataclass(frozen=True, slots=True)
class Line:
    """One server at one number of connections. Medians of the rounds; the ratios are medians of each round's ratio to the
    bare function, of rates and of processor time (more than 1: better than it)."""

    server: str
    connections: int
    rate: float
    effort: float
    rate_ratio: float
    effort_ratio: float


def measure(path: str, encoding: str, rounds: int, seconds: float) -> tuple[list[Line], list[str]]:
    """The servers' lines for `path` in `encoding`, and which are missing on this machine. Each is asked for so many `seconds`
    in each round. Raises CommandError where one does not start."""
    found: dict[tuple[str, int], list[Visits]] = {}
    missing = []
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        site = stack.enter_context(servers.site())
        answer = servers.fetch(site.port, path, encoding)
        file = folder / "answer"
        write_answer(file, answer)
        running = {
            "**this site, kept page**": site,
            BARE: stack.enter_context(servers.application("bare", file)),
            "the same, gunicorn's own worker": stack.enter_context(servers.application("bare", file, "gthread")),
            "Django view, seven middlewares": stack.enter_context(servers.application("plain_django", file)),
        }
        if servers.has_granian():
            running["this site in granian, kept page"] = stack.enter_context(servers.site_in_granian())
        else:
            missing.append("granian")
        if servers.find_nginx():
            running["nginx, plain file"] = stack.enter_context(servers.nginx(folder, answer))
        else:
            missing.append("nginx")
        for server in running.values():
            _ask(server, path, encoding, max(CONNECTIONS), seconds)
        for _round in range(rounds):
            for connections in CONNECTIONS:
                for name, server in running.items():
                    visits = _ask(server, path, encoding, connections, seconds)
                    found.setdefault((name, connections), []).append(visits)
    return [_line(name, connections, found) for connections in CONNECTIONS for name in running], missing


def _line(name: str, connections: int, found: dict[tuple[str, int], list[Visits]]) -> Line:
    rounds, bare = found[name, connections], found[BARE, connections]
    pairs = list(zip(rounds, bare, strict=True))
    return Line(
        name,
        connections,
        rate=statistics.median(visits.rate for visits in rounds),
        effort=statistics.median(visits.effort for visits in rounds),
        rate_ratio=statistics.median(ours.rate / theirs.rate for ours, theirs in pairs),
        effort_ratio=statistics.median(theirs.effort / max(ours.effort, 0.1) for ours, theirs in pairs),
    )


def _ask(server: Server, path: str, encoding: str, connections: int, seconds: float) -> Visits:
    before, begin = server.processor_time(), time.monotonic()
    if wrk := shutil.which("wrk"):
        options = [f"-c{connections}", "-t1", f"-d{seconds}s", "-H", f"Accept-Encoding: {encoding}"]
        told = subprocess.run(  # noqa: S603 - a benchmark
            [wrk, *options, f"http://127.0.0.1:{server.port}{path}"], capture_output=True, check=True, text=True
        ).stdout
        number = int(re.findall(r"(\d+) requests in", told)[0])
        rate = float(told.partition("Requests/sec:")[2].split()[0])
    else:
        until = begin + seconds
        with ThreadPoolExecutor(connections) as pool:
            number = sum(pool.map(lambda _place: _visit_until(until, server.port, path, encoding), range(connections)))
        rate = number / (time.monotonic() - begin)
    return Visits(rate, (server.processor_time() - before) / max(number, 1) * 1_000_000)


def _visit_until(until: float, port: int, path: str, encoding: str) -> int:
    """Visits over one connection. Returns how many."""
    connection, visits = http.client.HTTPConnection("127.0.0.1", port), 0
    while time.monotonic() < until:
        connection.request("GET", path, headers={"Accept-Encoding": encoding})
        connection.getresponse().read()
        visits += 1
    connection.close()
    return visits
