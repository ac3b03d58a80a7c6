"""The "Press" entry of the admin's menu, and the list of news in the explorer."""

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from press.admin.bulk_publish import PublishClippings
from press.admin.viewsets import ClippingViewSet, OutletViewSet
from press.glosses.admin.viewsets import GlossesViewSet
from press.imports.admin.viewsets import AddCoverageViewSet, ImportViewSet
from press.imports.admin.waiting import PressMenuItem, add_panel, counting
from press.link_checks.admin.viewsets import LinkViewSet
from press.newsroom.models import NewsPage
from press.watched_feeds.admin.viewsets import WatchedFeedViewSet
from site_project.admin.pages import (
    CampaignContentFilterSet,
    CampaignContentIndexView,
    campaign_column,
    with_columns,
)


class CountedClippingViewSet(ClippingViewSet):
    """The clippings, with the number of those that wait in the menu."""

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        return counting(super().menu_item_class, lambda waiting: waiting.drafts)


class PressViewSetGroup(SnippetViewSetGroup):
    items = (
        AddCoverageViewSet,
        ImportViewSet,
        CountedClippingViewSet,
        GlossesViewSet,
        LinkViewSet,
        WatchedFeedViewSet,
        OutletViewSet,
    )
    menu_label = _("Press")
    menu_icon = "clipboard-list"
    menu_order = 200

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        return PressMenuItem(
            label=self.menu_label,
            menu=Menu(items=self.get_submenu_items()),
            name=self.menu_name,
            icon_name=self.menu_icon,
            order=self.menu_order if order is None else order,
        )


register_snippet(PressViewSetGroup)
hooks.register("construct_homepage_panels", add_panel)
hooks.register("register_bulk_action", PublishClippings)


class NewsFilterSet(CampaignContentFilterSet):
    class Meta:
        model = NewsPage
        fields = ["campaign", "kind"]


class NewsIndexView(CampaignContentIndexView):
    """The newest stands first."""

    default_ordering = "-date"


class NewsViewSet(PageViewSet):
    model = NewsPage
    index_view_class = NewsIndexView
    filterset_class = NewsFilterSet
    columns = with_columns(
        Column("date", label=_("Date"), accessor=lambda page: date_format(page.date, "DATE_FORMAT"), sort_key="date"),
        campaign_column(),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
    )


@hooks.register("register_admin_viewset")
def register_news() -> NewsViewSet:
    return NewsViewSet()
