"""A Redis cache that the site can live without."""

from __future__ import annotations

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


class DispensableRedisCache(RedisCache):
    """Redis, or a cache that is always empty while Redis does not answer: pages get slower, not missing.

    /readyz still tells that Redis is away, and so does the log. Counting and deleting are left as they are: whoever
    counts, or takes back what was kept, needs to know that it failed.
    """

    _away_until: ClassVar[float] = 0.0

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value, or `default`."""
        return self._call(lambda: super(DispensableRedisCache, self).get(key, default, version), default)

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        """The values that there are."""
        wanted = list(keys)
        return self._call(lambda: super(DispensableRedisCache, self).get_many(wanted, version), {})

    def has_key(self, key: Any, version: int | None = None) -> bool:
        """Is there a value?"""
        return self._call(lambda: super(DispensableRedisCache, self).has_key(key, version), False)

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        """Keep the value if there is none yet. False when it was not kept."""
        return self._call(lambda: super(DispensableRedisCache, self).add(key, value, *args, **kwargs), False)

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        """Keep the value."""
        self._call(lambda: super(DispensableRedisCache, self).set(key, value, *args, **kwargs), None)

    def set_many(self, data: dict[Any, Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Keep the values. Returns the keys of those that were not kept."""
        return self._call(lambda: super(DispensableRedisCache, self).set_many(data, *args, **kwargs), list(data))

    def touch(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        """Keep the value for longer. False when there is none."""
        return self._call(lambda: super(DispensableRedisCache, self).touch(key, *args, **kwargs), False)

    def _call(self, fn: Callable[[], T], default: T) -> T:
        """What Redis answers; `default` while it does not."""
        cls = type(self)
        if time.monotonic() < cls._away_until:
            return default
        try:
            return fn()
        except RedisError as error:
            cls._away_until = time.monotonic() + PAUSE_SECONDS
            logger.error("Redis does not answer; going on without it for %s s: %s", PAUSE_SECONDS, error)
            return default
