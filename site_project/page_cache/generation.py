"""The generation of the content: it moves on whenever something that visitors can see has changed.

On one machine it is a file that grows by one record with every change: to ask costs one `stat`. The record is the time of
the change, eight bytes, so that a generation's end can be looked up. With Redis, other machines are told by a value there,
which each worker reads several times a second in a thread of its own; a page costs no round trip.
"""

import contextlib
import logging
import os
import secrets
import struct
import threading
import time
from collections import deque
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from redis import Redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

#: Seconds since 1970.
RECORD = struct.Struct("<d")
#: Bytes: a file that has grown larger is replaced at the next start.
LARGEST = 1 << 20

#: Seconds between two looks at Redis.
LOOK_EVERY = 0.2
#: Seconds after which a look is too old to go by: somebody may have changed something since.
VALID_FOR = 0.8
#: Seconds: Redis is near, or it is away.
REDIS_TIMEOUT = 0.5
#: Seconds after which the looking ends where nobody asks any more.
IDLE = 60
REDIS_KEY = "site:page-generation"


class Token(NamedTuple):
    """One generation. Tokens are only compared; a file that was replaced or touched makes another one, too."""

    inode: int
    size: int
    changed_at: int
    remote: str


class Generation:
    """The generation of one site: of the file `file`, and of the Redis at `redis_url` where there is one."""

    def __init__(self, file: Path, redis_url: str | None = None) -> None:
        self._file = str(file)
        self._remote = RemoteGeneration(redis_url) if redis_url else None

    def current(self) -> Token | None:
        """The current generation; None where it cannot be known, and nothing that was kept may be given out."""
        remote = self._remote.current() if self._remote else ""
        if remote is None:
            return None
        try:
            status = os.stat(self._file)  # noqa: PTH116 - a Path costs more than the call
        except FileNotFoundError:
            return self._begin(remote)
        except OSError:
            return None
        return Token(status.st_ino, status.st_size, status.st_mtime_ns, remote)

    def move_on(self) -> None:
        """Something has changed. On a disk that is full or cannot be written, the file is at least touched."""
        try:
            self._append()
        except OSError as error:
            try:
                os.utime(self._file)
            except OSError:
                logger.error(
                    "The page cache cannot be told of a change, and shows the old pages for a while: %s", error
                )
        if self._remote:
            self._remote.move_on()

    def begin(self) -> bool:
        """Start anew: nothing from before is valid. False where the file cannot be written."""
        with contextlib.suppress(OSError):
            if Path(self._file).stat().st_size > LARGEST:
                Path(self._file).unlink()
        try:
            self._append()
        except OSError as error:
            logger.error("Pages are not kept: %s", error)
            return False
        return True

    def ended_at(self, token: Token) -> float | None:
        """When the generation `token` ended, in seconds since 1970; None where that is not known, or it has not."""
        ends = []
        if self._remote and (end := self._remote.ended_at(token.remote)) is not None:
            ends.append(end)
        with contextlib.suppress(OSError, struct.error), open(self._file, "rb") as file:  # noqa: PTH123
            if os.fstat(file.fileno()).st_ino == token.inode:
                file.seek(token.size)
                ends.append(RECORD.unpack(file.read(RECORD.size))[0])
        return min(ends, default=None)

    def _append(self) -> None:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        try:
            handle = os.open(self._file, flags, 0o600)
        except FileNotFoundError:
            Path(self._file).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self._file, flags, 0o600)
        try:
            os.write(handle, RECORD.pack(timezone.now().timestamp()))
        finally:
            os.close(handle)

    def _begin(self, remote: str) -> Token | None:
        """Somebody has removed the file."""
        try:
            self._append()
            status = os.stat(self._file)  # noqa: PTH116
        except OSError:
            return None
        return Token(status.st_ino, status.st_size, status.st_mtime_ns, remote)


class RemoteGeneration:
    """A random value in Redis that every change replaces, and what this process knows of it."""

    def __init__(self, url: str) -> None:
        self._redis: Redis = Redis.from_url(
            url, socket_timeout=REDIS_TIMEOUT, socket_connect_timeout=REDIS_TIMEOUT, decode_responses=True
        )
        self._forget_thread()
        os.register_at_fork(after_in_child=self._forget_thread)

    def _forget_thread(self) -> None:
        """Threads are not forked, nor is what they have seen."""
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._value = ""
        self._seen_at = self._asked_at = float("-inf")
        self._unsent = ""
        self._is_away = False
        #: Values that were replaced, and when.
        self._ended: deque[tuple[str, float]] = deque(maxlen=100)

    def current(self) -> str | None:
        """The value that was there a moment ago; None when nobody has answered for longer."""
        self._asked_at = now = time.monotonic()
        if now - self._seen_at > VALID_FOR:
            self._ensure_thread()
            return None
        return self._value

    def move_on(self) -> None:
        self._unsent = secrets.token_hex(8)
        try:
            self._look()
        except (RedisError, OSError):
            self._ensure_thread()  # which tries again until Redis answers

    def ended_at(self, value: str) -> float | None:
        return next((moment for ended, moment in self._ended if ended == value), None)

    def _ensure_thread(self) -> None:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._watch, name="page-generation", daemon=True)
                self._thread.start()

    def _watch(self) -> None:
        while self._unsent or time.monotonic() - self._asked_at < IDLE:
            try:
                self._look()
            except (RedisError, OSError) as error:
                if not self._is_away:
                    self._is_away = True
                    logger.error("Redis does not answer: pages are rendered for each visit until it does: %s", error)
            else:
                if self._is_away:
                    self._is_away = False
                    logger.warning("Redis answers again")
            time.sleep(LOOK_EVERY)

    def _look(self) -> None:
        """Say what has not been said yet, and read the value. Raises RedisError and OSError."""
        asked_at = time.monotonic()
        if unsent := self._unsent:
            self._redis.set(REDIS_KEY, unsent)
            if self._unsent == unsent:
                self._unsent = ""
        value = self._redis.get(REDIS_KEY)
        if value is None:  # nobody has changed anything yet, or Redis has lost it
            self._redis.set(REDIS_KEY, secrets.token_hex(8), nx=True)
            value = self._redis.get(REDIS_KEY)
        if value != self._value:
            self._ended.append((self._value, timezone.now().timestamp()))
            self._value = str(value)
        self._seen_at = asked_at


@cache
def generation() -> Generation:
    """The generation of this site."""
    return Generation(Path(settings.PAGE_CACHE_FOLDER) / "generation", settings.PAGE_CACHE_REDIS_URL)
