"""Navigation and footer in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from home.models import Footer, Navigation
from site_project.admin.snippets import LazyLocaleColumn, LocaleSnippetViewSet


class FrameViewSet(LocaleSnippetViewSet):
    icon = "bars"
    list_display = [
        "name",
        LiveStatusTagColumn(label=_("Status")),
        LazyLocaleColumn(),
        UpdatedAtColumn(label=_("Updated")),
    ]


class NavigationViewSet(FrameViewSet):
    model = Navigation
    menu_label = _("Navigation")


class FooterViewSet(FrameViewSet):
    model = Footer
    menu_label = _("Footer")


class FrameViewSetGroup(SnippetViewSetGroup):
    items = (NavigationViewSet, FooterViewSet)
    menu_label = _("Menus")
    menu_icon = "bars"
    menu_order = 210


register_snippet(FrameViewSetGroup)
