"""Admin screens of outlets."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import NumberColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from press.admin.listing import Searched, SearchedChooser
from press.models import Clipping, Outlet
from press.search import outlets_found_by
from site_project.admin.lazy_labels import LazyBreadcrumbs, LazyChooserViewSet


class OutletsToChoose(SearchedChooser):
    """Search by any spelling."""

    find = staticmethod(outlets_found_by)


class OutletChooseView(OutletsToChoose, ChooseView):
    """The list of outlets to pick from."""


class OutletChooseResultsView(OutletsToChoose, ChooseResultsView):
    """The same list, after a search."""


class OutletChooserViewSet(LazyChooserViewSet):
    """Picking the outlet of a clipping; a new one is made in the same place by those who may."""

    form_fields = ("name", "language")

    choose_view_class = OutletChooseView
    choose_results_view_class = OutletChooseResultsView


class OutletIndexView(Searched, IndexView):
    """The list of outlets."""

    find = staticmethod(outlets_found_by)


class OutletViewSet(LazyBreadcrumbs, SnippetViewSet):
    """Outlets: names, other spellings, sites."""

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

    def get_queryset(self, request: Any) -> QuerySet[Outlet]:
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
