"""Dividing a press list under small headings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format

from press.newsroom.citations import Citation
from press.newsroom.enums import Grouping
from site_project.i18n.dates import month_and_year
from site_project.i18n.language_choices import language_name


@dataclass(frozen=True, slots=True)
class Group:
    """Citations under one label; the label is empty when the list is not divided, and may be a proper name."""

    label: str
    citations: Sequence[Citation]
    is_name: bool = False


_LABELS: dict[str, Callable[[Citation], str]] = {
    Grouping.DAY: lambda item: date_format(item.date, "DATE_FORMAT"),
    Grouping.MONTH: lambda item: month_and_year(item.date),
    Grouping.OUTLET: lambda item: item.outlet_name,
    Grouping.LANGUAGE: lambda item: language_name(item.lang).capitalize(),
}


def grouped(citations: Sequence[Citation], grouping: str) -> list[Group]:
    """Divide `citations`. Groups stand in the order of their first citation, so newest stays first."""
    label_of = _LABELS.get(grouping)
    if label_of is None:
        return [Group("", citations)] if citations else []
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(label_of(citation), []).append(citation)
    return [Group(label, items, is_name=grouping == Grouping.OUTLET) for label, items in groups.items()]
