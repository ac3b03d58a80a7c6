"""The servers that are measured side by side: the site, and what gives the same bytes without one."""

import contextlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from demo.benchmark.peers import ANSWER, Answer
from site_project.serving.server import THREADS

START_SECONDS = 60
TICKS = os.sysconf("SC_CLK_TCK")

NGINX = """
daemon off; master_process on; worker_processes {workers}; pid {folder}/pid; error_log stderr error;
events {{}}
http {{
  access_log off; sendfile on; tcp_nopush on; server_tokens off; client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port}; root {folder};
    location / {{ types {{ }} default_type "{kind}"; {headers} try_files /page =404; }}
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    process: int

    def processor_time(self) -> float:
        """Seconds of processor time so far, of the process and its children. Theirs (the background) do not count."""
        return sum(_seconds(number) for number in (self.process, *_children(self.process)))


@contextlib.contextmanager
def site() -> Iterator[Server]:
    port = _free_port()
    with _running([sys.executable, "manage.py", "serve", "--no-prepare"], port, _site_environment(port)) as server:
        yield server


@contextlib.contextmanager
def site_in_granian() -> Iterator[Server]:
    port = _free_port()
    options = (
        f"--interface wsgi --port {port} --workers {settings.ENVIRONMENT.workers} --blocking-threads {THREADS} --no-ws"
    )
    command = [
        sys.executable,
        "-m",
        "granian",
        *options.split(),
        "--log-level",
        "error",
        "site_project.wsgi:application",
    ]
    with _running(command, port, _site_environment(port)) as server:
        yield server


@contextlib.contextmanager
def application(name: str, answer: Path, worker: str = "site_project.serving.worker.SiteWorker") -> Iterator[Server]:
    """One of `peers`, in gunicorn as the site has it."""
    port = _free_port()
    options = f"--bind=127.0.0.1:{port} --workers={settings.ENVIRONMENT.workers} --worker-class={worker} --preload"
    options += f" --threads={THREADS} --no-control-socket --log-level=error"
    command = [sys.executable, "-m", "gunicorn", *options.split(), f"demo.benchmark.peers.{name}:application"]
    with _running(command, port, {ANSWER: str(answer)}) as server:
        yield server


@contextlib.contextmanager
def nginx(folder: Path, answer: Answer) -> Iterator[Server]:
    """nginx with the page as a plain file."""
    port = _free_port()
    _status, headers, body = answer
    (folder / "page").write_bytes(body)
    own = {"content-length", "content-type", "etag"}
    kept = " ".join(f'add_header {name} "{value}";' for name, value in headers if name.lower() not in own)
    kind = dict(headers)["Content-Type"]
    workers = settings.ENVIRONMENT.workers
    text = NGINX.format(workers=workers, folder=folder, port=port, kind=kind, headers=kept)
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    folder.chmod(0o755)
    with _running([str(find_nginx()), "-c", str(folder / "nginx.conf"), "-p", str(folder)], port, {}) as server:
        yield server


def find_nginx() -> str | None:
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def has_granian() -> bool:
    return importlib.util.find_spec("granian") is not None


def fetch(port: int, path: str, encoding: str) -> Answer:
    """Status, headers and body as the site answers."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        own = {"server", "date", "connection"}
        headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in own]
        return f"{answer.status} {answer.reason}", headers, answer.read()


def _site_environment(port: int) -> dict[str, str]:
    return {"PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}", "LOG_LEVEL": "ERROR"}


@contextlib.contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[Server]:
    """Raises CommandError where the server does not start."""
    process = subprocess.Popen(  # noqa: S603 - our own
        command, env={**os.environ, **environment}, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            if process.poll() is not None or time.monotonic() > deadline:
                raise CommandError(f"{' '.join(command)} did not start.")
            time.sleep(0.2)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _children(parent: int) -> list[int]:
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(_fields(file)[1]) == parent:
                found.append(int(file.parent.name))
    return found


def _seconds(number: int) -> float:
    """Processor time of one process: fields 14 and 15 of proc(5)."""
    try:
        fields = _fields(Path(f"/proc/{number}/stat"))
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _fields(file: Path) -> list[str]:
    """The fields from the third on: the second, a name in brackets, may hold anything."""
    return file.read_text(encoding="utf-8").rpartition(")")[2].split()
