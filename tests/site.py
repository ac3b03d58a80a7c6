"""Runs a command beside a site of its own: the demo, as `make run` serves it, thrown away afterwards.

    python -m tests.site COMMAND [ARGUMENT …]

The command finds the site's address in TEST_SITE_URL and the demo accounts' password in DEMO_PASSWORD. Where
TEST_SITE_URL is given, the command runs with the site that it names instead: a running `make run` serves quick rounds.
Where TEST_SITE_FOLDER is given, the site is the one that was prepared there, as VAR_DIR.
"""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.press.fetching.fake_server import fake_server

START_SECONDS = 300
STOP_SECONDS = 40


def main() -> int:
    """Run the command of the arguments; its exit status is ours."""
    command = sys.argv[1:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that the servers stop too
    if os.environ.get("TEST_SITE_URL"):
        return subprocess.call(command)
    password = secrets.token_urlsafe(12)
    with running_site(password) as url:
        return subprocess.call(command, env={**os.environ, "TEST_SITE_URL": url, "DEMO_PASSWORD": password})


@contextlib.contextmanager
def running_site(password: str) -> Iterator[str]:
    """The demo, served on a free port; the value is its address."""
    with _state() as folder, fake_server(folder) as outlets:
        port = _free_port()
        environment = {
            **os.environ,
            **outlets.as_environment(folder),
            "DEMO_PASSWORD": password,
            "PORT": str(port),
            "SITE_URL": "",
            "VAR_DIR": str(folder),
        }
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "tests.encoder", "serve"], env=environment, stdout=log, stderr=log
            )
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_for(url, server, folder / "log")
            yield url
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(STOP_SECONDS)


@contextlib.contextmanager
def _state() -> Iterator[Path]:
    """The folder of the site's state."""
    if prepared := os.environ.get("TEST_SITE_FOLDER"):
        yield Path(prepared)
        return
    with tempfile.TemporaryDirectory(prefix="site-") as name:
        yield Path(name)


def _free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the site is ready. Raises RuntimeError, with its log, when it does not become so."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{url}/readyz", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"The site did not start:\n{log.read_text(encoding='utf-8')}")


if __name__ == "__main__":
    sys.exit(main())
