"""The site behind its page cache, asked as a server asks it."""

import gzip
from contextlib import contextmanager
from dataclasses import dataclass, field

import brotli
import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import RequestFactory

from site_project.page_cache.generation import generation
from site_project.page_cache.wsgi import PageCache, wrap

HOST = "testserver"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self):
        decode = {"gzip": gzip.decompress, "br": brotli.decompress}.get(self.headers.get("Content-Encoding"), bytes)
        return decode(self.content).decode()


@dataclass
class Browser:
    """Asks a WSGI application, and counts how often Django was asked behind it."""

    application: object
    renders: list[str] = field(default_factory=list)

    def get(self, path, method="GET", **headers):
        """`headers`: "accept_encoding" is Accept-Encoding."""
        extra = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        environ = RequestFactory().generic(method, path, **{"HTTP_HOST": HOST, **extra}).environ
        noted = []
        body = self.application(environ, lambda status, fields, *_error: noted.extend([status, fields]))
        try:
            content = b"".join(body)
        finally:
            getattr(body, "close", lambda: None)()
        status, fields = noted
        return Answer(int(status[:3]), dict(fields), content)

    def rendered(self, path, **headers):
        """Whether Django was asked for the answer."""
        before = len(self.renders)
        self.get(path, **headers)
        return len(self.renders) > before


def make_browser():
    """A worker of a server: with a memory of its own, and the files of the others."""
    django, renders = get_wsgi_application(), []

    def counted(environ, start_response):
        renders.append(environ["PATH_INFO"])
        return django(environ, start_response)

    return Browser(wrap(counted), renders)


@pytest.fixture(autouse=True)
def _transaction_outlives_requests():
    """Django closes connections in a transaction when a request begins or ends, but for its own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def folder(settings, tmp_path):
    """Where this test's pages are kept."""
    settings.PAGE_CACHE_FOLDER = tmp_path / "pages"
    generation.cache_clear()
    yield settings.PAGE_CACHE_FOLDER
    generation.cache_clear()


@pytest.fixture
def visitor(folder):
    """Somebody who visits the site behind its page cache."""
    browser = make_browser()
    assert isinstance(browser.application, PageCache)
    return browser


@pytest.fixture
def uncached():
    """Somebody whom the same site answers without a page cache."""
    return Browser(get_wsgi_application())


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Around a change: it is committed at the end."""

    @contextmanager
    def committing():
        connection.run_on_commit.clear()  # what the test has prepared is never committed
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return committing
