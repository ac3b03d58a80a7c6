"""A cache in Redis that the site can live without: see `site_project.cache`. A module of its own, since the client takes
memory and time to load, and most sites have no Redis."""

import contextlib
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

T = TypeVar("T")

logger = logging.getLogger(__name__)

# After a failure Redis is left alone for this long: a page asks the cache many times, and must not wait each time.
PAUSE_SECONDS = 5

# Entries that are to be deleted once Redis answers again: the most that are remembered.
MAX_OUTDATED = 10_000

_MISSING = object()


class DispensableRedisCache(RedisCache):
    """Redis, or a cache that is always empty while Redis does not answer.

    What was to be deleted in between is deleted as soon as Redis answers again.
    """

    _away_until: ClassVar[float] = 0.0
    _outdated: ClassVar[set[tuple[Any, int | None]]] = set()

    def get(self, key: object, default: object = None, version: int | None = None) -> Any:
        return self._call(lambda: super(DispensableRedisCache, self).get(key, default, version), default, key, version)

    def get_many(self, keys: Iterable[object], version: int | None = None) -> dict[Any, Any]:
        wanted = list(keys)
        known = self._call(lambda: super(DispensableRedisCache, self).get_many(wanted, version), None)
        if known is None:  # away, or one of them is damaged
            found = {key: self.get(key, _MISSING, version) for key in wanted}
            return {key: value for key, value in found.items() if value is not _MISSING}
        return known

    def has_key(self, key: object, version: int | None = None) -> bool:
        return self._call(lambda: super(DispensableRedisCache, self).has_key(key, version), False)

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        return self._call(lambda: super(DispensableRedisCache, self).add(key, value, *args, **kwargs), False)

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        self._call(lambda: super(DispensableRedisCache, self).set(key, value, *args, **kwargs), None)

    def set_many(self, data: dict[Any, Any], *args: Any, **kwargs: Any) -> list[Any]:
        return self._call(lambda: super(DispensableRedisCache, self).set_many(data, *args, **kwargs), list(data))

    def touch(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        return self._call(lambda: super(DispensableRedisCache, self).touch(key, *args, **kwargs), False)

    def incr(self, key: object, delta: int = 1, version: int | None = None) -> int:
        """Count on; from nothing while Redis does not answer. Raises ValueError when there is no value."""

        def count() -> int | None:
            with contextlib.suppress(ValueError):
                return super(DispensableRedisCache, self).incr(key, delta, version)
            return None

        otherwise: int | None = delta
        total = self._call(count, otherwise)
        if total is None:
            raise ValueError(f"Key {key!r} not found")
        return total

    def delete(self, key: object, version: int | None = None) -> bool:
        """Delete the value. False when there was none, or when it is deleted later."""
        deleted = self._call(lambda: super(DispensableRedisCache, self).delete(key, version), None)
        if deleted is None and len(self._outdated) < MAX_OUTDATED:
            self._outdated.add((key, version))
        return bool(deleted)

    def delete_many(self, keys: Iterable[object], version: int | None = None) -> None:
        for key in keys:
            self.delete(key, version)

    def clear(self) -> None:
        self._call(super().clear, None)

    def _call(self, function: Callable[[], T], default: T, key: object = None, version: int | None = None) -> T:
        """What Redis answers; `default` while it does not, or when its answer makes no sense. `key` is deleted then."""
        cls = type(self)
        if time.monotonic() < cls._away_until:
            return default
        try:
            while cls._outdated:
                outdated = cls._outdated.pop()
                try:
                    super().delete(*outdated)
                except Exception:
                    cls._outdated.add(outdated)
                    raise
            answer = function()
        except (RedisError, OSError) as error:
            if not cls._away_until:
                logger.error(
                    "Redis does not answer; going on without it, and trying again from time to time: %s", error
                )
            cls._away_until = time.monotonic() + PAUSE_SECONDS
            return default
        except Exception:
            # What another version of the site has kept cannot always be read, and not every value can be kept.
            logger.exception("The cache cannot keep or read an entry")
            if key is not None:
                self.delete(key, version)
            return default
        if cls._away_until:
            cls._away_until = 0.0
            logger.warning("Redis answers again")
        return answer
