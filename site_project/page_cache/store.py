"""Where answers are kept: in the memory of each worker, and in files for all workers of the machine.

Both are bounded, in rooms: neither a search of all filters nor a scan for old addresses drives the pages out.
"""

import contextlib
import hashlib
import logging
import secrets
import threading
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from site_project.page_cache.entries import Entry

logger = logging.getLogger(__name__)


class Key(NamedTuple):
    """What an answer is kept under. `query` is normalized."""

    is_https: bool
    host: str
    path: str
    query: str


class Room(Enum):
    """Kinds of answers; each has bytes of memory in every worker, and bytes on the disk, for itself."""

    PAGES = ("pages", 24_000_000, 200_000_000)
    LISTS = ("lists", 6_000_000, 50_000_000)
    REFUSALS = ("refusals", 2_000_000, 5_000_000)

    def __init__(self, label: str, memory: int, disk: int) -> None:
        self.label, self.memory, self.disk = label, memory, disk


#: Bytes: a larger answer is not kept.
LARGEST = 2_000_000
#: Files are counted each time that so many were written.
PRUNE_EVERY = 50


class Memory:
    """The entries of one room in one worker. When it is full, what came first and was not asked for since goes."""

    def __init__(self, limit: int) -> None:
        self._limit, self.size = limit, 0
        self._entries: dict[Key, Entry] = {}
        self._lock = threading.Lock()

    def get(self, key: Key) -> Entry | None:
        return self._entries.get(key)

    def put(self, key: Key, entry: Entry) -> None:
        with self._lock:
            self._remove(key)
            self._add(key, entry)
            while self.size > self._limit:
                oldest = next(iter(self._entries))
                removed = self._remove(oldest)
                if removed and removed.is_used:
                    removed.is_used = False
                    self._add(oldest, removed)

    def remove(self, key: Key) -> None:
        with self._lock:
            self._remove(key)

    def _add(self, key: Key, entry: Entry) -> None:
        self._entries[key] = entry
        self.size += entry.size

    def _remove(self, key: Key) -> Entry | None:
        entry = self._entries.pop(key, None)
        if entry:
            self.size -= entry.size
        return entry


class Store:
    """The entries of one site; files below `folder`. A key is in one room only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._memory = {room: Memory(room.memory) for room in Room}
        self._written = 0

    def get(self, key: Key) -> Entry | None:
        """What this worker knows, valid or not."""
        return self._memory[_room(key)].get(key) or self._memory[Room.REFUSALS].get(key)

    def load(self, key: Key) -> Entry | None:
        """What any worker has kept, valid or not."""
        for room in (_room(key), Room.REFUSALS):
            try:
                entry = Entry.load(self._file(room, key).read_bytes())
            except FileNotFoundError:
                continue
            except (OSError, ValueError, KeyError, TypeError) as error:
                logger.warning("A kept page cannot be read: %r", error)
                continue
            self._remember(room, key, entry)
            return entry
        return None

    def put(self, key: Key, entry: Entry) -> None:
        if entry.size > LARGEST:
            return
        room = _room(key) if entry.status.startswith("200") else Room.REFUSALS
        self._remember(room, key, entry)
        try:
            for other in {_room(key), Room.REFUSALS} - {room}:
                self._file(other, key).unlink(missing_ok=True)
            _write(self._file(room, key), entry.dump())
        except OSError as error:
            logger.warning("A page is kept by one worker only: %s", error)
            return
        self._written += 1
        if self._written % PRUNE_EVERY == 0:
            self.prune(room)

    def prune(self, room: Room) -> None:
        """Remove the oldest files of a room that takes up more than its share."""
        found = []
        for file in (self._folder / room.label).glob("*/*"):
            with contextlib.suppress(FileNotFoundError):
                status = file.stat()
                found.append((status.st_mtime_ns, status.st_size, file))
        size = sum(entry[1] for entry in found)
        for _changed, freed, file in sorted(found, key=lambda entry: entry[0]):
            if size <= room.disk:
                break
            file.unlink(missing_ok=True)
            size -= freed

    def _remember(self, room: Room, key: Key, entry: Entry) -> None:
        for other in {_room(key), Room.REFUSALS} - {room}:
            self._memory[other].remove(key)
        self._memory[room].put(key, entry)

    def _file(self, room: Room, key: Key) -> Path:
        name = hashlib.sha256(repr(key).encode()).hexdigest()
        return self._folder / room.label / name[:2] / name


def _room(key: Key) -> Room:
    """Where an answer that is no refusal is kept."""
    return Room.LISTS if key.query else Room.PAGES


def _write(file: Path, data: bytes) -> None:
    """All at once: nobody reads half of it. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = file.with_name(f".{secrets.token_hex(8)}")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(file)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
