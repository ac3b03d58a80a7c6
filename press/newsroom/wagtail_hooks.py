"""The "Press" entry of the admin's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from press.admin.viewsets import ClippingViewSet, OutletViewSet
from press.glosses.admin.viewsets import GlossesViewSet
from press.imports.admin.viewsets import AddCoverageViewSet, ImportViewSet
from press.link_checks.admin.viewsets import LinkViewSet
from press.watched_feeds.admin.viewsets import WatchedFeedViewSet


class PressViewSetGroup(SnippetViewSetGroup):
    items = (
        AddCoverageViewSet,
        ImportViewSet,
        ClippingViewSet,
        GlossesViewSet,
        LinkViewSet,
        WatchedFeedViewSet,
        OutletViewSet,
    )
    menu_label = _("Press")
    menu_icon = "clipboard-list"
    menu_order = 200


register_snippet(PressViewSetGroup)
