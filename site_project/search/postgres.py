"""PostgreSQL search with the configuration of each page's own language."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import get_language
from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend

from site_project.search.configurations import configuration_for


class MultilingualIndex(PostgresIndex):
    """Writes each object with the configuration of its own language."""

    def add_items(self, model: Any, objs: Any) -> None:
        by_language: dict[str, list[Any]] = defaultdict(list)
        for obj in objs:
            locale = getattr(obj, "locale", None)
            by_language[locale.language_code if locale else ""].append(obj)
        for code, group in by_language.items():
            PostgresIndex(self.backend.for_language(code)).add_items(model, group)


class MultilingualSearchBackend(PostgresSearchBackend):
    """Reads with the configuration of the active language, writes with that of each object."""

    index_class = MultilingualIndex

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.fixed = params.get("SEARCH_CONFIG")

    @property
    def config(self) -> str:
        """The PostgreSQL text search configuration in force."""
        return self.fixed or configuration_for(get_language() or "")

    @config.setter
    def config(self, value: str | None) -> None:
        self.fixed = value

    def for_language(self, code: str) -> MultilingualSearchBackend:
        """The same backend, tied to one language."""
        return type(self)({"SEARCH_CONFIG": configuration_for(code)})
