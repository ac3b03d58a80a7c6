"""Model fields shared by every app."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """A StreamField whose block definitions stay out of migrations.

    Blocks change far more often than the database does, and every change would otherwise add a migration that
    alters nothing. In a migration the field therefore has no blocks: historical models see its value as plain JSON
    data (lists and dicts) and save it back untouched, so a data migration can rewrite it without losing anything.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        self._is_historical = not block_types
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def to_python(self, value: Any) -> Any:
        if self._is_historical:
            return json.loads(value) if isinstance(value, str) and value else value
        return super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        if self._is_historical:
            return value
        return super().get_prep_value(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if self._is_historical and not prepared:
            return json.dumps(value if value is not None else [], cls=DjangoJSONEncoder)
        return super().get_db_prep_value(value, connection, prepared)
