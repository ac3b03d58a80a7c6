"""What load balancers and monitors ask."""

import threading

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.test import override_settings

from site_project import health


def test_the_process_answers_without_a_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["example.org"])
def test_a_load_balancer_knows_neither_host_nor_protocol(client, db, path):
    assert client.get(path, headers={"host": "10.0.0.7:8000"}).status_code == 200
    assert client.get("/robots.txt", headers={"host": "10.0.0.7:8000"}).status_code == 400


def test_ready(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


class SilentDatabase:
    """A connection that is refused."""

    closed = False

    def cursor(self):
        raise DatabaseError("password 'hush' refused by db.internal")

    def close(self):
        self.closed = True


def test_a_silent_database(client, monkeypatch):
    monkeypatch.setattr(health, "connection", silent := SilentDatabase())
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready: the database cannot be reached\n")
    assert silent.closed


DEGRADED = b"degraded: the cache cannot be reached, pages are served without it\n"


def test_a_silent_cache_does_not_take_the_machine_out(client, db, monkeypatch):
    def refuse(*args):
        raise ConnectionError("hush")

    monkeypatch.setattr(cache, "set", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, DEGRADED)


@pytest.mark.parametrize("remembered", [None, "ok", 1])
def test_a_cache_that_forgets(client, db, monkeypatch, remembered):
    monkeypatch.setattr(cache, "get", lambda key: remembered)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, DEGRADED)


def test_both_are_silent(client, monkeypatch):
    monkeypatch.setattr(health, "connection", SilentDatabase())
    monkeypatch.setattr(cache, "get", lambda key: None)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (
        503,
        b"not ready: the database and the cache cannot be reached\n",
    )


def test_nothing_is_left_in_the_cache(client, db, monkeypatch):
    written = []
    really = cache.set
    monkeypatch.setattr(cache, "set", lambda key, *args: written.append(key) or really(key, *args))
    client.get("/readyz")
    client.get("/readyz")
    assert len(set(written)) == 2 and not cache.get_many(written)


@pytest.fixture
def hold(monkeypatch):
    """Lets go, at the end, of what hangs until then."""
    monkeypatch.setattr(health, "LONGEST_WAIT", 0.2)
    let_go = threading.Event()
    yield let_go
    let_go.set()
    for thread in health._hanging.values():
        thread.join()


def test_a_cache_that_hangs(client, db, monkeypatch, hold):
    asked = []
    monkeypatch.setattr(cache, "set", lambda *args: asked.append(args) or hold.wait(30))
    for _probe in range(3):
        response = client.get("/readyz")
        assert (response.status_code, response.content) == (200, DEGRADED)
    assert len(asked) == 1  # one thread waits, not one more with each probe


class HangingDatabase(SilentDatabase):
    """A connection that nobody answers on."""

    def __init__(self, hold):
        self.hold = hold

    def cursor(self):
        self.hold.wait(30)
        return super().cursor()


def test_a_database_that_hangs(client, monkeypatch, hold):
    monkeypatch.setattr(health, "connection", HangingDatabase(hold))
    abandoned = []
    monkeypatch.setattr(type(health.connections), "__delitem__", lambda self, alias: abandoned.append(alias))
    for _probe in range(2):
        response = client.get("/readyz")
        assert (response.status_code, response.content) == (503, b"not ready: the database cannot be reached\n")
    assert abandoned == ["default"]


def test_several_ask_at_once(client, db, monkeypatch):
    """Who asks while another probe is under way is not told that it hangs."""
    inner = []
    really = cache.set

    def ask_again(*args):
        really(*args)
        if not inner:
            inner.append(None)
            inner[0] = health._silent({health.CACHE: lambda: True})

    monkeypatch.setattr(cache, "set", ask_again)
    assert client.get("/readyz").content == b"ok\n"
    assert inner == [[]]
