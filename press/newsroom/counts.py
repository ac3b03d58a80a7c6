"""Counts of coverage, kept for a short while: they are on every page of the newsroom, and change only when staff file
something."""

import hashlib
import secrets
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.signals import published, unpublished

from press.models import Clipping, ClippingCampaign, Outlet
from site_project.page_cache import generation as content

T = TypeVar("T")

#: Seconds. The counts are thrown away at once when something changes; this is for what changes behind Django's back.
KEPT_FOR = 300
_GENERATION = "press-counts"


def invalidate_counts(**_signal: object) -> None:
    """Throw away every count that is kept. Who files in bulk, without signals, calls it at the end.

    Once now, for counts within this transaction, and once when it is committed: until then other processes
    still count what was before, and would keep it.
    """
    _renew()
    connection = transaction.get_connection()
    if connection.in_atomic_block and not any(entry[1] is _renew for entry in connection.run_on_commit):
        transaction.on_commit(_renew)


def connect() -> None:
    """Listen for whatever changes a count: clippings, what they are filed under, names of outlets."""
    for model in (Clipping, ClippingCampaign, Outlet):
        for signal in (post_save, post_delete):
            signal.connect(invalidate_counts, sender=model, dispatch_uid=f"counts-{model.__name__}")
    for signal in (published, unpublished):
        signal.connect(invalidate_counts, sender=Clipping, dispatch_uid="counts")


def get_or_count(key: tuple[Any, ...], count: Callable[[], T]) -> T:
    """What `count` returns for `key`, counted now or a short while ago."""
    # Signals do not see everything, nor come before everything that asks: the content's own generation counts too.
    token = content.generation().current()
    if token is None:
        return count()
    generation = cache.get(_GENERATION) or _renew()
    name = hashlib.sha256(repr((key, token)).encode()).hexdigest()
    return cast("T", cache.get_or_set(f"{_GENERATION}-{generation}-{name}", count, KEPT_FOR))


def _renew() -> str:
    generation = secrets.token_hex(8)
    cache.set(_GENERATION, generation, None)
    return generation
