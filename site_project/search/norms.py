"""Keeps the cost of saving one thing independent of how much is in the search index.

After each save, modelsearch brings the weights of titles up to date: it averages the lengths of all titles and looks
through all entries for new ones. With a hundred thousand clippings, which have no title in that sense (a headline is
not a field `title`), every save of anything would read all of them twice. Here things without a title are left out.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from modelsearch.index import Indexed, SearchField, get_indexed_models


def has_title(model: type[Indexed]) -> bool:
    """Whether a model is searched by a field `title`."""
    return any(isinstance(field, SearchField) and field.field_name == "title" for field in model.get_search_fields())


class TitleNorms:
    """Mixed into an index of modelsearch's: weighs titles among things that have one."""

    entries: Any

    def add_items(self, model: type[Indexed], objs: object) -> None:
        self._is_titled = has_title(model)
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
