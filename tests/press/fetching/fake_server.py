"""Plays the web: outlets with articles, and everything that goes wrong with them, from a server on this machine.

The fixture `outlets` lets fake host names resolve to a public address, and connections to that address end at the
server. Nothing in the site knows of it. What a host answers is in tests/press/fetching/fake_responses.py; tests add to it:

    outlets.page("daily.example", "/new", "<title>New</title>")
    article = read_article("http://daily.example/new")
    assert outlets.asked("daily.example", "/new") == 1
"""

import contextlib
import json
import shutil
import socket
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from unittest import mock

import pytest
import requests.adapters
import urllib3.util.connection

from tests.press.fetching import fake_responses

#: A public address (IANA's example.com), which nothing here is ever sent to.
PUBLIC = "93.184.216.34"
#: The file, in a folder of the tests', with the certificate of all played hosts and its key.
CERTIFICATE = "outlets.pem"


@dataclass
class Asked:
    """A request that reached the server."""

    method: str
    host: str
    path: str
    headers: dict[str, str]


@dataclass
class Outlets:
    """The played web, as a test sees and changes it."""

    #: The ports on this machine that stand for 80 and 443 of the public address: as they are, and for a test to change.
    real_ports: dict[int, int]
    ports: dict[int, int] = field(default_factory=dict)
    #: (host, path) and what is answered. A path of "*" answers for all others of its host.
    answers: dict[tuple[str, str], fake_responses.Answer] = field(default_factory=dict)
    #: Host names and the addresses that they resolve to, one after the other; the last one stays.
    names: dict[str, list[str]] = field(default_factory=dict)
    requests: list[Asked] = field(default_factory=list)
    #: Each (address, port) that was connected to.
    connected: list[tuple[str, int]] = field(default_factory=list)

    def reset(self) -> None:
        """Forget what a test did."""
        self.answers = dict(fake_responses.ANSWERS)
        self.names = {host: list(addresses) for host, addresses in fake_responses.NAMES.items()}
        self.ports.update(self.real_ports)
        self.requests.clear()
        self.connected.clear()

    def page(
        self, host: str, path: str, body: str | bytes = b"", *, status: int = 200, headers: dict[str, str] | None = None
    ) -> str:
        """Let a host answer at a path, as HTML in UTF-8 unless `headers` say otherwise. Returns the address."""
        self.answers[host, path] = fake_responses.page(body, status=status, headers=headers)
        return f"http://{host}{path}"

    def asked(self, host: str, path: str) -> int:
        """How often a page was asked for."""
        return sum(1 for request in self.requests if (request.host, request.path) == (host, path))

    def addresses_of(self, host: str) -> list[str]:
        """What a name resolves to now; empty for a name that there is not."""
        host = host.rstrip(".").lower()
        if host in self.names:
            addresses = self.names[host]
            return [addresses.pop(0) if len(addresses) > 1 else addresses[0]]
        return [PUBLIC] if any(known == host for known, _path in self.answers) else []

    def as_environment(self, folder: Path) -> dict[str, str]:
        """What tests/site_settings.py needs to know in another process."""
        played_here = {"ports": self.real_ports, "certificate": str(folder / CERTIFICATE)}
        return {"DJANGO_SETTINGS_MODULE": "tests.site_settings", "FAKE_SERVER": json.dumps(played_here)}

    def answer(self, host: str, path: str) -> fake_responses.Answer:
        for key in ((host, path), (host, path.partition("?")[0]), (host, "*")):
            if key in self.answers:
                return self.answers[key]
        return fake_responses.NOT_FOUND


def addresses_at_first(host: str) -> list[str]:
    """What a name resolves to while no test changes anything."""
    return Outlets(
        {},
        answers=dict(fake_responses.ANSWERS),
        names={name: list(found) for name, found in fake_responses.NAMES.items()},
    ).addresses_of(host)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").partition(":")[0]
        headers = {name.lower(): value for name, value in self.headers.items()}
        outlets = self.server.outlets
        outlets.requests.append(Asked(self.command, host, self.path, headers))
        self.close_connection = True
        with contextlib.suppress(OSError):
            outlets.answer(host, self.path)(self)

    do_HEAD = do_GET  # noqa: N815  the name that the base class calls

    def log_message(self, *args: object) -> None:
        pass


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 50

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.context = context
        self.outlets = Outlets({})

    def finish_request(self, request: socket.socket, client_address: tuple[str, int]) -> None:
        with contextlib.suppress(OSError), contextlib.ExitStack() as connection:
            if self.context:  # here, in a thread of the connection's own
                request = connection.enter_context(self.context.wrap_socket(request, server_side=True))
            super().finish_request(request, client_address)

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextlib.contextmanager
def fake_server(folder: Path) -> Iterator[Outlets]:
    """A running web. `folder` takes the throwaway certificate; without OpenSSL there is no https."""
    servers = {80: _Server()}
    if certificate := make_certificate(folder):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        servers[443] = _Server(context)
    outlets = Outlets({port: server.server_address[1] for port, server in servers.items()})
    for server in servers.values():
        server.outlets = outlets
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    outlets.reset()
    yield outlets
    for server in servers.values():
        server.shutdown()
        server.server_close()


def make_certificate(folder: Path) -> Path | None:
    """A file with a certificate for all played hosts, signed by itself, and its key."""
    file = folder / CERTIFICATE
    if not shutil.which("openssl"):
        return None
    hosts = sorted({host for host, _path in fake_responses.ANSWERS})
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", "/CN=played outlets", "-keyout", "key.pem", "-out", "certificate.pem"]
    command += ["-addext", "subjectAltName=" + ",".join(f"DNS:{host}" for host in hosts)]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    file.write_bytes((folder / "certificate.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return file


@contextlib.contextmanager
def routed(
    addresses_of: Callable[[str], list[str]],
    ports: dict[int, int],
    certificate: Path,
    connected: list[tuple[str, int]] | None = None,
) -> Iterator[None]:
    """Resolve names with `addresses_of`, and let connections to the public address end at `ports` of this machine."""
    real_getaddrinfo, real_connection = socket.getaddrinfo, urllib3.util.connection.create_connection

    def getaddrinfo(host: str, port: int | str | None, *args: object, **kwargs: object) -> list[object]:
        if isinstance(host, bytes) or not host or host == "localhost" or host[-1].isdigit() or ":" in host:
            return real_getaddrinfo(host, port, *args, **kwargs)  # type: ignore[arg-type]
        if found := addresses_of(host):
            return [entry for address in found for entry in real_getaddrinfo(address, port, type=socket.SOCK_STREAM)]
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def create_connection(address: tuple[str, int], *args: object, **kwargs: object) -> socket.socket:
        if connected is not None:
            connected.append(address)
        host, port = address
        if host.strip("[]") != PUBLIC:
            return real_connection(address, *args, **kwargs)  # type: ignore[arg-type]
        if port not in ports:
            raise ConnectionRefusedError
        return real_connection(("127.0.0.1", ports[port]), *args, **kwargs)  # type: ignore[arg-type]

    with contextlib.ExitStack() as patches:
        patches.enter_context(mock.patch("socket.getaddrinfo", getaddrinfo))
        patches.enter_context(mock.patch.object(urllib3.util.connection, "create_connection", create_connection))
        if certificate.exists():
            patches.enter_context(mock.patch.object(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(certificate)))
        yield


@pytest.fixture(scope="session")
def outlet_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outlets")


@pytest.fixture(scope="session")
def outlet_servers(outlet_folder: Path) -> Iterator[Outlets]:
    with fake_server(outlet_folder) as outlets:
        yield outlets


@pytest.fixture
def outlets(outlet_servers: Outlets, outlet_folder: Path) -> Iterator[Outlets]:
    """The played web, as new, for one test."""
    web = outlet_servers
    web.reset()
    with routed(web.addresses_of, web.ports, outlet_folder / CERTIFICATE, web.connected):
        yield web
