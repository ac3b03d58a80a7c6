"""Bringing coverage in: two entries of the menu and the screens behind them, one module for each."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from press.imports.admin.actions import DiscardScreen, PublishScreen, UndoScreen
from press.imports.admin.create import AddScreen, ColumnsScreen
from press.imports.admin.index import ListScreen
from press.imports.admin.permissions import NAMESPACE, url_of
from press.imports.admin.polling import OutletsScreen, StateScreen
from press.imports.admin.review import ReviewScreen
from press.imports.permissions import may_add


class IntakeMenuItem(MenuItem):
    """Shown to those who may add clippings."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_add(request.user)


class AddCoverageViewSet(ViewSet):
    """The menu's short way to the screen where coverage comes in."""

    name = "press_add_coverage"
    icon = "plus"
    menu_label = _("Add coverage")
    menu_item_class = IntakeMenuItem

    @cached_property
    def menu_url(self) -> str:
        return url_of("add")


class ImportViewSet(ViewSet):
    """Imports: pasted, uploaded, proposed; reviewed, filed, published, undone."""

    name = NAMESPACE
    url_prefix = "press/imports"
    icon = "download"
    menu_label = _("Imports")
    menu_item_class = IntakeMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ListScreen.as_view(), name="index"),
            path("add/", AddScreen.as_view(), name="add"),
            path("outlets/", OutletsScreen.as_view(), name="outlets"),
            path("<int:pk>/", ReviewScreen.as_view(), name="review"),
            path("<int:pk>/columns/", ColumnsScreen.as_view(), name="columns"),
            path("<int:pk>/state/", StateScreen.as_view(), name="state"),
            path("<int:pk>/publish/", PublishScreen.as_view(), name="publish"),
            path("<int:pk>/undo/", UndoScreen.as_view(), name="undo"),
            path("<int:pk>/discard/", DiscardScreen.as_view(), name="discard"),
        ]
