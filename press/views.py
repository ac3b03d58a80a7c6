"""Admin screens of outlets and clippings."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, LocaleColumn
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from press.models import Clipping, Outlet
from translation.snippets import LocaleSnippetViewSet


class CitationsOnly:
    """Offers each piece of coverage once: not the rows that carry its translated glosses."""

    def get_object_list(self) -> QuerySet[Clipping]:
        return super().get_object_list().filter(citation=None).select_related("outlet")  # type: ignore[misc]


class ClippingChooseView(CitationsOnly, ChooseView):
    """The list of clippings to pick from."""


class ClippingChooseResultsView(CitationsOnly, ChooseResultsView):
    """The same list, after a search."""


class ClippingChooserViewSet(SnippetChooserViewSet):
    """Picking clippings for a press list."""

    choose_view_class = ClippingChooseView
    choose_results_view_class = ClippingChooseResultsView


class ClippingViewSet(LocaleSnippetViewSet):
    """Clippings: filed, corrected, glossed."""

    model = Clipping
    icon = "clipboard-list"
    menu_label = _("Clippings")
    list_display = [
        "headline",
        "outlet",
        DateColumn("date", label=_("Date")),
        Column("get_language_display", label=_("Language")),
        LocaleColumn(),
    ]
    list_filter = ["kind", "language", "outlet", "link_state"]
    list_per_page = 50
    ordering = ["-date", "-pk"]
    chooser_viewset_class = ClippingChooserViewSet
    inspect_view_enabled = True

    def get_queryset(self, request: Any) -> QuerySet[Clipping]:
        return Clipping.objects.select_related("outlet", "locale")


class OutletViewSet(SnippetViewSet):
    """Outlets: names, other spellings, sites."""

    model = Outlet
    icon = "globe"
    menu_label = _("Outlets")
    list_display = ["name", "website", "language"]
    list_filter = ["language"]
    list_per_page = 50


class PressViewSetGroup(SnippetViewSetGroup):
    """The "Press" entry of the menu."""

    items = (ClippingViewSet, OutletViewSet)
    menu_label = _("Press")
    menu_icon = "clipboard-list"
    menu_order = 200
