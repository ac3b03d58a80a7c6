"""Keeps the cost of saving one thing independent of how much is in the search index.

After each save, modelsearch brings the weights of titles up to date: it averages the lengths of all titles and looks
through all entries for new ones. With a hundred thousand clippings, which have no title in that sense (a headline is
not a field `title`), every save of anything would read all of them twice. Here things without a title are left out.

And it looks through each field three times: for titles, for beginnings, and for the rest. Here each is read once, since the
body of a hub takes longer than all else of its indexing.
"""

import copy
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from modelsearch.index import Indexed, SearchField, get_indexed_models


def has_title(model: type[Indexed]) -> bool:
    """Whether a model is searched by a field `title`."""
    return any(isinstance(field, SearchField) and field.field_name == "title" for field in model.get_search_fields())


@contextmanager
def _read_once(objs: list[Any]) -> Iterator[None]:
    """Meanwhile the fields of each of `objs` remember what they have read of it."""
    for obj in objs:
        fields = [copy.copy(field) for field in obj.get_search_fields()]
        for field in fields:
            field.get_value = cache(field.get_value)
        obj.get_search_fields = fields.copy
    try:
        yield
    finally:
        for obj in objs:
            del obj.get_search_fields


class FrugalIndex:
    """Mixed into an index of modelsearch's."""

    entries: Any

    def add_items(self, model: type[Indexed], objs: Iterable[Any]) -> None:
        self._is_titled = has_title(model)
        objs = list(objs)
        with _read_once(objs):
            super().add_items(model, objs)  # type: ignore[misc]

    def _refresh_title_norms(self, full: bool = False) -> None:
        if not full and not getattr(self, "_is_titled", True):
            return
        everything = self.entries
        titled = ContentType.objects.get_for_models(*filter(has_title, get_indexed_models())).values()
        self.entries = everything.filter(content_type__in=[kind.pk for kind in titled])
        try:
            super()._refresh_title_norms(full)  # type: ignore[misc]
        finally:
            self.entries = everything
