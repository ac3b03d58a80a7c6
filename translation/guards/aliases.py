"""Turning a translation into an alias of its source: not on this site.

An alias shows one language's text at another's address. This site serves none, so the page would be gone for visitors.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

#: The name that wagtail-localize gives the entry in a page's action menu.
MENU_ITEM = "localize-convert-to-alias"


def refuse(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say why not, and go back to the page."""
    messages.error(request, _("This site shows no aliases: the page would disappear. Unpublish it if it should."))
    return redirect("wagtailadmin_pages:edit", page_id)


def hide(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Take the entry out of the action menu."""
    menu_items[:] = [item for item in menu_items if getattr(item, "name", "") != MENU_ITEM]
