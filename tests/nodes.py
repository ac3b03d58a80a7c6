"""Two nodes with one PostgreSQL, one Valkey and nginx, as docs/deploy sets them up: its files say what is started."""

import contextlib
import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg
import yaml
from django.conf import settings
from psycopg.sql import SQL, Identifier
from redis import Redis

from tests.servers import Postgres, valkey

DEPLOY = Path(settings.BASE_DIR, "docs", "deploy")
HOST = "www.example.org"
#: Nothing is measured here: a busy machine may take its time.
START_SECONDS = 300
#: Seconds between two visits of a load: the servers have to share the processors with it.
PAUSE = 0.1
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def wait_until(condition: Callable[[], Any], seconds: float = START_SECONDS) -> float:
    """Wait for it; how many seconds it took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, f"not within {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - began


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str
    seconds: float


def ask(
    port: int,
    path: str,
    form: str | None = None,
    *,
    cookies: dict[str, str] | None = None,
    content_type: str = "application/x-www-form-urlencoded",
    tls: ssl.SSLContext | None = None,
    timeout: float = 90,
) -> Answer:
    """What a node, or nginx, answers. Raises OSError and HTTPException where it does not."""
    headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Origin": f"https://{HOST}"}
    if cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    if form is not None:
        headers |= {
            "Content-Type": content_type,
            "X-CSRFToken": (cookies or {})["__Host-csrftoken"],
        }
    if tls:
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            "127.0.0.1", port, context=tls, timeout=timeout
        )
    else:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    began = time.monotonic()
    with contextlib.closing(connection):
        connection.request("GET" if form is None else "POST", path, form, headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
    return Answer(answer.status, dict(answer.headers), text, time.monotonic() - began)


@dataclass
class Node:
    """One machine: its state is its own, but for the static files, which `prepare` has made."""

    port: int
    command: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def begin(self, code: Path) -> None:
        """Start it, without waiting until it is ready."""
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command, cwd=code, env=self.environment, stdout=log, stderr=log, umask=0o077
            )

    def start(self, code: Path) -> None:
        self.begin(code)
        wait_until(self.is_ready)

    def is_ready(self) -> bool:
        assert self.process and self.process.poll() is None, self.log.read_text()
        with contextlib.suppress(OSError, http.client.HTTPException):
            return self.ask("/readyz", timeout=5).status == 200
        return False

    def stop(self) -> None:
        """As systemd and Docker do."""
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(STOP_SECONDS) == 0, self.log.read_text()

    def ask(self, path: str, form: str | None = None, **options: Any) -> Answer:
        return ask(self.port, path, form, **options)

    def workers(self) -> list[psutil.Process]:
        """The processes that serve."""
        assert self.process
        children = psutil.Process(self.process.pid).children()
        return [child for child in children if child.status() != psutil.STATUS_ZOMBIE]


def unit(file: str = "site.service") -> dict[str, str]:
    """The [Service] of a systemd unit. Each name is there once."""
    text = (DEPLOY / file).read_text(encoding="utf-8")
    service = text.partition("[Service]")[2].partition("\n[")[0]
    return dict(re.findall(r"^(\w+)=(.*)$", service, re.MULTILINE))


STOP_SECONDS = int(unit()["TimeoutStopSec"])


@dataclass
class Cluster:
    folder: Path
    database: Postgres
    redis_url: str
    environment: dict[str, str]
    one: Node
    two: Node
    #: Of nginx.
    port: int
    tls: ssl.SSLContext
    prepare_command: list[str]
    #: Ends with 0 where the first node is ready.
    health_command: list[str]
    code: Path = Path(settings.BASE_DIR)
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def nodes(self) -> tuple[Node, Node]:
        return self.one, self.two

    def ask(self, path: str, form: str | None = None, **options: Any) -> Answer:
        """Through nginx."""
        return ask(self.port, path, form, tls=self.tls, **options)

    def prepare(self) -> None:
        subprocess.run(
            self.prepare_command, cwd=self.code, env=self.environment, check=True, capture_output=True, text=True
        )

    def shell(self, code: str) -> Any:
        """What `code` prints as JSON."""
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        done = subprocess.run(command, cwd=self.code, env=self.environment, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def freeze_redis(self, number: signal.Signals) -> None:
        os.kill(self._redis_process, number)

    def note_redis(self) -> None:
        self._redis_process: int = Redis.from_url(self.redis_url).info()["process_id"]


def python(command: str | list[str]) -> list[str]:
    """A command of the deployment, with the Python of the tests."""
    words = shlex.split(command) if isinstance(command, str) else command
    assert words[0] in ("python", "/srv/site/venv/bin/python")
    return [sys.executable, *words[1:]]


def migrated_databases() -> Path | None:
    """What `make test` has made for the tests on PostgreSQL, once that is there."""
    kept = Path(os.environ.get("TEST_POSTGRES_FOLDER", ""), "data")
    return kept if kept.is_absolute() and kept.is_dir() else None


def site_database(server: Postgres) -> str:
    """The address of a database in which the migrations have run, where the tests have made one; else of an empty one."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_migrated\\_%'"
        ).fetchone()
        template = found[0] if found else "template1"
        connection.execute(SQL("CREATE DATABASE site TEMPLATE {}").format(Identifier(template)))
    return server.url.replace("/postgres?", "/site?")


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Both nodes run once they are started; all else does. Nothing is prepared."""
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    health = compose["services"]["one"]["healthcheck"]["test"]
    in_container = json.loads(re.search(r"^CMD (.*)$", dockerfile, re.MULTILINE)[1])  # type: ignore[index]
    with Postgres(migrated_databases()) as database, valkey() as redis_url, contextlib.ExitStack() as stack:
        kept = {name: value for name, value in os.environ.items() if name in ("HOME", "LANG", "PATH", "PYTHONUTF8")}
        environment = {
            **kept,
            "BEHIND_PROXY": "1",
            "DATABASE_URL": site_database(database),
            "DJANGO_SETTINGS_MODULE": "site_project.settings.production",
            "EMAIL_URL": f"smtp://127.0.0.1:{free_port()}",
            "REDIS_URL": redis_url,
            "SECRET_KEY": "of the nodes of the tests, " * 3,
            "SITE_URL": f"https://{HOST}",
            "VAR_DIR": str(folder / "shared"),
        }
        (folder / "shared" / "media").mkdir(parents=True)
        nodes = []
        for name, command in (("one", in_container), ("two", unit()["ExecStart"])):
            state = folder / name
            state.mkdir()
            (state / "static").symlink_to(folder / "shared" / "static")
            (state / "media").symlink_to(folder / "shared" / "media")
            port = free_port()
            own = environment | {"PORT": str(port), "VAR_DIR": str(state)}
            nodes.append(Node(port, python(command), own, folder / f"{name}.log"))
        port, tls = stack.enter_context(nginx(folder, [node.port for node in nodes]))
        made = Cluster(
            folder,
            database,
            redis_url,
            environment,
            *nodes,
            port,
            tls,
            python(compose["services"]["prepare"]["command"]),
            [word.replace(":8000/", f":{nodes[0].port}/") for word in python(health[1:])],
        )
        made.note_redis()
        try:
            yield made
        finally:
            with contextlib.suppress(psutil.NoSuchProcess):
                database.send(signal.SIGCONT)
            made.freeze_redis(signal.SIGCONT)
            for node in nodes:
                if node.process and node.process.poll() is None:
                    node.process.kill()
                    node.process.wait()


@contextlib.contextmanager
def nginx(folder: Path, nodes: list[int]) -> Iterator[tuple[int, ssl.SSLContext]]:
    """A running nginx with the configuration of the documentation: its port, and what its certificate is checked with."""
    assert NGINX
    place = folder / "nginx"
    place.mkdir()
    certificate, key = place / "certificate.pem", place / "key.pem"
    certify = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate]
    subject = ["-subj", f"/CN={HOST}", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*certify, *subject], check=True, capture_output=True)
    port = free_port()
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    own = {
        "listen 443": f"listen 127.0.0.1:{port}",
        "127.0.0.1:8001": f"127.0.0.1:{nodes[0]}",
        "127.0.0.1:8002": f"127.0.0.1:{nodes[1]}",
        "/etc/site/certificate.pem": str(certificate),
        "/etc/site/key.pem": str(key),
    }
    for documented, here in own.items():
        assert documented in text
        text = text.replace(documented, here)
    temporary = "".join(
        f"{kind}_temp_path {place}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (place / "nginx.conf").write_text(
        f"{user} daemon off; pid {place}/pid; error_log {place}/log; worker_processes 1;"
        f"events {{ worker_connections 256; }} http {{ {temporary} {text} }}"
    )
    server = subprocess.Popen([NGINX, "-c", place / "nginx.conf", "-p", place], stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: _listens(port))
        yield port, ssl.create_default_context(cafile=str(certificate))
    finally:
        server.terminate()
        server.wait(20)


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError):
        socket.create_connection(("127.0.0.1", port)).close()
        return True
    return False


class Load:
    """Asks again and again, in threads, until the block ends; what was answered."""

    def __init__(self, *visits: Callable[[], Any]) -> None:
        self._visits = visits
        self._stop = threading.Event()
        self.answers: list[Any] = []
        self.faults: list[str] = []

    def __enter__(self) -> "Load":
        self._threads = [threading.Thread(target=self._repeat, args=(visit,)) for visit in self._visits]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _repeat(self, visit: Callable[[], Any]) -> None:
        while not self._stop.wait(PAUSE):
            try:
                self.answers.append(visit())
            except (AssertionError, OSError, http.client.HTTPException) as fault:
                self.faults.append(repr(fault))
