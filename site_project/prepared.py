"""Queries that Django puts together and compiles once: both take far longer than the database takes to answer."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DateTimeField, Expression, F, Field, Model, QuerySet
from django.utils import timezone

#: The most variants of a query that a worker keeps.
MOST = 200
#: What databases store in ways of their own: of related objects it is read when somebody asks for it.
LEFT_OUT = frozenset({"DateField", "DateTimeField", "JSONField", "UUIDField"})


class Slot(Expression):
    """Stands in a prepared query for a value of the type `field` that is given, by its name, whenever it is asked."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: object, connection: object) -> tuple[str, list[Any]]:  # type: ignore[override]
        return "%s", [self]

    def fill(self, values: dict[str, Any]) -> Any:
        return self.output_field.get_db_prep_value(values[self.name], connection)


#: The time of the visit. It need not be given.
NOW = Slot("now", DateTimeField())


def prepared(*related: str) -> Callable[[Callable[..., QuerySet[Any]]], Callable[..., list[Any]]]:
    """Makes of a function that returns a query set of instances one that returns the instances.

    It is called once for each combination of its arguments. Whatever else changes from visit to visit, such as the time
    and the active language, has to be a slot or an argument: nothing looks at it again. `related` are foreign keys to
    read along."""

    def decorate(make: Callable[..., QuerySet[Any]]) -> Callable[..., list[Any]]:
        @lru_cache(MOST)
        def prepare(_vendor: str, *args: Any) -> tuple[type[Model], str, tuple[Any, ...], dict[str, list[str]]]:
            queryset = make(*args)
            columns = {name: _columns(queryset.model, name) for name in related}
            paths = [f"{name}__{column}" for name in related for column in columns[name]]
            try:
                sql, params = queryset.annotate(**{path: F(path) for path in paths}).query.sql_with_params()
            except EmptyResultSet:
                sql, params = "", ()
            return queryset.model, sql, params, columns

        @wraps(make)
        def ask(*args: Any, **values: Any) -> list[Any]:
            model, sql, params, columns = prepare(connection.vendor, *args)
            values.setdefault(NOW.name, timezone.now())
            given = [param.fill(values) if isinstance(param, Slot) else param for param in params]
            rows: list[Any] = list(model._default_manager.raw(sql, given)) if sql else []
            for name, names in columns.items():
                target: Any = model._meta.get_field(name).related_model
                for row in rows:
                    found = [row.__dict__.pop(f"{name}__{column}") for column in names]
                    is_there = getattr(row, f"{name}_id") is not None
                    setattr(row, name, target.from_db(row._state.db, names, found) if is_there else None)
            return rows

        return ask

    return decorate


def _columns(model: type[Model], name: str) -> list[str]:
    target: Any = model._meta.get_field(name).related_model
    return [field.attname for field in target._meta.concrete_fields if field.get_internal_type() not in LEFT_OUT]
