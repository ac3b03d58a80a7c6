"""One rendering for many visits at once; and what readers get while the database is away."""

import datetime as dt
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.http import HttpResponse
from django.utils import timezone

from site_project.page_cache.generation import generation
from site_project.page_cache.wsgi import GRACE, PageCache, wrap
from tests.page_cache.conftest import Browser

VISITS = 12


class SlowSite:
    """An application that takes its time, and says how often it was asked; `is_away`: its database does not answer."""

    def __init__(self):
        self.text, self.renders, self.is_away, self.is_kept = "first", 0, False, True
        self.started, self.may_end = threading.Event(), threading.Event()
        self.may_end.set()

    def __call__(self, environ, start_response):
        made = environ["site_project.page_cache"]
        text = self.text
        self.renders += 1
        self.started.set()
        self.may_end.wait(10)
        if self.is_away:
            made.is_database_away = True
            response = HttpResponse("away", status=503)
        else:
            response = HttpResponse(text)
            made.is_allowed, made.parameters = self.is_kept, frozenset()
            made.fresh_until = timezone.now() + dt.timedelta(minutes=5 if self.is_kept else 0)
        start_response(f"{response.status_code} OK", list(response.items()))
        return response


@pytest.fixture
def site():
    return SlowSite()


@pytest.fixture
def visitor(folder, site):
    return Browser(wrap(site))


def stampede(browsers, site):
    """Many visits at once, over several workers, while one of them renders."""
    site.may_end.clear()
    site.started.clear()
    before = site.renders
    with ThreadPoolExecutor(VISITS) as pool:
        visits = [pool.submit(browsers[number % len(browsers)].get, "/en/") for number in range(VISITS)]
        site.started.wait(5)
        time.sleep(0.2)
        done = [visit.result() for visit in visits if visit.done()]
        site.may_end.set()
        answers = [visit.result().text for visit in visits]
    return site.renders - before, [answer.text for answer in done], answers


@pytest.fixture
def workers(visitor, site, folder):
    """Two workers of one server."""
    return [visitor, Browser(PageCache(site, generation(), folder))]


def test_a_first_stampede_is_one_rendering(workers, site):
    renders, _early, answers = stampede(workers, site)
    assert renders == 1
    assert answers == ["first"] * VISITS


def test_after_a_change_the_others_get_the_page_as_it_was(workers, site):
    for worker in workers:
        worker.get("/en/")
    site.text = "second"
    generation().move_on()
    renders, early, answers = stampede(workers, site)
    assert renders == 1
    assert early == ["first"] * (VISITS - 1)
    assert answers.count("second") == 1
    assert [worker.get("/en/").text for worker in workers] == ["second"] * 2


def test_but_not_for_longer_than_a_second(workers, site, clock):
    for worker in workers:
        worker.get("/en/")
    site.text = "second"
    generation().move_on()
    clock.shift(GRACE)
    generation().move_on()  # the last change is recent, the first one is not
    renders, early, answers = stampede(workers, site)
    assert (renders, early) == (1, [])
    assert answers == ["second"] * VISITS


def test_pages_that_are_not_kept_do_not_wait_for_each_other(workers, site):
    site.is_kept = False
    workers[0].get("/en/")
    workers[1].get("/en/")
    renders, _early, _answers = stampede(workers, site)
    assert renders == VISITS


class TestDatabaseAway:
    def test_what_has_not_changed_is_read_on_however_old_it_is(self, visitor, site, clock):
        visitor.get("/en/")
        site.is_away = True
        clock.shift(dt.timedelta(days=2))
        for _visit in range(2):
            assert (visitor.get("/en/").status, visitor.get("/en/").text) == (200, "first")
        site.is_away, site.text = False, "second"
        assert visitor.get("/en/").text == "second"

    def test_what_was_changed_since_is_not_shown_again(self, visitor, site):
        """It may have been taken back."""
        visitor.get("/en/")
        generation().move_on()
        site.is_away = True
        assert visitor.get("/en/").status == 503

    def test_without_a_copy(self, visitor, site):
        site.is_away = True
        assert visitor.get("/en/").status == 503
        site.is_away = False
        assert visitor.get("/en/").status == 200


@pytest.mark.parametrize("path", ["/en/", "/en/press/", "/sitemap.xml", "/en/nowhere/"])
def test_the_site_itself_says_when_its_database_is_away(client, path, monkeypatch, db):
    def refuse(*_args):
        raise OperationalError("the connection was closed")

    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", refuse)
        response = client.get(path)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "This page cannot be shown right now" in response.text
    assert "no-store" in response.headers["Cache-Control"]
