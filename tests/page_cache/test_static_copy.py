"""The copy of the public site in files: all of it, nothing else, and the same as the site says."""

import contextlib
import hashlib
import http.server
import json
import re
import shutil
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.core.management import CommandError, call_command

from site_project.serving import static_copy
from tests.factories import CampaignFactory, EventFactory, ImageFactory, NewsFactory, StandardPageFactory, translate

pytestmark = pytest.mark.deep(postgres=True)

HOST = "testserver"


@pytest.fixture
def content(site):
    hub = CampaignFactory(slug="sanctuary")
    translate(hub)
    EventFactory(slug="hall", campaign=hub.campaign)
    return NewsFactory(slug="report", campaign=hub.campaign, image=ImageFactory())


@pytest.fixture
def copy(content, folder, settings, tmp_path):
    """The folder that the copy is kept in."""
    settings.STATIC_COPY = tmp_path / "copy"
    return settings.STATIC_COPY


def update(*arguments):
    output = StringIO()
    call_command("static_copy", *arguments, stdout=output)
    return output.getvalue()


def files(folder):
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def test_it_holds_the_whole_site_and_says_what_it_leaves_out(copy, uncached):
    update()
    manifest = json.loads((copy / "manifest.json").read_text())
    listed = manifest["files"]
    assert files(copy) == {
        *listed,
        "manifest.json",
        *(f"{name}.gz" for name in listed if (copy / f"{name}.gz").exists()),
    }
    assert all(hashlib.sha256((copy / name).read_bytes()).hexdigest() == digest for name, digest in listed.items())
    assert {
        "en/index.html", "es/index.html", "en/campaigns/sanctuary/index.html", "en/news/report/index.html",
        "en/events/calendar.ics", "en/campaigns/sanctuary/feed.xml", "sitemap.xml", "robots.txt", "en/404.html",
        "es/404.html", ".well-known/security.txt", "static/site/css/site.css",
    } <= set(listed)  # fmt: skip
    assert any(name.startswith("media/images/") for name in listed)
    assert not [name for name in listed if name.startswith(("admin", "styleguide", "media/original"))]
    assert any("?when=past" in address for address in manifest["left_out"])
    for path in ("/en/", "/en/news/report/", "/sitemap.xml", "/en/campaigns/sanctuary/feed.xml", "/en/404.html"):
        assert (copy / static_copy.file_name(path)).read_bytes() == uncached.get(path).content


def test_only_what_has_changed_is_written_and_what_is_gone_goes(copy, content, commit):
    update()
    assert update("--if-changed") == ""
    page = copy / "en/campaigns/sanctuary/index.html"
    before = page.stat().st_mtime_ns, page.stat().st_ino
    with commit():
        content.title = "Another title"
        content.save_revision().publish()
    said = update("--if-changed")
    assert "Another title" in (copy / "en/news/report/index.html").read_text()
    changed = int(re.search(r"(\d+) changed", said)[1])
    assert 0 < changed < len(json.loads((copy / "manifest.json").read_text())["files"]) / 2
    robots = copy / "robots.txt"
    untouched = robots.stat().st_ino
    with commit():
        content.unpublish()
    update("--if-changed")
    assert not (copy / "en/news/report/index.html").exists() and not (copy / "en/news/report/index.html.gz").exists()
    assert robots.stat().st_ino == untouched and before[1]


def test_a_site_that_is_not_well_leaves_the_copy_as_it_was(copy, monkeypatch):
    update()
    before = {name: (copy / name).read_bytes() for name in files(copy)}
    ask = static_copy.Site.ask
    broken = static_copy.Answer(503, "text/html", "", b"")
    monkeypatch.setattr(static_copy.Site, "ask", lambda site, path: broken if path == "/es/" else ask(site, path))
    with pytest.raises(CommandError, match=r"^/es/ answers with 503"):
        update()
    assert {name: (copy / name).read_bytes() for name in files(copy)} == before


def test_on_a_memory_stick_links_lead_from_file_to_file(copy, tmp_path):
    stick = tmp_path / "stick"
    update(stick, "--relative")
    checked = 0
    for file in stick.rglob("*.html"):
        text = file.read_text()
        for link in re.findall(r'\b(?:href|src)="([^"#]+)', text):
            assert not link.startswith("/")
            if ":" not in link:
                assert (file.parent / link).resolve().is_file(), (file, link)
                checked += 1
    assert checked > 50
    assert 'href="en/index.html"' in (stick / "index.html").read_text()


class Recorder(http.server.BaseHTTPRequestHandler):
    """A CDN that notes what it is to forget."""

    def do_PURGE(self):
        self.server.purged.add((self.headers["Host"], self.path))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        """Nothing is said."""


@pytest.fixture
def cdn(settings):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder) as server:
        server.purged = set()
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        backend = "wagtail.contrib.frontend_cache.backends.HTTPBackend"
        settings.WAGTAILFRONTENDCACHE = {
            "default": {"BACKEND": backend, "LOCATION": f"http://127.0.0.1:{server.server_port}"}
        }
        yield server
        server.shutdown()
        thread.join()


def test_a_cdn_forgets_exactly_what_has_changed(copy, content, cdn, commit):
    update()
    cdn.purged.clear()
    with commit():
        content.title = "Another title"
        content.save_revision().publish()
    update()
    assert {(HOST, "/en/news/report/"), (HOST, "/en/news/")} <= cdn.purged
    assert (HOST, "/robots.txt") not in cdn.purged and (HOST, "/es/404.html") not in cdn.purged
    cdn.purged.clear()
    with commit():
        content.unpublish()
    update()
    assert (HOST, "/en/news/report/") in cdn.purged
    cdn.purged.clear()
    update()
    assert not cdn.purged


# --- nginx ---


@contextlib.contextmanager
def nginx(folder, place):
    """A running nginx with the configuration of the documentation; the value is its address."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if not program:
        pytest.skip("nginx is not installed")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    text = Path(site_settings.BASE_DIR, "docs/deploy/nginx-static.conf").read_text(encoding="utf-8")
    text = text.replace("127.0.0.1:8080", f"127.0.0.1:{port}").replace("/srv/site/static-copy", str(folder))
    temporary = "".join(
        f"{kind}_temp_path {place}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root; " if not site_settings.VAR_DIR.stat().st_uid else ""
    configuration = place / "nginx.conf"
    configuration.write_text(
        f"{user}daemon off; pid {place}/pid; error_log stderr; worker_processes 1;"
        f"events {{ worker_connections 64; }} http {{ {temporary} {text} }}"
    )
    server = subprocess.Popen([program, "-c", configuration, "-p", place], stderr=subprocess.PIPE, text=True)
    try:
        for _try in range(500):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            assert server.poll() is None, server.stderr.read()
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.communicate(timeout=20)


class NotFollowing(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def ask(address):
    try:
        with urllib.request.build_opener(NotFollowing).open(address, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.headers, answer.read()


def test_nginx_says_the_same_as_the_site(copy, uncached, tmp_path):
    StandardPageFactory(slug="about")
    update()
    listed = json.loads((copy / "manifest.json").read_text())["files"]
    paths = ["/" + name.removesuffix("index.html") for name in listed if not name.startswith(("static/", "media/"))]
    own = {
        "date",
        "server",
        "content-length",
        "connection",
        "last-modified",
        "etag",
        "accept-ranges",
        "vary",
        "cache-control",
    }
    (place := tmp_path / "nginx").mkdir()
    with nginx(copy, place) as address:
        for path in [*paths, "/en/nowhere/", "/es/nada/"]:
            status, headers, body = ask(address + path)
            expected = uncached.get(path)
            assert (path, status if not path.endswith("404.html") else 404) == (path, expected.status)
            if "nowhere" not in path and "nada" not in path:
                assert body == expected.content, path
            said = {name.lower(): value for name, value in headers.items() if name.lower() not in own}
            meant = {k.lower(): v for k, v in expected.headers.items() if k.lower() not in own | {"content-language"}}
            assert said == meant, path
        status, headers, _body = ask(f"{address}/")
        assert (status, headers["Location"]) == (302, "/en/")
        for name in (name for name in listed if name.startswith(("static/", "media/"))):
            assert ask(f"{address}/{name}")[2] == (copy / name).read_bytes()
        assert ask(f"{address}/manifest.json")[0] == 404
