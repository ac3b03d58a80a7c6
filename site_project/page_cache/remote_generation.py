"""What machines tell each other of the generation, through a value in Redis."""

import logging
import os
import secrets
import threading
import time
from collections import deque

from django.utils import timezone
from redis import Redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

#: Seconds between two looks at Redis.
LOOK_EVERY = 0.2
#: Seconds after which a look is too old to go by: somebody may have changed something since.
VALID_FOR = 0.8
#: Seconds: Redis is near, or it is away.
REDIS_TIMEOUT = 0.5
#: Seconds after which the looking ends where nobody asks any more.
IDLE = 60
REDIS_KEY = "site:page-generation"


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
        """The value that was there a moment ago; None when Redis does not answer."""
        self._asked_at = now = time.monotonic()
        if now - self._seen_at > VALID_FOR:
            self._ensure_thread()
            # Nobody has asked for a minute, or the machine is too busy for the thread: no reason to keep a page from a visitor.
            if self._is_away:
                return None
            try:
                self._look()
            except (RedisError, OSError):
                return None  # the thread says so
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
        with self._lock:
            if asked_at < self._seen_at:  # another thread has asked since
                return
            if value != self._value:
                self._ended.append((self._value, timezone.now().timestamp()))
                self._value = str(value)
            self._seen_at = asked_at
