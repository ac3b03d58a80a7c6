"""A PostgreSQL that takes connections and never answers must not take the site's threads with it.

Neither PostgreSQL nor psycopg has a limit for that: limits of the server need one that runs, and those of TCP one that is
gone. A slow query is not ended: it is asked, on another connection, whether the server still answers.
"""

import threading
import time
from collections.abc import Generator
from typing import Any, Self

import psycopg
from django.db.backends.postgresql import base
from psycopg.errors import ConnectionTimeout

#: Seconds after which a query asks whether the server still answers.
PATIENCE = 3
#: Seconds for which a silent server is left alone: visits that need it fail at once meanwhile.
PAUSE = 5
#: Seconds between two looks at the clock while a query is under way.
INTERVAL = 0.5


class Connection(psycopg.Connection[Any]):
    """Raises ConnectionTimeout, an OperationalError, where the server does not answer."""

    _lock = threading.Lock()
    #: Of this process, by the monotonic clock: when the server was last found silent, and until when it is left alone.
    _silent_at = _silent_until = float("-inf")
    made_at: float
    _how: dict[str, Any]

    @classmethod
    def connect(cls, conninfo: str = "", **params: Any) -> Self:
        cls._take_turn()
        try:
            made = super().connect(conninfo, **params)
        except ConnectionTimeout:
            Connection._silent_at = time.monotonic()
            Connection._silent_until = Connection._silent_at + PAUSE
            raise
        except psycopg.Error:  # it answers, if only to refuse
            Connection._silent_until = float("-inf")
            raise
        Connection._silent_until = float("-inf")
        made.made_at, made._how = time.monotonic(), params
        return made

    @classmethod
    def _take_turn(cls) -> None:
        """While the server is silent one thread tries, now and then."""
        with cls._lock:
            now = time.monotonic()
            if now < cls._silent_until:
                raise ConnectionTimeout("the server was silent a moment ago")
            if cls._silent_until > cls._silent_at:
                Connection._silent_until = now + 2 * PAUSE

    def is_suspect(self) -> bool:
        """Whether the server has been silent since."""
        return self.made_at <= self._silent_at

    def wait(self, gen: Any, interval: float = INTERVAL, timeout: float | None = None) -> Any:
        return super().wait(self._with_patience(gen), interval, timeout)

    def _with_patience(self, gen: Any) -> Generator[Any, Any, Any]:
        """`gen`, a dialog with the server that says what it waits for, and is told what is there: nothing, now and then."""
        ends_at = time.monotonic() + PATIENCE
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready and time.monotonic() >= ends_at:
                    self._check_server()
                    ends_at = time.monotonic() + PATIENCE
                wanted = gen.send(ready)
        except StopIteration as end:
            return end.value

    def _check_server(self) -> None:
        try:
            type(self).connect(**self._how).close()
        except ConnectionTimeout:
            self.pgconn.finish()
            raise
        except psycopg.Error:
            pass


class _Driver:
    """psycopg, but for its connections."""

    connect = Connection.connect

    def __getattr__(self, name: str) -> Any:
        return getattr(psycopg, name)


class DatabaseWrapper(base.DatabaseWrapper):
    Database: Any = _Driver()

    def is_usable(self) -> bool:
        return not (self.connection and self.connection.is_suspect()) and super().is_usable()
