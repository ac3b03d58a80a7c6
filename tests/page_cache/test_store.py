"""Bounds, files, and what happens when they cannot be used."""

import datetime as dt

import pytest

from site_project.page_cache.entries import Entry
from site_project.page_cache.generation import Token
from site_project.page_cache.store import LARGEST, Key, Memory, Room, Store

TOKEN = Token(1, 8, 2, "")
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
HTML = [("Content-Type", "text/html; charset=utf-8")]


def entry(body=b"page", status="200 OK", token=TOKEN):
    return Entry.make(status, HTML, body, token, frozenset({"page"}), LATER)


def key(path="/en/", query=""):
    return Key(False, "testserver", path, query)


def test_what_a_file_holds_is_what_was_put_in(tmp_path):
    made = entry("Élan ".encode() * 1000)
    Store(tmp_path).put(key(), made)
    found = Store(tmp_path).load(key())
    assert found == made


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]\nx", b"\xff\xfe", b'{"bodies": [["identity", 3]]}\nab'])
def test_a_damaged_file_counts_as_none(tmp_path, damage):
    store = Store(tmp_path)
    store.put(key(), entry())
    (file,) = (tmp_path / "pages").glob("*/*")
    file.write_bytes(damage)
    assert Store(tmp_path).load(key()) is None


def test_half_a_file_counts_as_none(tmp_path):
    Store(tmp_path).put(key(), entry(b"0123456789"))
    (file,) = (tmp_path / "pages").glob("*/*")
    file.write_bytes(file.read_bytes()[:-1])
    assert Store(tmp_path).load(key()) is None


def test_memory_is_bounded_and_keeps_what_is_asked_for():
    memory = Memory(20_000)
    for number in range(100):
        memory.put(key(f"/{number}/"), entry(b"x" * 150))
        if popular := memory.get(key("/0/")):
            popular.is_used = True
    assert memory.size <= 20_000
    assert memory.get(key("/0/")) and memory.get(key("/99/")) and not memory.get(key("/1/"))


def test_files_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(Room.LISTS, "disk", 20_000)
    store = Store(tmp_path)
    for number in range(100):
        store.put(key(query=f"page={number}"), entry(b"x" * 1000))
    store.prune(Room.LISTS)
    kept = list((tmp_path / "lists").glob("*/*"))
    assert len(kept) > 5 and sum(file.stat().st_size for file in kept) <= 20_000


def test_lists_and_refusals_do_not_drive_out_pages(tmp_path, monkeypatch):
    monkeypatch.setattr(Room.LISTS, "memory", 5000)
    monkeypatch.setattr(Room.REFUSALS, "memory", 5000)
    store = Store(tmp_path)
    store.put(key(), entry())
    for number in range(50):
        store.put(key(query=f"page={number}"), entry())
        store.put(key(f"/{number}/"), entry(status="404 Not Found"))
    assert store.get(key())
    assert store.get(key("/0/")) is None and store.get(key(query="page=0")) is None


def test_what_is_too_large_is_not_kept(tmp_path):
    store = Store(tmp_path)
    store.put(key(), entry(b"x" * LARGEST))
    assert store.get(key()) is None and store.load(key()) is None


def test_an_address_that_is_gone_and_comes_back(tmp_path):
    one, other = Store(tmp_path), Store(tmp_path)
    for status in ("200 OK", "404 Not Found", "200 OK"):
        one.put(key(), entry(status=status))
        assert other.load(key()).status == other.get(key()).status == status
    assert len(list(tmp_path.glob("*/*/*"))) == 1


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "pages").write_text("in the way")
    store = Store(tmp_path)
    store.put(key(), entry())
    assert store.get(key()).status == "200 OK"
