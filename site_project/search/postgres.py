"""PostgreSQL search in the language of each page, with and without regard to accents.

A stemmer needs accents to know a suffix ("deportación" and "deportaciones" share a stem, "deportacion" does not), and
visitors leave them out. So every text is indexed, and every query asked, in two configurations: the language's own,
and ours, which takes accents off first. Either may match.
"""

import operator
import re
from collections import defaultdict
from functools import reduce
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import QuerySet
from django.utils.translation import get_language
from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.backends.database.postgres.query import Lexeme
from modelsearch.query import PlainText
from modelsearch.utils import get_content_type_pk

from site_project.search.configurations import accentless, configuration_for
from site_project.search.indexing import FrugalIndex


class BoundedIndex(FrugalIndex, PostgresIndex):
    """Costs the same whatever is in it."""


class MultilingualIndex(BoundedIndex):
    """Writes each object with the configurations of its own language."""

    def add_items(self, model: Any, objs: Any) -> None:
        by_language: dict[str, list[Any]] = defaultdict(list)
        for obj in objs:
            locale = getattr(obj, "locale", None)
            by_language[locale.language_code if locale else ""].append(obj)
        for code, group in by_language.items():
            BoundedIndex(self.backend.for_language(code)).add_items(model, group)
            self._add_accentless(model, group, configuration_for(code))

    def _add_accentless(self, model: object, objs: list[Any], configuration: str) -> None:
        """Add the words without their accents; and those whose accents are characters of their own as the stemmer knows
        them."""
        title, body = (
            f"to_tsvector(%s, {text}) || "
            f"to_tsvector(%s, CASE WHEN {text} IS NFC NORMALIZED THEN '' ELSE normalize({text}) END)"
            for text in ("title_text", "body_text")
        )
        configurations = [accentless(configuration), configuration]
        with self.write_connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {IndexEntry._meta.db_table} "  # noqa: S608 - no name is input
                f"SET title = title || setweight({title}, 'A'), body = body || {body} "
                "WHERE content_type_id = %s AND object_id = ANY(%s)",
                [*configurations, *configurations, get_content_type_pk(model), [str(obj.pk) for obj in objs]],
            )


class MultilingualQueryCompiler(PostgresSearchQueryCompiler):
    def build_tsquery(self, query: object, config: str | None = None) -> Any:
        exact: SearchQuery | None = super().build_tsquery(query, config=config)
        if exact is None or config is None:
            return exact
        return exact | super().build_tsquery(query, config=accentless(config))


class PrefixQueryCompiler(PostgresAutocompleteQueryCompiler):
    """Looks for the beginning of each word that was typed, not of the last one only."""

    def build_tsquery_content(self, query: Any, config: str | None = None, invert: bool = False) -> Any:
        terms = re.split(r"[\s\-]+", query.query_string.strip()) if isinstance(query, PlainText) else []
        if not any(terms) or invert or query.operator != "and":
            return super().build_tsquery_content(query, config, invert)
        lexemes = reduce(operator.and_, (Lexeme(term, prefix=True) for term in terms if term))
        return SearchQuery(lexemes, search_type="raw", config=config)


class MultilingualSearchBackend(PostgresSearchBackend):
    """Reads with the configurations of the active language, writes with those of each object."""

    index_class = MultilingualIndex
    query_compiler_class = MultilingualQueryCompiler
    autocomplete_query_compiler_class = PrefixQueryCompiler

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.fixed = params.get("SEARCH_CONFIG")
        # Beginnings of words are not stemmed, so accents can go altogether.
        self.autocomplete_config = accentless("simple")

    @property
    def config(self) -> str:
        return self.fixed or configuration_for(get_language() or "")

    @config.setter
    def config(self, value: str | None) -> None:
        self.fixed = value

    def keys(self, words: str, model: Any) -> QuerySet[Any]:
        """The primary keys of what has all words, or the beginnings of all."""
        whole, beginnings = (
            find(words, model, order_by_relevance=False).get_queryset().order_by().values("pk")
            for find in (self.search, self.autocomplete)
        )
        found: QuerySet[Any] = whole.union(beginnings)
        return found

    def for_language(self, code: str) -> "MultilingualSearchBackend":
        return type(self)({"SEARCH_CONFIG": configuration_for(code)})
