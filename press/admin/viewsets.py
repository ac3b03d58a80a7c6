"""Admin screens of outlets and clippings."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn, NumberColumn, StatusTagColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView
from wagtail.snippets.views.snippets import IndexView

from press.admin.listing import Searched, SearchedChooser
from press.admin.translation_buttons import TranslationButtons
from press.enums import ClippingKind, LinkState
from press.models import Clipping, Outlet
from press.querysets import ClippingQuerySet
from press.search import outlets_found_by
from site_project.admin.bulk_actions import BulkActionsAllowed
from site_project.admin.snippets import LazyChooserViewSet, LocaleIndexView, LocaleSnippetViewSet, SiteSnippetViewSet
from site_project.i18n.language_choices import language_choices
from site_project.models import Campaign
from site_project.text import clean_query


class OutletChooseView(SearchedChooser, ChooseView):
    """The list of outlets to pick from."""


class OutletChooseResultsView(SearchedChooser, ChooseResultsView):
    """The same list, after a search."""


class OutletChooserViewSet(LazyChooserViewSet):
    """Picking the outlet of a clipping; a new one is made in the same place by those who may."""

    form_fields = ("name", "language")

    choose_view_class = OutletChooseView
    choose_results_view_class = OutletChooseResultsView


class OutletIndexView(Searched, BulkActionsAllowed, IndexView):
    """The list of outlets."""


class OutletViewSet(SiteSnippetViewSet):
    model = Outlet
    icon = "globe"
    menu_label = _("Outlets")
    index_view_class = OutletIndexView
    index_results_template_name = "press/admin/listing_results.html"
    list_display = ["name", "website", "language", NumberColumn("coverage", label=_("Published clippings"))]
    list_filter = ["language"]
    list_per_page = 50
    ordering = "name"
    chooser_viewset_class = OutletChooserViewSet

    def get_queryset(self, request: object) -> QuerySet[Outlet]:
        """With the number of published clippings, counted for the rows that are shown."""
        counted = (
            Clipping.objects.published()
            .order_by()
            .filter(outlet=OuterRef("pk"))
            .values("outlet")
            .annotate(number=Count("pk"))
        )
        number = Coalesce(Subquery(counted.values("number"), output_field=IntegerField()), 0)
        return Outlet.objects.annotate(coverage=number)


#: What makes a chooser look again when a field of its form changes.
CHOOSER_FILTER = {"data-chooser-modal-search-filter": True}


def _of_outlet(clippings: ClippingQuerySet, name: str) -> ClippingQuerySet:
    """Those of outlets that are called so, or so in part."""
    words = clean_query(name)
    return clippings.filter(outlet__in=outlets_found_by(words)) if words else clippings.none()


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
    language = django_filters.ChoiceFilter(label=_("Language"), choices=language_choices(), widget=forms.Select)
    link = django_filters.ChoiceFilter(
        label=_("Link"),
        choices=LinkState.choices,
        method="with_link",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[("waiting", _("Waiting for a publisher"))],
        method="waiting",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    date = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = Clipping
        fields: list[str] = []

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "locale" in self.filters:  # beside the language of the piece, both would be called "Language"
            self.filters["locale"].label = gettext("Language of our texts")

    def of_campaign(self, clippings: ClippingQuerySet, _name: str, pk: str) -> ClippingQuerySet:
        """Filed under the campaign. The order stays that of the list."""
        return clippings.for_campaign(int(pk)).order_by(*clippings.query.order_by)

    def of_outlet(self, clippings: ClippingQuerySet, _name: str, name: str) -> ClippingQuerySet:
        return _of_outlet(clippings, name)

    def waiting(self, clippings: ClippingQuerySet, _name: str, _value: str) -> ClippingQuerySet:
        """With something that is still to be published."""
        return clippings.waiting()

    def with_link(self, clippings: QuerySet[Clipping], _name: str, state: str) -> QuerySet[Clipping]:
        """Whose address is in this state; what was found out about an earlier address does not count."""
        return clippings.filter(link__state=state, link__url=F("url"))


def locale_column() -> Column:
    """Called otherwise than the language of the piece, which stands beside it."""
    return LocaleColumn(sort_key=None, label=_("Language of our texts"))


def state_column() -> Column:
    """Draft or published, or both. Wagtail's own column of states asks the database twice for each row."""
    return StatusTagColumn(
        "live",
        label=_("Status"),
        accessor=_state,
        primary=lambda clipping: clipping.live,
    )


def _state(clipping: Clipping) -> str:
    if not clipping.live:
        return gettext("Draft")
    return gettext("Published + draft") if clipping.has_unpublished_changes else gettext("Published")


class CoverageFilterMixin(BaseFilterForm):
    """Narrows what is picked from to a campaign and an outlet."""

    campaign = forms.ChoiceField(
        label=_("Campaign"),
        required=False,
        choices=lambda: [("", gettext("All")), *Campaign.objects.choices()],
        widget=forms.Select(attrs=CHOOSER_FILTER),
    )
    outlet = forms.CharField(
        label=_("Outlet"),
        required=False,
        widget=forms.TextInput(attrs={**CHOOSER_FILTER, "placeholder": _("Name or part of it")}),
    )

    def filter(self, objects: ClippingQuerySet) -> Any:
        if campaign := self.cleaned_data["campaign"]:
            objects = objects.for_campaign(int(campaign))
        if outlet := self.cleaned_data["outlet"]:
            objects = _of_outlet(objects, outlet)
        return super().filter(objects)


class CitationsOnly(SearchedChooser):
    """Offers citations, and no carriers."""

    def get_filter_form_class(self) -> type[BaseFilterForm]:
        return type("FilterForm", (CoverageFilterMixin, super().get_filter_form_class()), {})

    def get_object_list(self) -> QuerySet[Clipping]:
        return super().get_object_list().citations().select_related("outlet")  # type: ignore[misc]

    @property
    def columns(self) -> list[Column]:
        """Wagtail's, but for the columns of languages and states."""
        replaced = (LocaleColumn, LiveStatusTagColumn)
        columns = [column for column in super().columns if not isinstance(column, replaced)]  # type: ignore[misc]
        return [*columns, locale_column(), state_column()]


class ClippingChooseView(CitationsOnly, ChooseView):
    """The list of clippings to pick from."""


class ClippingChooseResultsView(CitationsOnly, ChooseResultsView):
    """The same list, after a search."""


class ClippingChooserViewSet(LazyChooserViewSet):
    choose_view_class = ClippingChooseView
    choose_results_view_class = ClippingChooseResultsView


class ClippingIndexView(Searched, TranslationButtons, LocaleIndexView):
    """The list of clippings. Sorted by date alone: no other column has an index to sort by."""

    def order_queryset(self, queryset: QuerySet[Clipping]) -> QuerySet[Clipping]:
        """By date, and within a day by the order of filing."""
        return queryset.order_by("date", "pk") if self.ordering == "date" else queryset.order_by("-date", "-pk")


class ClippingViewSet(LocaleSnippetViewSet):
    model = Clipping
    icon = "clipboard-list"
    menu_label = _("Clippings")
    index_view_class = ClippingIndexView
    index_results_template_name = "press/admin/listing_results.html"
    list_display = [
        "headline",
        Column("outlet", label=_("Outlet")),
        # The day itself: a citation is not "8 years ago".
        Column(
            "date",
            label=_("Date"),
            accessor=lambda clipping: date_format(clipping.date, "DATE_FORMAT"),
            sort_key="date",
        ),
        Column("get_language_display", label=_("Language")),
        locale_column(),
        state_column(),
    ]
    filterset_class = ClippingFilterSet
    list_per_page = 50
    ordering = "-date"
    chooser_viewset_class = ClippingChooserViewSet
    inspect_view_enabled = True

    def get_queryset(self, request: object) -> QuerySet[Clipping]:
        return Clipping.objects.select_related("outlet", "locale")
