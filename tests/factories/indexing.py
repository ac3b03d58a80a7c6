"""Brings the indexes up to date once for what is saved several times on its way."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django_tasks.backends.immediate import ImmediateBackend
from modelsearch.tasks import insert_or_update_object_task
from wagtail.tasks import update_reference_index_task

INDEXING = {insert_or_update_object_task.module_path, update_reference_index_task.module_path}


@contextmanager
def indexed_once() -> Iterator[None]:
    """What is saved inside is found by searching, and its references are known, when it is left; not yet inside.

    A page that is made, published and translated is saved eight times, and indexing was a third of that."""
    waiting, at_once = {}, ImmediateBackend.enqueue

    def enqueue(backend, task, args, kwargs):
        if kwargs or task.module_path not in INDEXING:
            return at_once(backend, task, args, kwargs)
        waiting[task.module_path, *args] = task, args
        return None

    with patch.object(ImmediateBackend, "enqueue", enqueue):
        yield
    for task, args in waiting.values():
        task.enqueue(*args)
