"""Coverage on the home screen: where it is added; and for those who may publish, here and in the menu, what waits."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import MenuItem as MenuItemComponent

from press.imports.admin.base import url_of
from press.imports.permissions import may_add
from press.imports.waiting import Waiting, waiting_for
from press.models import Clipping
from site_project.i18n.dates import number
from site_project.users.permissions import User


def clippings_url() -> str:
    """The list of the clippings that wait."""
    viewset = Clipping.snippet_viewset
    return f"{reverse(viewset.get_url_name('list'))}?status=waiting"


class CoveragePanel(Component):
    """What waits, since when, and where; and the way to add some."""

    name = "coverage"
    template_name = "press_imports/coverage_panel.html"
    #: Above Wagtail's own panels.
    order = 90

    def __init__(self, user: User) -> None:
        self.waiting = waiting_for(user)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        urls = {"clippings_url": clippings_url(), "imports_url": url_of("index"), "add_url": url_of("add")}
        return {"waiting": self.waiting, **urls}


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    if may_add(request.user):
        panels.append(CoveragePanel(request.user))


class _Counting(MenuItem):
    """An entry of the menu that says how much waits behind it; nothing when nothing does."""

    def waiting(self, waiting: Waiting) -> int:
        raise NotImplementedError

    def render_component(self, request: HttpRequest) -> MenuItemComponent:
        component: MenuItemComponent = super().render_component(request)
        if count := self.waiting(waiting_for(request.user)):
            component.label = f"{component.label} ({number(count)})"
        return component


def counting(item_class: type[MenuItem], count: Callable[[Waiting], int]) -> type[MenuItem]:
    """`item_class` with what `count` says behind its label."""
    return type(
        f"Counting{item_class.__name__}", (_Counting, item_class), {"waiting": lambda _self, found: count(found)}
    )


class PressMenuItem(_Counting, SubmenuMenuItem):
    def waiting(self, waiting: Waiting) -> int:
        return waiting.total
