"""A choice of coverage, made of filters that all have to fit; what it comes to, and how much coverage there is for each
option of each filter, given the other filters.

Four or five queries count for all filters, whatever is chosen, and their answers are kept for a short while: see
`press.newsroom.counts`. They read indexes, so that even the first one after a change takes a fraction of a second with a
hundred thousand clippings.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Count, F, Func, OuterRef, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler

from press.models import Clipping, ClippingCampaign, Outlet
from press.newsroom.citations import Citation, as_citations
from press.newsroom.counts import get_or_count
from press.querysets import ClippingQuerySet
from press.search import found_by, listed


@dataclass(frozen=True, slots=True)
class Selection:
    """Values of the filters; None: not filtered by this.

    `campaign` and `outlet` are primary keys. `words` were cleaned; without any, nothing is found.
    """

    words: str | None = None
    campaign: int | None = None
    outlet: int | None = None
    kind: str | None = None
    language: str | None = None
    year: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    #: What the words find, where it was looked up already.
    found: RawSQL | None = field(default=None, compare=False, repr=False)

    def looked_up(self) -> "Selection":
        """The same, for several queries: the words, which are most of the work, are looked for once."""
        return (
            replace(self, found=listed(list(found_by(self.words).values_list("key", flat=True))))
            if self.words
            else self
        )

    def without(self, *names: str) -> "Selection":
        return replace(self, **dict.fromkeys(names))

    def apply(self, clippings: ClippingQuerySet) -> ClippingQuerySet:
        """Those of `clippings` that fit. The order stays: newest first."""
        if self.campaign is not None:
            clippings = clippings.for_campaign(self.campaign)
        conditions = {
            "outlet": self.outlet,
            "kind": self.kind,
            "language": self.language,
            "date__year": self.year,
            "date__gte": self.start,
            "date__lte": self.end,
        }
        clippings = clippings.filter(**{name: value for name, value in conditions.items() if value is not None})
        if self.words is not None:
            clippings = clippings.filter(pk__in=self.found or found_by(self.words)) if self.words else clippings.none()
        return clippings


class Results:
    """A long list of citations that is read by slices, for a paginator. `count` is known already."""

    def __init__(self, selection: Selection, count: int) -> None:
        self._found, self._count = selection.apply(Clipping.objects.published()), count

    def count(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> list[Citation]:
        """One page, with one query. What comes before it is passed over in an index, without reading it."""
        keys = self._found.values("pk")[part]
        return as_citations(Clipping.objects.filter(pk__in=keys).order_by("-date", "-pk"))


T = TypeVar("T")

#: No more options than this are offered of outlets and campaigns: those with the most coverage.
OFFERED = 50

#: The filters with few values, counted together.
SMALL = ("kind", "language", "year")


class Year(Func):
    """The year of a date, as text. SQLite stores dates as ISO 8601 text; Django's own way there calls Python for each row."""

    output_field = CharField()
    template = "to_char(%(expressions)s, 'YYYY')"

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        return self.as_sql(compiler, connection, template="substr(%(expressions)s, 1, 4)", **context)


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts by value. Of outlets: (primary key, name) to count; of campaigns: primary key to count; both are
    only the `OFFERED` largest. `total` is how much the whole selection comes to."""

    total: int
    kind: dict[str, int]
    language: dict[str, int]
    year: dict[int, int]
    outlet: dict[tuple[int, str], int]
    campaign: dict[int, int]


def count(selection: Selection) -> Facets:
    """The counts for `selection`, with at most five queries."""
    kind, language, year = _small(selection)
    total = sum(kind.values()) if selection.kind is None else kind.get(selection.kind, 0)
    return Facets(total, kind, language, year, outlet=_outlets(selection), campaign=_campaigns(selection))


def _kept(name: str, selection: Selection, read: Callable[[], T]) -> T:
    """Counts for a choice from the lists, of which there are not many, are kept. For words that somebody types they are
    not: random words would push everything else out of the cache."""
    return read() if selection.words is not None else get_or_count((name, selection), read)


def _small(selection: Selection) -> tuple[dict[str, int], dict[str, int], dict[int, int]]:
    """The counts by kind, by language and by year, each given the two others."""
    if selection.without(*SMALL) == Selection():
        return _kept("small", selection, lambda: _by_indexes(selection))
    chosen = (selection.kind, selection.language, selection.year)
    found: tuple[Counter[Any], ...] = (Counter(), Counter(), Counter())
    for values, number in _cells(selection.without(*SMALL)):
        differing = [place for place, wanted in enumerate(chosen) if wanted is not None and values[place] != wanted]
        for place in range(len(SMALL)):
            if not differing or differing == [place]:
                found[place][values[place]] += number
    kind, language, year = (dict(counts) for counts in found)
    return kind, language, year


def _by_indexes(selection: Selection) -> tuple[dict[str, int], dict[str, int], dict[int, int]]:
    """The same where nothing else is chosen: each by an index that need not be sorted, and so the years by their days."""

    def rows(name: str) -> ClippingQuerySet:
        return selection.without(name).apply(Clipping.objects.published()).order_by()

    numbers: dict[str, dict[str, int]] = {"kind": {}, "language": {}}
    kinds, languages = (
        rows(name).annotate(facet=Value(name), value=F(name)).values_list("facet", "value").annotate(number=Count("*"))
        for name in numbers
    )
    for name, value, number in kinds.union(languages, all=True):
        numbers[name][value] = number
    years: Counter[int] = Counter()
    for date, number in rows("year").values_list("date").annotate(number=Count("*")):
        years[date.year] += number
    return numbers["kind"], numbers["language"], dict(years)


def _cells(selection: Selection) -> list[tuple[tuple[str, str, int], int]]:
    """(kind, language, year), and how much there is of each combination: of what one choice finds, for all three filters."""

    def read() -> list[tuple[tuple[str, str, int], int]]:
        rows = selection.apply(Clipping.objects.published()).order_by().annotate(of_year=Year("date"))
        counted = rows.values_list("kind", "language", "of_year").annotate(number=Count("*"))
        return [((kind, language, int(year)), number) for kind, language, year, number in counted]

    return _kept("cells", selection, read)


def _outlets(selection: Selection) -> dict[tuple[int, str], int]:
    selection = selection.without("outlet")

    def read() -> dict[tuple[int, str], int]:
        rows = selection.apply(Clipping.objects.published()).order_by().values_list("outlet")
        # The name comes last: it is looked up for each outlet, not for each clipping.
        name = Subquery(Outlet.objects.filter(pk=OuterRef("outlet")).values("name"))
        counted = rows.annotate(number=Count("*")).annotate(name=name).order_by("-number", "name")[:OFFERED]
        return {(pk, name): number for pk, number, name in counted}

    return _kept("outlets", selection, read)


def _campaigns(selection: Selection) -> dict[int, int]:
    selection = selection.without("campaign")

    def read() -> dict[int, int]:
        if selection == Selection():  # all links, by their index, less the few of what is not published
            links = ClippingCampaign.objects.order_by().values_list("campaign")
            numbers = Counter(dict(links.annotate(number=Count("*"))))
            numbers.subtract(
                dict(links.filter(clipping__in=Clipping.objects.unpublished()).annotate(number=Count("*")))
            )
            return dict((+numbers).most_common(OFFERED))
        rows = selection.apply(Clipping.objects.published()).filter(campaign_links__isnull=False)
        links = rows.values_list("campaign_links__campaign")
        return dict(links.order_by().annotate(number=Count("*")).order_by("-number")[:OFFERED])

    return _kept("campaigns", selection, read)
