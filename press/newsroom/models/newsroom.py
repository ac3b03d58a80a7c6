"""The newsroom: all coverage, with filters, and whom to call."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import re_path
from wagtail.search import index

from press.newsroom import views
from press.newsroom.blocks import NewsBlock, PressKitBlock, PressListBlock
from site_project.blocks import shared_blocks
from site_project.feeds import MIME_TYPE
from site_project.fields import StreamField
from site_project.forms.campaign import CampaignInlinePanel
from site_project.models import BasePage
from site_project.models.mixins import RoutablePage


class NewsroomPage(RoutablePage, BasePage):
    """Everything that others published about the campaigns, to search and to filter."""

    body = StreamField(
        [
            *shared_blocks(),
            ("press_list", PressListBlock()),
            ("news", NewsBlock()),
            ("press_kit", PressKitBlock()),
        ],
        blank=True,
        verbose_name=_("body"),
    )

    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    template = "press_newsroom/newsroom_page.html"
    page_description = _("All press coverage with filters, press contact and press kit. One per language.")

    content_panels = [
        *BasePage.content_panels,
        CampaignInlinePanel("contacts", heading=_("Press contacts"), label=_("Press contact")),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("newsroom")
        verbose_name_plural = _("newsrooms")

    @property
    def feed_url(self) -> str:
        """The path of the feed of all coverage."""
        return f"{self.url}feed.xml"

    @property
    def feeds(self) -> list[tuple[str, str, str]]:
        return [(self.title, self.feed_url, MIME_TYPE)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | views.context(self, request)

    @re_path(r"^feed\.xml/?$", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponseBase:
        return views.feed(self, request)

    @re_path(r"^citations\.csv/?$", name="citations")
    def citations_csv(self, request: HttpRequest) -> HttpResponseBase:
        """The filtered list as a table."""
        return views.table(self, request)
