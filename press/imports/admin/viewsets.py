"""Two entries of the menu, and the screens behind them."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from press.imports.admin.actions import DiscardView, PublishView, UndoView
from press.imports.admin.base import NAMESPACE, url_of
from press.imports.admin.create import AddView, ColumnsView
from press.imports.admin.index import ListView
from press.imports.admin.polling import OutletsView, StateView
from press.imports.admin.review import ReviewView
from press.imports.permissions import may_add


class ImportsMenuItem(MenuItem):
    """Shown to those who may add clippings."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_add(request.user)


class AddCoverageViewSet(ViewSet):
    """A menu entry for one of the screens of imports."""

    name = "press_add_coverage"
    icon = "plus"
    menu_label = _("Add coverage")
    menu_item_class = ImportsMenuItem

    @cached_property
    def menu_url(self) -> str:
        return url_of("add")


class ImportViewSet(ViewSet):
    """Imports: pasted, uploaded, proposed; reviewed, filed, published, undone."""

    name = NAMESPACE
    url_prefix = "press/imports"
    icon = "download"
    menu_label = _("Imports")
    menu_item_class = ImportsMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ListView.as_view(), name="index"),
            path("add/", AddView.as_view(), name="add"),
            path("outlets/", OutletsView.as_view(), name="outlets"),
            path("<int:pk>/", ReviewView.as_view(), name="review"),
            path("<int:pk>/columns/", ColumnsView.as_view(), name="columns"),
            path("<int:pk>/state/", StateView.as_view(), name="state"),
            path("<int:pk>/publish/", PublishView.as_view(), name="publish"),
            path("<int:pk>/undo/", UndoView.as_view(), name="undo"),
            path("<int:pk>/discard/", DiscardView.as_view(), name="discard"),
        ]
