"""A real Varnish forgets what it is told to, and nothing else."""

import http.server
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from wagtail.contrib.frontend_cache.utils import PurgeBatch

PROGRAM = shutil.which("varnishd", path="/usr/sbin:/usr/local/sbin:/usr/bin")

pytestmark = [
    # Varnish compiles its configuration.
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAM, reason="Varnish is not installed"),
]


class Origin(http.server.BaseHTTPRequestHandler):
    """The site: every answer is another one."""

    def do_GET(self):
        self.server.asked.append(self.path)
        body = f"{len(self.server.asked)}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Nothing is said."""


@pytest.fixture
def origin():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Origin) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def varnish(origin, tmp_path):
    """The address of a Varnish with the configuration of the documentation."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    text = Path(site_settings.BASE_DIR, "docs/deploy/varnish.vcl").read_text(encoding="utf-8")
    (tmp_path / "site.vcl").write_text(text.replace('"8000"', f'"{origin.server_port}"'))
    options = [
        "-F",
        "-n",
        tmp_path / "varnish",
        "-a",
        f"127.0.0.1:{port}",
        "-f",
        tmp_path / "site.vcl",
        "-s",
        "malloc,8m",
    ]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen([PROGRAM, *options, "-j", "none"], stdout=log, stderr=log)
    try:
        for _try in range(3000):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                assert server.poll() is None, (tmp_path / "log").read_text()
                time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def get(address, path, host):
    request = urllib.request.Request(address + path, headers={"Host": host})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read()


def test_it_forgets_what_has_changed(varnish, origin, settings):
    host = settings.SITE_URL.removeprefix("http://")
    backend = "wagtail.contrib.frontend_cache.backends.HTTPBackend"
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": backend, "LOCATION": varnish}}
    first = {path: get(varnish, path, host) for path in ("/en/", "/es/", "/en/events/?when=past")}
    assert {path: get(varnish, path, host) for path in first} == first and len(origin.asked) == 3
    PurgeBatch([f"{settings.SITE_URL}/en/"]).purge()
    assert get(varnish, "/en/", host) != first["/en/"]
    assert get(varnish, "/es/", host) == first["/es/"] and len(origin.asked) == 4
