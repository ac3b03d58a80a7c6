"""Admin screens of navigation and footer."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from home.models import Footer, Navigation
from site_project.admin.snippets import LocaleSnippetViewSet


class NavigationViewSet(LocaleSnippetViewSet):
    """The main menu, one per language."""

    model = Navigation
    icon = "bars"
    menu_label = _("Navigation")
    list_display = ["name", LiveStatusTagColumn(label=_("Status")), LocaleColumn(), UpdatedAtColumn(label=_("Updated"))]


class FooterViewSet(LocaleSnippetViewSet):
    """The footer, one per language."""

    model = Footer
    icon = "bars"
    menu_label = _("Footer")
    list_display = ["name", LiveStatusTagColumn(label=_("Status")), LocaleColumn(), UpdatedAtColumn(label=_("Updated"))]


class FrameViewSetGroup(SnippetViewSetGroup):
    """The "Menus" entry of the menu."""

    items = (NavigationViewSet, FooterViewSet)
    menu_label = _("Menus")
    menu_icon = "bars"
    menu_order = 210
