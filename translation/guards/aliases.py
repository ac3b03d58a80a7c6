"""Turning a translation into an alias of its source: not on this site. Turning an alias into a page: for publishers.

An alias shows one language's text at another's address. This site serves none, so the page would be gone for visitors;
and an alias that becomes a page of its own appears to them. For that Wagtail asks for the right to edit only, in its
view and in its API.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.api.actions.convert_alias import ConvertAliasPageAPIAction
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Page

from translation.publishing import translations_among

#: The name that wagtail-localize gives the entry in a page's action menu.
MENU_ITEM = "localize-convert-to-alias"


def refuse(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say why not, and go back to the page."""
    messages.error(request, _("This site shows no aliases: the page would disappear. Unpublish it if it should."))
    return redirect("wagtailadmin_pages:edit", page_id)


def hide(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Take the entry out of the action menu."""
    menu_items[:] = [item for item in menu_items if getattr(item, "name", "") != MENU_ITEM]


def before_convert(request: HttpRequest, page: Page) -> None:
    """Before an alias becomes a page of its own.

    Raises:
        PermissionDenied: the user may not publish it.
    """
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied


class ConvertAliasAction(ConvertAliasPageAPIAction):
    """Asks as the view does."""

    def execute(self, instance: Page, data: dict[str, Any]) -> Any:
        before_convert(self.request, instance)
        return super().execute(instance, data)


class PublishAction(PublishPageAPIAction):
    """Publishes no translation: its draft may hold the source's words. It goes public from its own editor."""

    def execute(self, instance: Page, data: dict[str, Any]) -> Any:
        if translations_among([instance]):
            raise BadRequestError(_("Publish translations from their own editor, which shows what is missing."))
        return super().execute(instance, data)


class PagesEndpoint(PagesAdminAPIViewSet):
    """Wagtail's endpoint of pages in the admin."""

    actions = {
        **PagesAdminAPIViewSet.actions,
        "convert_alias": ConvertAliasAction,
        "publish": PublishAction,
    }


def use_our_endpoint(api: Any) -> None:
    """Put our endpoint in place of Wagtail's."""
    api.register_endpoint("pages", PagesEndpoint)
