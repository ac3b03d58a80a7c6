"""Admin screens of clippings."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn, StatusTagColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView

from press.admin.clipping_filters import ClippingFilterSet
from press.admin.listing import Searched, SearchedChooser
from press.admin.translation_buttons import TranslationButtons
from press.models import Clipping
from press.search import found_by
from site_project.admin.lazy_labels import LazyBreadcrumbs, LazyChooserViewSet
from site_project.admin.snippets import LocaleIndexView, LocaleSnippetViewSet


def state_column() -> Column:
    """Draft or published. Wagtail's own column of states asks the database twice for each row."""
    return StatusTagColumn(
        "live",
        label=_("Status"),
        accessor=lambda clipping: gettext("Published") if clipping.live else gettext("Draft"),
        primary=lambda clipping: clipping.live,
    )


class CitationsOnly(SearchedChooser):
    """Offers citations, and no carriers."""

    find = staticmethod(found_by)

    def get_object_list(self) -> QuerySet[Clipping]:
        return super().get_object_list().citations().select_related("outlet")  # type: ignore[misc]

    @property
    def columns(self) -> list[Column]:
        """Wagtail's, but for the column of states."""
        columns = [column for column in super().columns if not isinstance(column, LiveStatusTagColumn)]  # type: ignore[misc]
        return [*columns, state_column()]


class ClippingChooseView(CitationsOnly, ChooseView):
    """The list of clippings to pick from."""


class ClippingChooseResultsView(CitationsOnly, ChooseResultsView):
    """The same list, after a search."""


class ClippingChooserViewSet(LazyChooserViewSet):
    """Picking clippings for a press list."""

    choose_view_class = ClippingChooseView
    choose_results_view_class = ClippingChooseResultsView


class ClippingIndexView(Searched, TranslationButtons, LocaleIndexView):
    """The list of clippings. Sorted by date alone: no other column has an index to sort by."""

    find = staticmethod(found_by)

    def order_queryset(self, queryset: QuerySet[Clipping]) -> QuerySet[Clipping]:
        """By date, and within a day by the order of filing."""
        return queryset.order_by("date", "pk") if self.ordering == "date" else queryset.order_by("-date", "-pk")


class ClippingViewSet(LazyBreadcrumbs, LocaleSnippetViewSet):
    """Clippings: filed, corrected, glossed."""

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
        # Not "Locale": beside the language of the piece, Spanish would call both "Idioma".
        LocaleColumn(sort_key=None, label=_("Language of our texts")),
        state_column(),
    ]
    filterset_class = ClippingFilterSet
    list_per_page = 50
    ordering = "-date"
    chooser_viewset_class = ClippingChooserViewSet
    inspect_view_enabled = True

    def get_queryset(self, request: Any) -> QuerySet[Clipping]:
        return Clipping.objects.select_related("outlet", "locale")
