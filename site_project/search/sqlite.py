"""SQLite's full-text search, with the beginnings of all words."""

import operator
from functools import reduce
from typing import Any

from django.db.models import BigIntegerField, F, QuerySet
from django.db.models.functions import Cast
from modelsearch.backends.database.sqlite.query import Lexeme, MatchExpression, SearchQueryExpression
from modelsearch.backends.database.sqlite.sqlite import (
    IndexEntry,
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import PlainText
from modelsearch.utils import get_descendants_content_types_pks

from site_project.search.indexing import FrugalIndex


class UnrankedSearch:
    """Mixed into a compiler of modelsearch's: another query for searches that keep the order of their query set.

    modelsearch joins the words to the entries, which SQLite does by asking the word index once for each entry of the
    model. Asked once, it answers in milliseconds; the entries are then found by key.
    """

    def search(
        self, config: object, start: int | None, stop: int | None, score_field: str | None = None
    ) -> QuerySet[Any]:
        compiler: Any = self
        ranked = compiler.order_by_relevance or score_field is not None
        if ranked or not isinstance(compiler.query, PlainText):
            return super().search(config, start, stop, score_field)  # type: ignore[misc]
        queryset = compiler.queryset.filter(pk__in=_keys(compiler.queryset.model, compiler.match(config)))
        if not queryset.query.order_by:
            queryset = queryset.order_by("-pk")
        return queryset[start:stop]

    def match(self, config: object = None) -> MatchExpression:
        compiler: Any = self
        words = compiler.build_search_query(compiler.query, config=config)
        return MatchExpression(compiler.fields or compiler.FTS_TABLE_FIELDS, words)


class AnyMatch(MatchExpression):
    """Any of several matches, as one question to the word index."""

    def __init__(self, *matches: MatchExpression) -> None:
        super().__init__([], None)
        self.matches = matches

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        questions = [match.as_sql(compiler, connection)[1][0] for match in self.matches]
        return self.template, [" OR ".join(f"({question})" for question in questions)]


def _keys(model: Any, match: MatchExpression) -> QuerySet[Any]:
    """The primary keys of what matches."""
    matching = SQLiteFTSIndexEntry.objects.filter(match)
    # The sum keeps SQLite from going through all entries of the model by their index.
    entries = IndexEntry.objects.annotate(kind=F("content_type_id") + 0).filter(
        kind__in=get_descendants_content_types_pks(model), pk__in=matching.values("index_entry")
    )
    return entries.values(key=Cast("object_id", BigIntegerField()))


class WholeWordsCompiler(UnrankedSearch, SQLiteSearchQueryCompiler):
    """Looks for whole words."""


class PrefixQueryCompiler(UnrankedSearch, SQLiteAutocompleteQueryCompiler):
    """Looks for the beginning of each word that was typed, not of the last one only."""

    def build_search_query_content(self, query: Any, config: str | None = None) -> Any:
        terms = query.query_string.split() if isinstance(query, PlainText) else []
        if not terms or query.operator.upper() != "AND":
            return super().build_search_query_content(query, config)
        return SearchQueryExpression(
            reduce(operator.and_, (Lexeme(term, prefix=True) for term in terms)), config=config
        )


class BoundedIndex(FrugalIndex, SQLiteIndex):
    """Costs the same whatever is in it."""


class PrefixSearchBackend(SQLiteSearchBackend):
    """Wagtail's own, but for the above."""

    index_class = BoundedIndex
    query_compiler_class = WholeWordsCompiler
    autocomplete_query_compiler_class = PrefixQueryCompiler

    def keys(self, words: str, model: Any) -> QuerySet[Any]:
        """The primary keys of what has all words, or the beginnings of all."""
        ways = (find(words, model, order_by_relevance=False) for find in (self.search, self.autocomplete))
        return _keys(model, AnyMatch(*(found.query_compiler.match() for found in ways)))
