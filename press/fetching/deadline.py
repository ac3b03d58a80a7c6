"""A point in time by which a response must have arrived, whatever the server does."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Deadline:
    """`seconds` from now, on the monotonic clock."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """The seconds left, more than 0. Raises TimeoutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def sooner(self, seconds: float) -> Deadline:
        """This deadline, or one `seconds` from now if that is sooner."""
        other = Deadline(seconds)
        other._end = min(self._end, other._end)
        return other

    def run(self, function: Callable[[], T]) -> T:
        """What `function` returns or raises. Raises TimeoutError when it is not done in time.

        For calls that cannot be interrupted (name resolution): the thread is left behind until the call gives up.
        """
        outcome: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

        def work() -> None:
            try:
                outcome.put((function(), None))
            except BaseException as error:  # noqa: BLE001  raised below, in the thread that asked
                outcome.put((None, error))

        threading.Thread(target=work, daemon=True, name="deadline").start()
        try:
            result, error = outcome.get(timeout=self.remaining())
        except queue.Empty:
            raise TimeoutError from None
        if error is not None:
            raise error
        return result  # type: ignore[return-value]
