"""Builds something in the database once, and writes the same rows again in a fraction of the time."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection, transaction
from django.db.models import Model

Rows = tuple[list[str], list[tuple[Any, ...]]]


Made = TypeVar("Made")


class Snapshot(Generic[Made]):
    """The rows of every table that `build` changes in an empty test database, which is left as it was. `made` is what it
    returned."""

    def __init__(self, build: Callable[[], Made]) -> None:
        with transaction.atomic():
            before = _contents()
            self.made = build()
            self._changed = {table: rows for table, rows in _contents().items() if rows != before.get(table)}
            transaction.set_rollback(True)

    def anew(self) -> Made:
        """Restore, and read again what `build` returned: objects of the database, or dictionaries, lists or tuples of
        them."""
        self.restore()
        made: Made = _reread(self.made)
        return made

    def restore(self) -> None:
        """Bring the database into the state that `build` leaves, keys included, within the test's own transaction."""
        quote = connection.ops.quote_name
        with connection.cursor() as cursor:
            for table, (columns, rows) in self._changed.items():
                cursor.execute(f"DELETE FROM {quote(table)}")
                names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", rows)


def _reread(made: Any) -> Any:
    if isinstance(made, dict):
        return {key: _reread(value) for key, value in made.items()}
    if isinstance(made, list | tuple):
        return type(made)(map(_reread, made))
    return type(made)._default_manager.get(pk=made.pk) if isinstance(made, Model) else made


def _contents() -> dict[str, Rows]:
    """Columns and rows of every table. SQLite's search tables are left out: triggers fill them."""
    found: dict[str, Rows] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if "_fts" not in table:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found[table] = ([column[0] for column in cursor.description], cursor.fetchall())
    return found
