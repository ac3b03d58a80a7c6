"""Which clippings a press list shows, in which order, and under which headings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.formats import date_format
from django.utils.translation import get_language
from wagtail.blocks import StructValue

from press.models import Clipping
from press.newsroom.citations import Citation, as_citation, with_citations
from press.newsroom.enums import Grouping, PressListMode
from site_project.i18n.dates import month_and_year
from site_project.i18n.language_choices import language_name
from site_project.models.campaign import Campaign
from site_project.prepared import Slot, prepared

DEFAULT_LIMIT = 15
#: The filters of a press list, by the names of the block's fields.
FILTERS = ("kinds", "outlets", "languages", "from_date", "to_date")


def is_filtered(value: StructValue) -> bool:
    """Whether the automatic part of a list leaves something out."""
    return any(value.get(name) for name in FILTERS)


def selected(value: StructValue, campaign: Campaign | None, *, everything: bool = False) -> list[Citation]:
    """The citations of a press list with the values `value`, with at most two queries.

    Args:
        value: of the block's fields.
        campaign: None: no automatic part.
        everything: without a campaign, the automatic part is all coverage.
    """
    mode, limit = value["mode"], value.get("limit") or DEFAULT_LIMIT
    shown = [] if mode == PressListMode.AUTOMATIC else _picked(value)[:limit]
    room = limit - len(shown)
    if mode != PressListMode.PICKED and room and (campaign or everything):
        shown += _automatic(value, campaign, [item.pk for item in shown], room)
    return shown


def _picked(value: StructValue) -> list[Citation]:
    """The pieces picked by hand, in the hand's order; only where nothing else is shown does the reader's language
    come first."""
    picked = [clipping for clipping in value.get("picked") or () if clipping is not None]
    if not picked:
        return []
    places = {clipping.pk: place for place, clipping in reversed(list(enumerate(picked)))}
    code = get_language() or ""
    rows = _picked_rows(code, tuple(sorted(places)))
    shown = sorted((as_citation(row, code) for row in rows), key=lambda item: places[item.pk])
    if value["mode"] == PressListMode.PICKED and value.get("own_language_first"):
        shown.sort(key=lambda item: item.lang_differs)
    return shown


def _automatic(value: StructValue, campaign: Campaign | None, excluded: list[int], room: int) -> list[Citation]:
    code, grouping = get_language() or "", value["group_by"]
    own_first = bool(value.get("own_language_first"))
    own_first_in_each = own_first and grouping in (Grouping.DAY, Grouping.MONTH)
    rows = _automatic_rows(
        code,
        _conditions(value),
        tuple(excluded),
        room,
        campaign is not None,
        own_first and not own_first_in_each,
        campaign=campaign and campaign.pk,
    )
    found = [as_citation(row, code) for row in rows]
    if own_first_in_each:
        found.sort(key=lambda item: (_period(item, grouping), item.lang_differs))
    return found


def _conditions(value: StructValue) -> tuple[tuple[str, Any], ...]:
    conditions = {
        "kind__in": tuple(value.get("kinds") or ()),
        "outlet__in": tuple(pk for pk in value.get("outlets") or () if pk),
        "language__in": tuple(code for code in value.get("languages") or () if code),
        "date__gte": value.get("from_date"),
        "date__lte": value.get("to_date"),
    }
    return tuple((lookup, wanted) for lookup, wanted in conditions.items() if wanted)


@prepared()
def _picked_rows(code: str, picked: tuple[int, ...]) -> QuerySet[Clipping]:
    return with_citations(Clipping.objects.published().filter(pk__in=picked), code)


@prepared()
def _automatic_rows(
    code: str,
    conditions: tuple[tuple[str, Any], ...],
    excluded: tuple[int, ...],
    room: int,
    of_campaign: bool,
    own_language_first: bool,
) -> QuerySet[Clipping]:
    found = Clipping.objects.published().filter(**dict(conditions))
    if excluded:
        found = found.exclude(pk__in=excluded)
    if of_campaign:
        found = found.for_campaign(Slot("campaign", IntegerField()))
    if own_language_first:
        foreign = Case(When(language=code, then=Value(0)), default=Value(1), output_field=IntegerField())
        found = found.order_by(foreign, *found.query.order_by)
    return with_citations(found[:room], code)


def _period(item: Citation, grouping: str) -> int:
    """A number that sorts the newest day or month first."""
    return -(item.date.toordinal() if grouping == Grouping.DAY else item.date.year * 12 + item.date.month)


@dataclass(frozen=True, slots=True)
class Group:
    """Citations under one label; the label is empty when the list is not divided. It may be a proper name, or the date
    of each of them."""

    label: str
    citations: Sequence[Citation]
    is_name: bool = False
    is_date: bool = False


_LABELS: dict[str, Callable[[Citation], str]] = {
    Grouping.DAY: lambda item: date_format(item.date, "DATE_FORMAT"),
    Grouping.MONTH: lambda item: month_and_year(item.date),
    Grouping.OUTLET: lambda item: item.outlet_name,
    Grouping.LANGUAGE: lambda item: language_name(item.lang).capitalize(),
}


def grouped(citations: Sequence[Citation], grouping: str) -> list[Group]:
    """Divide `citations`. Groups are in the order of their first citation, so newest stays first."""
    label_of = _LABELS.get(grouping)
    if label_of is None:
        return [Group("", citations)] if citations else []
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(label_of(citation), []).append(citation)
    by = {"is_name": grouping == Grouping.OUTLET, "is_date": grouping == Grouping.DAY}
    return [Group(label, items, **by) for label, items in groups.items()]
