"""A cache in files that the site can live without: whatever goes wrong with it, pages get slower, not missing.

Where it fails, it behaves as an empty cache does: `get` gives the default, `add` says that nothing was kept. /readyz and
the log tell. `site_project.redis_cache` is its like in Redis.
"""

import contextlib
import logging
import time
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

T = TypeVar("T")

logger = logging.getLogger(__name__)

# Each process logs trouble with its files this often at most: a full disk is met by every page.
LOG_SECONDS = 60


class DispensableFileCache(FileBasedCache):
    """A cache in files. An entry that cannot be read is removed; one that cannot be kept is left out."""

    _dir: str
    _silent_until: ClassVar[float] = 0.0

    def get(self, key: object, default: object = None, version: int | None = None) -> Any:
        return self._call(lambda: super(DispensableFileCache, self).get(key, default, version), default, key, version)

    def has_key(self, key: object, version: int | None = None) -> bool:
        return self._call(lambda: super(DispensableFileCache, self).has_key(key, version), False, key, version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._call(lambda: super(DispensableFileCache, self).touch(key, timeout, version), False, key, version)

    def set(self, key: object, value: object, timeout: object = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._keep(key, value, timeout, version)

    def add(self, key: object, value: object, timeout: object = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return not self.has_key(key, version) and self._keep(key, value, timeout, version)

    def set_many(
        self, data: dict[Any, Any], timeout: object = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[Any]:
        return [key for key, value in data.items() if not self._keep(key, value, timeout, version)]

    def incr(self, key: object, delta: int = 1, version: int | None = None) -> int:
        """Count on; from nothing while nothing can be kept. Raises ValueError when there is no value."""
        try:
            return super().incr(key, delta, version)
        except ValueError:
            if not self._keep(key, delta, DEFAULT_TIMEOUT, version):
                return delta
            self.delete(key, version)
            raise

    def _keep(self, key: Any, value: Any, timeout: Any, version: int | None) -> bool:
        def keep() -> bool:
            super(DispensableFileCache, self).set(key, value, timeout, version)
            return True

        return self._call(keep, False, key, version)

    def _call(self, function: Callable[[], T], default: T, key: object, version: int | None) -> T:
        """What `function` returns; `default` when it fails. The entry is removed then: it is damaged or out of date,
        and a full disk has room for that."""
        try:
            return function()
        except Exception as error:  # noqa: BLE001 - the disk, pickle and zlib have many
            self._report(error)
            self.delete(key, version)
            return default

    def _delete(self, fname: str) -> bool:
        try:
            return bool(super()._delete(fname))  # type: ignore[misc]  # not in the stubs, nor is the next
        except OSError as error:
            self._report(error)
            return False

    def _createdir(self) -> None:
        # Whatever is kept next fails and says so.
        with contextlib.suppress(OSError):
            super()._createdir()  # type: ignore[misc]

    def _report(self, error: Exception) -> None:
        cls = type(self)
        if time.monotonic() >= cls._silent_until:
            cls._silent_until = time.monotonic() + LOG_SECONDS
            logger.error("The cache in %s cannot be used as it should, going on without it: %r", self._dir, error)
