"""The cache, when Redis is away."""

import socket

import pytest
from django.core.cache.backends.redis import RedisCache

from site_project import cache as module
from site_project.cache import DispensableRedisCache


@pytest.fixture
def away(monkeypatch):
    """A cache whose Redis refuses every connection."""
    monkeypatch.setattr(DispensableRedisCache, "_away_until", 0.0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return DispensableRedisCache(f"redis://127.0.0.1:{port}/0", {})


def test_it_is_an_empty_cache(away):
    assert away.get("a") is None
    assert away.get("a", "default") == "default"
    assert away.get_many(["a", "b"]) == {}
    assert away.get_or_set("a", "made") == "made"
    assert "a" not in away
    assert away.add("a", 1) is False
    assert away.set("a", 1) is None
    assert away.set_many({"a": 1}) == ["a"]
    assert away.touch("a") is False


def test_it_is_not_asked_again_for_a_while(away, monkeypatch):
    asked = []
    monkeypatch.setattr(RedisCache, "get", lambda self, *args: asked.append(args) or "answer")
    monkeypatch.setattr(module.time, "monotonic", lambda: 100.0)
    away.set("a", 1)  # fails
    assert away.get("a") is None
    assert asked == []
    monkeypatch.setattr(module.time, "monotonic", lambda: 100.0 + module.PAUSE_SECONDS)
    assert away.get("a") == "answer"


def test_the_log_tells(away, caplog):
    away.get("a")
    away.get("a")
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "Redis does not answer" in caplog.text
