"""Whose turn it is: never two requests to an outlet at a time, a pause between them, and peace for who asks for it.

The turns are in the cache, so that all processes keep to them. Without a shared cache (tests, a single process) they
hold for this process, which is enough there.
"""

from __future__ import annotations

import datetime as dt
import math
import random

from django.core.cache import cache

from press.addresses import host_of

#: Seconds between two requests to one outlet.
PAUSE = 3.0
#: Seconds after which a turn ends by itself, should the process that has it die.
LONGEST_TURN = 120
#: How much longer an interval may become, as a share of it.
JITTER = 0.2


def take_turn(url: str) -> bool:
    """Whether the outlet of `url` may be asked now. If so, nobody else may until `end_turn`."""
    return cache.add(_key(url), 1, LONGEST_TURN)


def end_turn(url: str, pause: float = 0.0) -> None:
    """The request is over. Leave the outlet alone for `pause` seconds, PAUSE at least."""
    pause = max(pause, PAUSE)
    if pause:
        cache.set(_key(url), 1, math.ceil(pause))  # Redis counts in whole seconds
    else:
        cache.delete(_key(url))


def _key(url: str) -> str:
    return f"press:turn:{host_of(url)}"


def with_jitter(interval: dt.timedelta) -> dt.timedelta:
    """`interval`, or up to JITTER longer."""
    return interval * (1 + JITTER * random.random())  # noqa: S311 - no secret
