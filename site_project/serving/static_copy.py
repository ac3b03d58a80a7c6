"""A copy of the whole public site in plain files, which any web server can show, also while this site is away.

Pages are asked for as a visitor asks, through the page cache, and links are followed. What the last copy has already is
left alone; each file is replaced at once, as a whole; what is no longer public goes. Addresses with a query (filters,
search, further pages of lists) have no file of their own: the list of contents names them.
"""

import gzip
import hashlib
import html
import json
import mimetypes
import os
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse
from django.utils import translation

from site_project.i18n.translations import native_name
from site_project.media import PUBLIC_FOLDER
from site_project.page_cache.generation import generation
from site_project.page_cache.moments import next_moment
from site_project.page_cache.wsgi import Application, PageCache
from site_project.text import TEXT_TYPES

MANIFEST = "manifest.json"
#: Parts of the site that are not public, or mean nothing in a file.
LEFT_OUT = ("/admin/", "/styleguide/")
#: An address of each language at which there is no page: what it answers is the language's 404 page.
NOWHERE = "404.html"

_ATTRIBUTE = re.compile(r'\b(?:href|src|poster)="([^"]+)"')
_SRCSET = re.compile(r'\bsrcset="([^"]+)"')
_CSS_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)")
_JSON_SRC = re.compile(r'"src":\s*"([^"]+)"')


class CopyError(Exception):
    """Says in one sentence why the copy stays as it was."""


@dataclass
class Answer:
    status: int
    content_type: str
    location: str
    body: bytes


@dataclass
class Outcome:
    """What a run has done: the paths of addresses, as visitors know them."""

    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


class Site:
    """The public site, asked as an anonymous visitor asks it."""

    def __init__(self) -> None:
        self.address = urlsplit(settings.SITE_URL)
        self._application: Application = WSGIHandler()
        if settings.PAGE_CACHE:
            self._application = PageCache(self._application, generation(), Path(settings.PAGE_CACHE_FOLDER))

    def ask(self, path: str) -> Answer:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(path, encoding="latin-1"),
            "QUERY_STRING": "",
            "SERVER_NAME": self.address.hostname,
            "SERVER_PORT": str(self.address.port or 80),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": self.address.netloc,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self.address.scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        if settings.SECURE_PROXY_SSL_HEADER and self.address.scheme == "https":
            name, value = settings.SECURE_PROXY_SSL_HEADER
            environ[name] = value
        noted: list[Any] = []
        answer: Any = self._application(environ, lambda status, headers, *_error: noted.extend([status, headers]))
        try:
            body = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        headers = {name.lower(): value for name, value in noted[1]}
        return Answer(int(noted[0][:3]), headers.get("content-type", ""), headers.get("location", ""), body)

    def local(self, address: str, base: str) -> str:
        """The path of an address of this site, with its query; empty for any other."""
        parts = urlsplit(urljoin(base, html.unescape(address)))
        if parts.scheme not in ("", "http", "https") or (parts.netloc and parts.netloc != self.address.netloc):
            return ""
        return f"{parts.path}?{parts.query}" if parts.query else parts.path


def update(folder: Path, *, relative: bool = False) -> Outcome:
    """Bring the copy in `folder` up to date. `relative`: links lead from file to file, for a memory stick.

    Raises CopyError where the site does not answer as it should; the copy is then as it was.
    """
    token, until = generation().current(), next_moment()
    old = read_manifest(folder)
    outcome = Outcome()
    contents = dict(_crawl(Site(), outcome))
    files: dict[str, str] = {}
    for path, (content_type, body) in contents.items():
        name = file_name(path)
        content = _relative(body, path, contents) if relative and content_type.startswith("text/html") else body
        files[name] = hashlib.sha256(content).hexdigest()
        if old.get("files", {}).get(name) != files[name] or not (folder / name).is_file():
            _write(folder / name, content)
            if content_type.startswith(TEXT_TYPES):
                _write(folder / f"{name}.gz", gzip.compress(content, mtime=0))
            outcome.changed.append(path)
    if relative:
        files["index.html"] = hashlib.sha256(door := _front_door()).hexdigest()
        _write(folder / "index.html", door)
    for name in sorted(old.get("files", {}).keys() - files.keys()):
        for gone in (folder / name, folder / f"{name}.gz"):
            gone.unlink(missing_ok=True)
        outcome.removed.append("/" + name.removesuffix("index.html"))
    made = {"site": settings.SITE_URL, "generation": token, "until": until.isoformat()}
    manifest = {**made, "files": dict(sorted(files.items())), "left_out": sorted(set(outcome.left_out))}
    _write(folder / MANIFEST, json.dumps(manifest, indent=1).encode())
    return outcome


def read_manifest(folder: Path) -> dict[str, Any]:
    """The list of contents of the copy in `folder`; empty where there is none."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return manifest


def is_current(folder: Path) -> bool:
    """Whether nothing has changed since the last copy, and no time has come at which pages change by themselves."""
    manifest, token = read_manifest(folder), generation().current()
    known = token is not None and manifest.get("generation") == list(token)
    return known and manifest.get("until") == next_moment().isoformat() and manifest.get("site") == settings.SITE_URL


def file_name(path: str) -> str:
    """The file for the path of an address, relative to the folder of the copy."""
    name = unquote(path).lstrip("/")
    return f"{name}index.html" if not name or name.endswith("/") else name


def _crawl(site: Site, outcome: Outcome) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Path, type and content of everything that is public."""
    waiting, seen = deque(_beginnings()), set()
    while waiting:
        path = waiting.popleft()
        if path in seen or path.startswith(LEFT_OUT):
            continue
        seen.add(path)
        if "?" in path:
            outcome.left_out.append(path)
            waiting.append(path.partition("?")[0])
            continue
        found = _read(site, path)
        if found is None:
            outcome.left_out.append(path)
            continue
        content_type, body = found
        yield path, (content_type, body)
        if content_type.startswith(TEXT_TYPES):
            waiting.extend(filter(None, (site.local(link, path) for link in _links(body.decode(), site))))


def _beginnings() -> Iterator[str]:
    yield from ("/sitemap.xml", "/robots.txt", reverse("security_txt"))
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            home = reverse("wagtail_serve", args=("",))
        yield from (home, f"{home}{NOWHERE}")


def _read(site: Site, path: str) -> tuple[str, bytes] | None:
    """Type and content of what is at `path`; None where nothing is. Raises CopyError when the site is not well."""
    content_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    if path.startswith(settings.STATIC_URL):
        return _of_file(Path(settings.STATIC_ROOT), path.removeprefix(settings.STATIC_URL), content_type)
    if settings.MEDIA_URL.startswith("/") and path.startswith(f"{settings.MEDIA_URL}{PUBLIC_FOLDER}"):
        name = unquote(path.removeprefix(settings.MEDIA_URL))
        if default_storage.exists(name):
            with default_storage.open(name) as file:
                return content_type, file.read()
    answer = site.ask(path)
    if answer.status >= 500:
        raise CopyError(f"{path} answers with {answer.status}: the copy stays as it was.")
    if answer.status == 200 or path.endswith(f"/{NOWHERE}"):
        return answer.content_type, answer.body
    return None


def _of_file(folder: Path, name: str, content_type: str) -> tuple[str, bytes] | None:
    found = folder / unquote(name)
    source = found if found.is_file() else finders.find(unquote(name))
    return (content_type, Path(source).read_bytes()) if source else None


def _links(text: str, site: Site) -> Iterator[str]:
    for pattern in (_ATTRIBUTE, _CSS_URL, _JSON_SRC):
        yield from pattern.findall(text)
    for sources in _SRCSET.findall(text):
        yield from (source.split()[0] for source in sources.split(",") if source.strip())
    # Canonical addresses, share cards, feeds and the sitemap write whole addresses.
    yield from re.findall(rf"{re.escape(site.address.geturl())}/[^\s\"'<>\\)]*", text)


def _front_door() -> bytes:
    """What is at the root of a memory stick: the site itself asks the browser for its language there."""
    links = [
        f'<li><a href="{code}/index.html" lang="{code}">{native_name(code)}</a>' for code, _name in settings.LANGUAGES
    ]
    title = html.escape(settings.WAGTAIL_SITE_NAME)
    return f'<!DOCTYPE html><meta charset="utf-8"><title>{title}</title><ul>{"".join(links)}</ul>'.encode()


def _relative(body: bytes, path: str, contents: dict[str, Any]) -> bytes:
    """A page whose links lead to the files beside it. Links to what has no file lead to the site."""
    start = Path(file_name(path)).parent

    def target(address: str) -> str:
        parts = urlsplit(html.unescape(address))
        if parts.netloc or parts.scheme or not parts.path.startswith("/"):
            return address
        if parts.path not in contents:
            return html.escape(settings.SITE_URL + html.unescape(address))
        way = os.path.relpath(file_name(parts.path), start).replace(os.sep, "/")
        return html.escape(f"{way}#{parts.fragment}" if parts.fragment else way)

    def sources(found: re.Match[str]) -> str:
        each = [source.split() for source in found[1].split(",") if source.strip()]
        return f'srcset="{", ".join(" ".join([target(first), *rest]) for first, *rest in each)}"'

    text = _ATTRIBUTE.sub(lambda found: found[0].replace(found[1], target(found[1])), body.decode())
    return _SRCSET.sub(sources, text).encode()


def _write(file: Path, content: bytes) -> None:
    """All at once. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
