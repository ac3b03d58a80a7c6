"""What the list of clippings can be narrowed to."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import F, QuerySet
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from press.enums import ClippingKind, LinkState
from press.models import Clipping
from press.querysets import ClippingQuerySet
from press.search import outlets_found_by
from site_project.i18n.language_choices import CODES, language_name
from site_project.models import Campaign
from site_project.search.query import clean_query

_named = lazy(lambda code: language_name(code).capitalize(), str)


class ClippingFilterSet(WagtailFilterSet):
    """Each of these is found by an index. There are too many outlets for a list to choose from: one types a name."""

    campaign = django_filters.ChoiceFilter(
        label=_("Campaign"), choices=Campaign.objects.choices, method="of_campaign", widget=forms.Select
    )
    outlet = django_filters.CharFilter(
        label=_("Outlet"), method="of_outlet", widget=forms.TextInput(attrs={"placeholder": _("Name or part of it")})
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=ClippingKind.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=[(code, _named(code)) for code in CODES], widget=forms.Select
    )
    link = django_filters.ChoiceFilter(
        label=_("Link"),
        choices=LinkState.choices,
        method="with_link",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    date = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = Clipping
        fields: list[str] = []

    def of_campaign(self, clippings: ClippingQuerySet, _name: str, pk: str) -> ClippingQuerySet:
        """Filed under the campaign. The order stays that of the list."""
        return clippings.for_campaign(int(pk)).order_by(*clippings.query.order_by)

    def of_outlet(self, clippings: QuerySet[Clipping], _name: str, name: str) -> QuerySet[Clipping]:
        """Of the outlets that are called so, in any spelling."""
        words = clean_query(name)
        return clippings.filter(outlet__in=outlets_found_by(words)) if words else clippings.none()

    def with_link(self, clippings: QuerySet[Clipping], _name: str, state: str) -> QuerySet[Clipping]:
        """Whose address is in this state; what was found out about an earlier address does not count."""
        return clippings.filter(link__state=state, link__url=F("url"))
