"""Parts that pages share: kept for a generation, until the next moment, and never without the page cache."""

import datetime as dt

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from site_project.page_cache import moments, parts, rendering
from site_project.page_cache.generation import Token, generation
from tests.factories import StandardPageFactory

NOON = dt.datetime(2032, 5, 4, 12, 1, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _no_parts(monkeypatch):
    monkeypatch.setattr(parts, "_parts", {})
    monkeypatch.setattr(moments, "_known", {})


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def no_moments(monkeypatch):
    """Time alone changes nothing but the days."""
    monkeypatch.setattr(moments, "_registered", [])


def visit(size=1):
    """A request whose answer is made for the page cache, in the generation `size`."""
    request = RequestFactory().get("/en/")
    request.environ[rendering.KEY] = rendering.Rendering(token=Token(1, size, 1, ""))
    return request


class Counter:
    """Makes 1, 2, 3 …"""

    made = 0

    def __call__(self):
        self.made += 1
        return self.made


def test_a_part_is_made_once_in_a_generation(clock, no_moments):
    make = Counter()

    assert [parts.kept(visit(), "menu", make) for _visit in range(2)] == [1, 1]
    assert parts.kept(visit(size=2), "menu", make) == 2


def test_a_part_ends_when_time_changes_pages(clock, no_moments):
    make = Counter()
    parts.kept(visit(), "menu", make)
    clock.shift(dt.timedelta(minutes=14))

    assert parts.kept(visit(), "menu", make) == 2


def test_the_next_moment_is_asked_for_once_in_a_generation(clock, monkeypatch):
    asked = []
    monkeypatch.setattr(moments, "_registered", [lambda now: asked.append(now) or now + dt.timedelta(minutes=5)])
    token = Token(1, 1, 1, "")

    assert {moments.next_moment(token) for _visit in range(2)} == {NOON + dt.timedelta(minutes=5)}
    assert len(asked) == 1
    clock.shift(dt.timedelta(minutes=5))
    assert moments.next_moment(token) == NOON + dt.timedelta(minutes=10)
    moments.next_moment(Token(1, 2, 1, ""))
    assert len(asked) == 3


def test_pages_end_with_a_part_that_is_faulty(clock, no_moments):
    def make():
        rendering.report_fault(request)
        return ""

    request = visit()
    parts.kept(request, "photo", make)
    clock.shift(dt.timedelta(seconds=4))
    second = visit()
    parts.kept(second, "photo", make)

    assert rendering.of(second).fresh_until == NOON + dt.timedelta(seconds=rendering.FAULTY)


def test_a_part_that_cannot_be_made_leaves_nothing(clock, no_moments):
    request = visit()
    with pytest.raises(ZeroDivisionError):
        parts.kept(request, "menu", lambda: 1 / 0)

    assert parts.kept(request, "menu", Counter()) == 1
    assert rendering.of(request).fresh_until > timezone.now()


def test_what_a_worker_keeps_is_bounded(clock, no_moments, monkeypatch):
    monkeypatch.setattr(parts, "MOST", 3)
    for number in range(5):
        parts.kept(visit(), number, Counter())
    assert len(parts._parts) == 3

    parts.kept(visit(size=2), "menu", Counter())
    assert len(parts._parts) == 1


def test_what_was_used_last_stays(clock, no_moments, monkeypatch):
    """Every address leaves parts of its own: they must not push out those that all pages share."""
    monkeypatch.setattr(parts, "MOST", 3)
    menu = Counter()
    for number in range(5):
        parts.kept(visit(), "menu", menu)
        parts.kept(visit(), number, Counter())
    assert menu.made == 1


def test_pages_of_the_page_cache_are_made_of_parts_and_no_others(site, visitor, uncached, client):
    page = StandardPageFactory(slug="about", body=[("text", "<p>As it is</p>")])

    uncached.get(page.url)
    assert parts._parts == {}

    generation().move_on()  # from here on it is known, from Redis too
    visitor.get(page.url)
    assert {key[0] for key in parts._parts} >= {"frame", "organization", ("sections", page.pk, page.url)}
    made = dict(parts._parts)
    client.get(page.url)  # last: Django's test client brings back what closes connections
    assert parts._parts == made
