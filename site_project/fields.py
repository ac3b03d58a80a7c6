"""Model fields shared by every app."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from wagtail.fields import StreamField as WagtailStreamField

Deconstructed = tuple[str, str, Sequence[Any], dict[str, Any]]


def stock(field: Deconstructed, kind: type[models.Field[Any, Any]], *left_out: str) -> Deconstructed:
    """What `field.deconstruct()` returned, as the Django field that migrations know instead: code that moves or changes
    touches no migration. `left_out`: arguments that mean nothing to the database."""
    name, _path, _args, kwargs = field
    kept = {key: value for key, value in kwargs.items() if key not in left_out}
    return name, f"django.db.models.{kind.__name__}", [], kept


class StreamField(WagtailStreamField):
    """A StreamField whose block definitions stay out of migrations.

    Blocks change far more often than the database does, and every change would otherwise add a migration that
    alters nothing. Historical models see its value as plain JSON data (lists and dicts) and save it back untouched, so
    a data migration can rewrite it without losing anything.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> Deconstructed:
        return stock(super().deconstruct(), models.JSONField, "block_lookup")
