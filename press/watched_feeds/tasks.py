"""Reading a feed when staff ask for it."""

from __future__ import annotations

from django_tasks import task

from press.watched_feeds import run


@task(backend="background")
def read_now(pk: int) -> None:
    """Read one feed, whether it is due or not."""
    run.read_now(pk)
