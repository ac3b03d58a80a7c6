"""Puts the guards in front of wagtail-localize's views and Wagtail's actions."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry

from site_project.users.permissions import locale_ids_of
from translation.desk import explorer
from translation.desk.panels import DeskPanel
from translation.desk.views import DeskViewSet
from translation.editor import urls as editor_urls
from translation.guards import aliases, cascading, editing, synchronizing, urls
from translation.mail.account import MailSettingsPanel
from translation.po.views import IndexView
from translation.quality.report import ParityReport

#: Before wagtail-localize's own hooks, which have the default order 0.
FIRST = -1


@hooks.register("register_admin_urls", order=FIRST)
def register_admin_urls() -> list[URLPattern]:
    return urls.guarded()


@hooks.register("register_admin_urls")
def register_own_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("languages-compared/", ParityReport.as_view(), name="parity"),
        path("languages-compared/results/", ParityReport.as_view(results_only=True), name="parity_results"),
        path("po-files/", IndexView.as_view(), name="po"),
    ]
    return [
        path("translation/", include((patterns, "translation"))),
        path("translation-editor/", include(editor_urls)),
    ]


synchronizing.hide_buttons()
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


class LanguageMenuItem(MenuItem):
    """Shown to those who act in a language."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(locale_ids_of(request.user))


@hooks.register("register_reports_menu_item")
def register_parity_report() -> MenuItem:
    return LanguageMenuItem(
        _("Languages compared"), reverse("translation:parity"), name="languages-compared", icon_name="site", order=1200
    )


@hooks.register("register_reports_menu_item")
def register_search() -> MenuItem:
    return LanguageMenuItem(
        _("Search all translations"),
        reverse("translation_editor:search"),
        name="search-translations",
        icon_name="search",
    )


@hooks.register("construct_reports_menu")
def hide_report(request: HttpRequest, items: list[MenuItem]) -> None:
    """The desk stands in the place of wagtail-localize's report, and in the main menu."""
    address = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if getattr(item, "url", None) != address]


@hooks.register("register_admin_viewset")
def register_desk() -> DeskViewSet:
    return DeskViewSet()


@hooks.register("construct_homepage_panels")
def add_desk(request: HttpRequest, panels: list[Component]) -> None:
    panel = DeskPanel(request.user)
    if panel.is_shown():
        panels.append(panel)


hooks.register("register_account_settings_panel", MailSettingsPanel)
hooks.register("construct_explorer_page_queryset", explorer.with_states)
