"""The caches, when they are away, full or damaged: whatever they do, pages are served."""

import errno
import logging
import os
import socket
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import pytest
from django.core.cache import cache, caches
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache
from django.test import override_settings
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import ResponseError
from redis.exceptions import TimeoutError as RedisTimeoutError

from press.models import Outlet
from site_project import redis_cache as module
from site_project.cache import DispensableFileCache
from site_project.redis_cache import DispensableRedisCache
from tests.factories.pages import CampaignFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.deep(postgres=True)


@pytest.fixture(autouse=True)
def nothing_left_behind(monkeypatch):
    monkeypatch.setattr(DispensableRedisCache, "_away_until", 0.0)
    monkeypatch.setattr(DispensableRedisCache, "_outdated", set())
    monkeypatch.setattr(DispensableFileCache, "_silent_until", 0.0)


@pytest.fixture
def away():
    """A cache whose Redis refuses every connection."""
    return DispensableRedisCache(refusing_address(), {})


def refusing_address():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"redis://127.0.0.1:{server.getsockname()[1]}/0"


class TestRedisAway:
    def test_it_is_an_empty_cache(self, away):
        assert away.get("a") is None
        assert away.get("a", "default") == "default"
        assert away.get_many(["a", "b"]) == {}
        assert away.get_or_set("a", "made") == "made"
        assert "a" not in away
        assert away.add("a", 1) is False
        assert away.set("a", 1) is None
        assert away.set_many({"a": 1}) == ["a"]
        assert away.touch("a") is False
        assert away.incr("a") == 1
        assert away.decr("a") == -1
        assert away.delete("a") is False
        assert away.delete_many(["a", "b"]) is None
        assert away.clear() is None

    def test_it_is_not_asked_again_for_a_while(self, away, monkeypatch):
        asked = []
        monkeypatch.setattr(RedisCache, "get", lambda self, *args: asked.append(args) or "answer")
        monkeypatch.setattr(module.time, "monotonic", lambda: 100.0)
        away.set("a", 1)  # fails
        assert away.get("a") is None
        assert asked == []
        monkeypatch.setattr(module.time, "monotonic", lambda: 100.0 + module.PAUSE_SECONDS)
        assert away.get("a") == "answer"

    def test_the_log_tells_once(self, away, caplog, monkeypatch):
        now = [100.0]
        caplog.set_level(logging.WARNING, logger=module.__name__)
        monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
        for _request in range(5):
            away.get("a")
            now[0] += module.PAUSE_SECONDS
        assert [record.levelname for record in caplog.records] == ["ERROR"]
        assert "Redis does not answer" in caplog.text
        monkeypatch.setattr(RedisCache, "get", lambda *args: None)
        away.get("a")
        assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]

    def test_what_was_taken_back_meanwhile_is_not_found_afterwards(self, away, monkeypatch):
        kept = {"a": "old", "b": "other"}
        monkeypatch.setattr(module.time, "monotonic", lambda: 100.0)
        away.delete("a")
        monkeypatch.setattr(RedisCache, "get", lambda self, key, default=None, version=None: kept.get(key, default))
        monkeypatch.setattr(RedisCache, "delete", lambda self, key, version=None: bool(kept.pop(key, "")))
        monkeypatch.setattr(module.time, "monotonic", lambda: 100.0 + module.PAUSE_SECONDS)
        assert (away.get("a"), away.get("b")) == (None, "other")

    @pytest.mark.parametrize("error", [RedisConnectionError, RedisTimeoutError, ResponseError, OSError, EOFError])
    def test_whatever_it_raises(self, away, monkeypatch, error):
        for name in ("get", "get_many", "set", "set_many", "add", "has_key", "touch", "incr", "delete", "clear"):

            def fail(self, *args, **kwargs):
                raise error("hush")

            monkeypatch.setattr(RedisCache, name, fail)
        self.test_it_is_an_empty_cache(away)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def files(folder):
    return DispensableFileCache(str(folder), {})


def no_space(*args, **kwargs):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fill_the_disk(monkeypatch):
    """No new file can be made, and none grows."""
    monkeypatch.setattr(tempfile, "mkstemp", no_space)
    monkeypatch.setattr(FileBasedCache, "_write_content", no_space)


DAMAGE = {
    "empty": lambda content: b"",
    "cut off": lambda content: content[:-3],
    "cut off early": lambda content: content[:5],
    "zeros, as after a power cut": lambda content: bytes(len(content)),
    "noise": lambda content: os.urandom(len(content)),
    "not pickled": lambda content: content[: content.index(b"x")] + zlib.compress(b"plain"),
    "of a class that is gone": lambda content: content[: content.index(b"x")] + zlib.compress(b"cgone\nGone\n."),
    "no time in front": lambda content: b"\x80\x05\x8c\x01a." + content,
}


class TestFiles:
    def test_it_is_a_cache(self, files):
        files.set_many({"a": 1, "b": [2]})
        assert files.add("a", 2) is False and files.add("c", 3) is True
        assert files.get_many(["a", "b", "c", "d"]) == {"a": 1, "b": [2], "c": 3}
        assert files.incr("a") == 2 and files.touch("a") and files.delete("a") and "a" not in files
        with pytest.raises(ValueError, match="not found"):
            files.incr("a")
        assert "a" not in files

    @pytest.mark.parametrize("damage", DAMAGE)
    @pytest.mark.parametrize("ask", ["get", "get_many", "has_key", "touch", "add", "get_or_set", "incr"])
    def test_a_damaged_entry_is_none(self, files, folder, damage, ask):
        files.set("a", {"key": "value"})
        (file,) = folder.iterdir()
        content = file.read_bytes()
        file.write_bytes(DAMAGE[damage](content))
        if ask == "incr":
            with pytest.raises(ValueError, match="not found"):
                files.incr("a")
        else:
            {
                "get": lambda: files.get("a"),
                "get_many": lambda: files.get_many(["a"]),
                "has_key": lambda: files.has_key("a"),
                "touch": lambda: files.touch("a"),
                "add": lambda: files.add("a", 1),
                "get_or_set": lambda: files.get_or_set("a", lambda: 1),
            }[ask]()
        files.get("a")  # reading it removes it
        files.set("a", 2)
        assert files.get("a") == 2

    def test_a_full_disk(self, files, monkeypatch, caplog):
        files.set("a", 1)
        fill_the_disk(monkeypatch)
        assert files.get("a") == 1
        files.set("a", 2)
        assert files.get("a") is None  # and not the old value
        assert files.add("b", 1) is False
        assert files.set_many({"a": 1, "b": 2}) == ["a", "b"]
        assert files.get_or_set("c", "made") == "made"
        assert files.incr("c", 3) == 3
        assert files.delete("a") is False
        assert [record.levelno for record in caplog.records] == [logging.ERROR]
        assert "No space left" in caplog.text

    def test_a_value_that_cannot_be_kept(self, files):
        files.set("a", 1)
        files.set("a", lambda: None)
        assert files.get("a") is None

    @pytest.mark.parametrize("hindrance", ["a file is in the way", "an entry is a folder", "the folder is gone"])
    def test_no_such_folder(self, folder, hindrance):
        if hindrance == "a file is in the way":
            folder.write_text("")
        files = DispensableFileCache(str(folder), {})
        if hindrance == "an entry is a folder":
            Path(files._key_to_file("a")).mkdir()
        elif hindrance == "the folder is gone":
            folder.rmdir()
        assert files.get("a") is None
        files.set("a", 1)
        files.touch("a")
        files.add("a", 2)
        files.delete("a")
        files.clear()


@pytest.fixture
def site_cache(folder):
    """The cache that the site has without Redis, in a folder of its own."""
    backend = "site_project.cache.DispensableFileCache"
    with override_settings(CACHES={"default": {"BACKEND": backend, "LOCATION": folder}}):
        yield folder


@pytest.mark.parametrize(
    ("redis", "backend"),
    [("", "cache.DispensableFileCache"), ("redis://127.0.0.1:1/0", "redis_cache.DispensableRedisCache")],
)
def test_these_are_the_caches_of_the_site(tmp_path, redis, backend):
    ask = "from site_project.settings.base import CACHES; print(CACHES['default']['BACKEND'])"
    environment = {**os.environ, "REDIS_URL": redis, "VAR_DIR": str(tmp_path)}
    said = subprocess.check_output([sys.executable, "-c", ask], env=environment, text=True)
    assert said == f"site_project.{backend}\n"


def pages(client, site):
    """Addresses that read and fill the cache: pages, lists with counts, files for feed readers."""
    hub = CampaignFactory(parent=site.homes["en"])
    return ["/en/", "/es/", hub.url, "/en/press/", "/en/press/?q=city", "/sitemap.xml", "/robots.txt", "/en/nothing/"]


def codes(client, addresses):
    return [client.get(address).status_code for address in addresses]


def test_pages_with_a_full_disk(client, site, site_cache, monkeypatch):
    addresses = pages(client, site)
    expected = codes(client, addresses)
    assert any(site_cache.iterdir())
    fill_the_disk(monkeypatch)
    cache.clear()
    assert codes(client, addresses) == expected
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content.split(b":")[0]) == (200, b"degraded")


def test_pages_with_damaged_files(client, site, site_cache):
    addresses = pages(client, site)
    expected = codes(client, addresses)
    for file in site_cache.iterdir():
        file.write_bytes(b"damaged")
    assert codes(client, addresses) == expected
    assert client.get("/readyz").content == b"ok\n"


@pytest.mark.parametrize("answers", ["refuses", "hangs"])
def test_pages_without_redis(client, site, answers, monkeypatch):
    """Staff work on too: what they save takes entries back."""
    addresses = pages(client, site)
    expected = codes(client, addresses)
    monkeypatch.setattr(module, "PAUSE_SECONDS", 60)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"redis://127.0.0.1:{server.getsockname()[1]}/0" if answers == "hangs" else refusing_address()
        options = {"socket_connect_timeout": 0.1, "socket_timeout": 0.1}
        redis = {"BACKEND": "site_project.redis_cache.DispensableRedisCache", "LOCATION": address, "OPTIONS": options}
        with override_settings(CACHES={"default": redis}):
            assert codes(client, addresses) == expected
            assert client.get("/readyz").status_code == 200
            client.force_login(UserFactory(group="Publishers"))
            assert client.get("/admin/").status_code == 200
            home = site.homes["en"]
            home.slug = "moved"
            home.save()
            Outlet.objects.create(name="The Daily Example")
            caches.close_all()
