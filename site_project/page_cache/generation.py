"""The generation of the content: it moves on whenever something that visitors can see has changed.

On one machine it is a file that grows by one record with every change: to ask costs one `stat`, for which Python lets another
thread run, so a busy worker asks a hundred times a second at most. The record is the time of the change, eight bytes, so that
a generation's end can be looked up. With Redis, other machines are told by a value there, which each worker reads several
times a second in a thread of its own; a page costs no round trip.
"""

import contextlib
import logging
import os
import struct
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from site_project.page_cache.remote_generation import RemoteGeneration

logger = logging.getLogger(__name__)

#: Seconds since 1970.
RECORD = struct.Struct("<d")
#: Seconds for which a worker takes it that nobody else has changed anything since it asked.
TRUSTED = 0.01
#: Bytes: a file that has grown larger is replaced at the next start.
LARGEST = 1 << 20


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
        self._known: Token | None = None
        self._trusted_until = 0.0
        self._remote: RemoteGeneration | None = None
        if redis_url:
            from site_project.page_cache import remote_generation  # noqa: PLC0415 most sites have no Redis

            self._remote = remote_generation.RemoteGeneration(redis_url)

    def current(self) -> Token | None:
        """The current generation; None where it cannot be known, and nothing that was kept may be given out."""
        now = time.monotonic()
        if now >= self._trusted_until:
            self._known = self._ask()
            self._trusted_until = now + TRUSTED
        return self._known

    def _ask(self) -> Token | None:
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
        self._trusted_until = 0.0

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
        self._trusted_until = 0.0
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


@cache
def generation() -> Generation:
    """The generation of this site."""
    return Generation(Path(settings.PAGE_CACHE_FOLDER) / "generation", settings.PAGE_CACHE_REDIS_URL)
