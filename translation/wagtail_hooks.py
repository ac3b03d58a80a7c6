"""Puts the guards in front of wagtail-localize's views and Wagtail's actions."""

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from translation.guards import aliases, cascading, editing, urls

#: Before wagtail-localize's own hooks, which have the default order 0.
FIRST = -1


@hooks.register("register_admin_urls", order=FIRST)
def register_admin_urls() -> list[URLPattern]:
    return urls.guarded()


hooks.register("construct_page_action_menu", aliases.hide)
hooks.register("before_convert_alias_page", aliases.before_convert)
hooks.register("construct_admin_api", aliases.use_our_endpoint)
hooks.register("before_edit_page", editing.before_edit, order=FIRST)
hooks.register("before_edit_snippet", editing.before_edit, order=FIRST)
hooks.register("before_delete_snippet", editing.before_delete_snippet, order=FIRST)
hooks.register("before_bulk_action", editing.before_bulk_action, order=FIRST)
hooks.register("before_bulk_action", cascading.before_bulk, order=FIRST)
hooks.register("before_unpublish_page", cascading.before_unpublish, order=FIRST)
hooks.register("before_delete_page", cascading.before_delete, order=FIRST)
hooks.register("before_unpublish", cascading.before_unpublish_snippet, order=FIRST)
hooks.register("before_delete_snippet", cascading.before_delete_snippets, order=0)
hooks.register("before_move_page", cascading.before_move, order=FIRST)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("translation.flow", _("Facts carried over"), _("Facts of the original carried over"))


@hooks.register("construct_reports_menu")
def name_report(request: HttpRequest, items: list[MenuItem]) -> None:
    """wagtail-localize names its report once, in the language of the first request."""
    address = reverse("wagtail_localize:translations_report")
    for item in items:
        if getattr(item, "url", None) == address:
            item.label = _("Translations")
