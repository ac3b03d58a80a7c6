"""The newsroom: all coverage, with filters, and whom to call."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.search import index

from press import feeds
from press.blocks import NewsBlock, PressListBlock
from press.queries import as_citations, citations
from site_project.blocks import shared_blocks
from site_project.feeds import MIME_TYPE
from site_project.fields import StreamField
from site_project.models import BasePage
from site_project.pagination import paginate
from site_project.seo.head import HeadOptions

CITATIONS_PER_SHEET = 50


class NewsroomPage(RoutablePageMixin, BasePage):
    """Everything that others published about the campaigns, to search and to filter."""

    body = StreamField(
        [*shared_blocks(), ("press_list", PressListBlock()), ("news", NewsBlock())], blank=True, verbose_name=_("body")
    )

    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    template = "press/newsroom_page.html"
    page_description = _("All press coverage with filters, press contact and press kit. One per language.")

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
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
        from press.forms import ClippingFilterForm

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        form = ClippingFilterForm(request.GET)
        pagination = paginate(form.filtered(citations()), request, CITATIONS_PER_SHEET)
        options = HeadOptions(query="" if form.is_filtering else pagination.query, indexed=not form.is_filtering)
        return context | {
            "form": form,
            "results": as_citations(pagination.items),
            "result_count": pagination.count,
            "pagination": pagination,
            "filtered": form.is_filtering,
            "clear_url": self.url,
            "head_options": options,
        }

    @re_path(r"^feed\.xml/?$", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return feeds.press_feed(self, self.title, citations(), request)
