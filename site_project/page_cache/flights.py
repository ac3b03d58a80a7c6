"""One rendering of a page at a time, among all threads and workers of the machine."""

import fcntl
import hashlib
import os
import time
from pathlib import Path
from typing import Self

#: Locks are shared by the pages whose hashes begin alike.
HASH_LENGTH = 3
#: Seconds between two looks whether a lock is free.
LOOK_EVERY = 0.01
#: Seconds that somebody waits for another's rendering before doing it too.
PATIENCE = 10.0


class Flight:
    """A lock on the rendering of what `name` names; lock files are in `folder`. Where they cannot be made, everybody
    leads."""

    def __init__(self, folder: Path, name: str) -> None:
        self._file = folder / hashlib.sha256(name.encode()).hexdigest()[:HASH_LENGTH]
        self._handle: int | None = None

    def __enter__(self) -> Self:
        try:
            self._handle = self._open()
        except OSError:
            self._handle = None
        return self

    def __exit__(self, *_error: object) -> None:
        if self._handle is not None:
            os.close(self._handle)  # which releases the lock

    def lead(self) -> bool:
        """Whether this thread is the one to render."""
        if self._handle is None:
            return True
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def wait(self) -> None:
        """Wait until nobody else renders, or for as long as that is reasonable."""
        until = time.monotonic() + PATIENCE
        while not self.lead() and time.monotonic() < until:
            time.sleep(LOOK_EVERY)

    def _open(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        try:
            return os.open(self._file, flags, 0o600)
        except FileNotFoundError:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            return os.open(self._file, flags, 0o600)
