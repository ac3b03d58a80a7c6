"""What load balancers and monitors ask."""

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


def test_a_silent_cache(client, db, monkeypatch):
    def refuse(*args):
        raise ConnectionError("hush")

    monkeypatch.setattr(cache, "set", refuse)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready: the cache cannot be reached\n")


def test_a_cache_that_forgets(client, db, monkeypatch):
    monkeypatch.setattr(cache, "get", lambda key: None)
    assert client.get("/readyz").status_code == 503
