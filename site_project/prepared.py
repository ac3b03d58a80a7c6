"""Queries that Django puts together and compiles once: both take far longer than the database takes to answer."""

import datetime as dt
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DateTimeField, Expression, F, Field, Model, QuerySet
from django.utils import timezone
from wagtail.fields import RichTextField, StreamField

#: The most variants of a query that a worker keeps.
MOST = 200
#: What the rows of lists and links do not show.
TEXTS = (RichTextField, StreamField)


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


class Related:
    """What is read along with each instance of `model`: by the foreign key `name`, or, of a page, by the name of its type,
    its fields of that type, without the texts of its body."""

    def __init__(self, model: type[Model], name: str) -> None:
        relation: Any = model._meta.get_field(name)
        self.name, self.model, self.is_type = name, relation.related_model, relation.auto_created
        options: Any = self.model._meta
        fields = options.local_concrete_fields if self.is_type else options.concrete_fields
        self.fields = {f"{name}__{field.attname}": field for field in fields if not isinstance(field, TEXTS)}

    def attach(self, row: Any) -> None:
        """Make it of what was read into the row."""
        stored = {field.attname: (field, row.__dict__.pop(path)) for path, field in self.fields.items()}
        found = None
        if next(iter(stored.values()))[1] is not None:  # its primary key
            values = {name: _read(field, value) for name, (field, value) in stored.items()}
            if self.is_type:
                values = row.__dict__ | values
            names = [field.attname for field in self.model._meta.concrete_fields if field.attname in values]
            found = self.model.from_db(row._state.db, names, [values[name] for name in names])
        setattr(row, f"as_{self.name}" if self.is_type else self.name, found)


def _read(field: "Field[Any, Any]", value: Any) -> Any:
    """What the database has stored, as Python knows it."""
    if value is None:
        return None
    if hasattr(field, "from_db_value"):
        return field.from_db_value(value, None, connection)
    value = field.to_python(value)
    return timezone.make_aware(value, dt.UTC) if isinstance(value, dt.datetime) and timezone.is_naive(value) else value


def prepared(*related: str) -> Callable[[Callable[..., QuerySet[Any]]], Callable[..., list[Any]]]:
    """Makes of a function that returns a query set of instances one that returns the instances, with what is `Related`.

    It is called once for each combination of its arguments. Whatever else changes from visit to visit, such as the time
    and the active language, has to be a slot or an argument: nothing looks at it again."""

    def decorate(make: Callable[..., QuerySet[Any]]) -> Callable[..., list[Any]]:
        @lru_cache(MOST)
        def prepare(_vendor: str, *args: Any) -> tuple[type[Model], str, tuple[Any, ...], list[Related]]:
            queryset = make(*args)
            along = [Related(queryset.model, name) for name in related]
            columns = {path: F(path) for item in along for path in item.fields}
            try:
                # Not what the query set itself relates: its columns would come as attributes of the instance.
                sql, params = queryset.select_related(None).annotate(**columns).query.sql_with_params()
            except EmptyResultSet:
                sql, params = "", ()
            return queryset.model, sql, params, along

        @wraps(make)
        def ask(*args: Any, **values: Any) -> list[Any]:
            model, sql, params, along = prepare(connection.vendor, *args)
            values.setdefault(NOW.name, timezone.now())
            given = [param.fill(values) if isinstance(param, Slot) else param for param in params]
            rows = list(model._default_manager.raw(sql, given)) if sql else []
            for row in rows:
                for item in along:
                    item.attach(row)
            return rows

        return ask

    return decorate
