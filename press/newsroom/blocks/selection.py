"""Which clippings a press list shows, in which order, and under which headings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.formats import date_format
from django.utils.translation import get_language
from wagtail.blocks import StructValue

from press.models import Clipping
from press.newsroom.citations import Citation, as_citations
from press.newsroom.enums import Grouping, PressListMode
from site_project.i18n.dates import month_and_year
from site_project.i18n.language_choices import language_name
from site_project.models.campaign import Campaign

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
    shown = sorted(as_citations(Clipping.objects.published().filter(pk__in=places)), key=lambda item: places[item.pk])
    if value["mode"] == PressListMode.PICKED and value.get("own_language_first"):
        shown.sort(key=lambda item: item.lang_differs)
    return shown


def _automatic(value: StructValue, campaign: Campaign | None, excluded: list[int], room: int) -> list[Citation]:
    published = Clipping.objects.published().exclude(pk__in=excluded) if excluded else Clipping.objects.published()
    found = _filtered(published.for_campaign(campaign) if campaign else published, value)
    if not value.get("own_language_first"):
        return as_citations(found[:room])
    grouping = value["group_by"]
    if grouping in (Grouping.DAY, Grouping.MONTH):  # first within each of them
        return sorted(as_citations(found[:room]), key=lambda item: (_period(item, grouping), item.lang_differs))
    foreign = Case(When(language=get_language(), then=Value(0)), default=Value(1), output_field=IntegerField())
    return as_citations(found.order_by(foreign, *found.query.order_by)[:room])


def _filtered(clippings: QuerySet[Clipping], value: StructValue) -> QuerySet[Clipping]:
    conditions = {
        "kind__in": value.get("kinds"),
        "outlet__in": [pk for pk in value.get("outlets") or () if pk],
        "language__in": [code for code in value.get("languages") or () if code],
        "date__gte": value.get("from_date"),
        "date__lte": value.get("to_date"),
    }
    return clippings.filter(**{lookup: wanted for lookup, wanted in conditions.items() if wanted})


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
