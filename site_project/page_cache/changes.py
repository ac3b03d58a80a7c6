"""Which writes to the database visitors can notice.

Every statement of every connection passes by here, so that `update()`, bulk operations and commands count like anything
else. What is not known to be invisible counts. The generation moves on when the change is committed.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from site_project.page_cache.generation import generation

#: First words of statements that change nothing.
READING = frozenset(
    {"SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET", "SHOW", "PRAGMA", "EXPLAIN", "ANALYZE"}
)
WRITE = re.compile(
    r"(?P<verb>INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) [\"]?(?P<table>\w+)[\"]?(?: SET (?P<values>.*?)(?: WHERE |$))?",
    re.DOTALL,
)
COLUMN = re.compile(r'"(\w+)" = ')


def connect() -> None:
    """Watch every connection that is opened from now on."""
    connection_created.connect(_watch, dispatch_uid="page-cache-changes")


def _watch(connection: BaseDatabaseWrapper, **_signal: object) -> None:
    if _note_writes not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note_writes)


def _note_writes(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    result = execute(sql, params, many, context)
    if is_visible(sql):
        _move_on_at_commit(context["connection"])
    return result


def _move_on_at_commit(connection: BaseDatabaseWrapper) -> None:
    if not connection.in_atomic_block:
        generation().move_on()
        return
    waiting = _waiting_on(connection)
    waiting.is_due = True
    hooks: list[Any] = connection.run_on_commit
    # A savepoint that is rolled back takes along what was registered within it.
    around = set(connection.savepoint_ids)
    if not (hooks and hooks[0][1] is waiting and set(hooks[0][0]) <= around):
        # As `transaction.on_commit` does, but before all others: a hook that fails keeps Django from calling the next.
        hooks.insert(0, (around, waiting, True))


class _Waiting:
    """Moves the generation on once for a transaction, however many of its savepoints have asked."""

    is_due = False

    def __call__(self) -> None:
        if self.is_due:
            self.is_due = False
            generation().move_on()


def _waiting_on(connection: Any) -> _Waiting:
    waiting: _Waiting = connection.__dict__.setdefault("page_cache_waiting", _Waiting())
    return waiting


def is_visible(sql: Any) -> bool:
    """Whether visitors may see another page once the statement `sql` is committed."""
    if not isinstance(sql, str):  # composed by psycopg
        return True
    word = sql.lstrip()[:12].partition(" ")[0].upper()
    if word in READING:
        return False
    if word == "WITH":
        return re.search(r"\b(INSERT|UPDATE|DELETE|MERGE)\b", sql) is not None
    found = WRITE.match(sql.lstrip())
    if found is None or ";" in sql:
        return True
    verb, table, values = found.groups()
    if table in invisible_tables() or table.startswith("wagtailsearch_"):
        return False
    columns = settings.PAGE_CACHE_VISIBLE_COLUMNS.get(table)
    if verb == "UPDATE":
        return _is_visible_update(values, columns)
    return not (verb.startswith("INSERT") and table in settings.PAGE_CACHE_UNSEEN_WHEN_NEW)


def _is_visible_update(values: str | None, columns: frozenset[str] | None) -> bool:
    if values is None or "(" in values:  # more than constants: not looked into
        return True
    written = set(COLUMN.findall(values))
    if len(written) != values.count("="):
        return True
    if columns is not None:
        return bool(written & columns)
    return not written <= settings.PAGE_CACHE_DRAFT_COLUMNS


@cache
def invisible_tables() -> frozenset[str]:
    """The tables of the setting PAGE_CACHE_INVISIBLE, which names models and whole apps."""
    names = settings.PAGE_CACHE_INVISIBLE
    return frozenset(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label in names or model._meta.app_label in names
    )
