"""The site behind its page cache, asked as a server asks it."""

import gzip
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field

import brotli
import pytest
import time_machine
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from site_project.page_cache import rendering
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

    application: Callable
    #: What the application asks for what it has not kept.
    django: Callable | None = None
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

    def kept(self, path):
        """The answer that is kept; None where Django would be asked, which is not done."""
        django, self.django = self.django, say_nothing
        try:
            before = len(self.renders)
            answer = self.get(path)
            return answer if len(self.renders) == before else None
        finally:
            self.django = django


def say_nothing(_environ, start_response):
    """In Django's place: an answer that is not kept."""
    start_response("503 Service Unavailable", [])
    return []


class Remembered:
    """Django, which is asked only once for each address: the answer is for as long as nothing changes."""

    def __init__(self):
        self._django, self._answers = get_wsgi_application(), {}

    def __call__(self, environ, start_response):
        address = environ["PATH_INFO"], environ["QUERY_STRING"]
        if address not in self._answers:
            said = []
            answer = self._django(environ, lambda status, fields, *_error: said.extend([status, fields]))
            self._answers[address] = *said, b"".join(answer), environ[rendering.KEY]
            answer.close()
        status, fields, body, made = self._answers[address]
        for name in ("is_allowed", "parameters", "fresh_until"):
            setattr(environ[rendering.KEY], name, getattr(made, name))
        start_response(status, list(fields))
        return Whole([body])


class Whole(list):
    """A body that is not made while it is sent."""

    streaming = False


def make_browser():
    """A worker of a server: with a memory of its own, and the files of the others."""

    def counted(environ, start_response):
        browser.renders.append(environ["PATH_INFO"])
        return browser.django(environ, start_response)

    browser = Browser(wrap(counted), get_wsgi_application())
    return browser


def pytest_generate_tests(metafunc):
    """Random edits: one round each time, as many as are asked for by those who touch the page cache."""
    if "seed" in metafunc.fixturenames:
        metafunc.parametrize("seed", range(metafunc.config.getoption("--random-rounds")))


@pytest.fixture
def standing_clock(clock):
    """Stands still unless it is moved: answers say the second in which they were given."""
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _asked_as_by_a_server(transaction_outlives_requests):
    pass


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
