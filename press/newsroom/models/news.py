"""News of the organization's own, press releases and statements."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import re_path
from wagtail.models import PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from press.newsroom import feeds
from press.newsroom.enums import NewsKind
from press.newsroom.forms import NewsPageForm
from press.newsroom.models.embargoed import EmbargoedPage
from site_project.blocks import shared_blocks
from site_project.feeds import MIME_TYPE
from site_project.fields import StreamField
from site_project.models import BasePage
from site_project.models.mixins import FiledUnderCampaign, Illustrated, RoutablePage
from site_project.pagination import paginate
from site_project.querysets import CampaignContentQuerySet
from site_project.seo.head import HeadOptions
from site_project.seo.structured_data import organization_id

POSTS_PER_PAGE = 12


class NewsPageQuerySet(CampaignContentQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-date", "-pk")

    def next_moment(self, now: dt.datetime) -> dt.datetime | None:
        """The first moment after `now` at which an embargo ends."""
        return self.filter(embargo__gt=now).order_by("embargo").values_list("embargo", flat=True).first()


class NewsIndexPage(RoutablePage, BasePage):
    parent_page_types = ["home.HomePage"]
    subpage_types = ["press_newsroom.NewsPage"]
    max_count_per_parent = 1
    template = "press_newsroom/news_index_page.html"
    page_description = _("The list of all news. One per language.")
    query_parameters = frozenset({"page"})

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def posts(self) -> NewsPageQuerySet:
        """The news below this page that a visitor may see, newest first."""
        return NewsPage.objects.child_of(self).visible().newest_first()

    @property
    def feed_url(self) -> str:
        return f"{self.url}feed.xml"

    @property
    def feeds(self) -> list[tuple[str, str, str]]:
        return [(self.title, self.feed_url, MIME_TYPE)]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pagination = paginate(self.posts().with_accent().select_related("image"), request, POSTS_PER_PAGE)
        options = HeadOptions(query=pagination.query)
        return context | {"posts": pagination.items, "pagination": pagination, "head_options": options}

    @re_path(r"^feed\.xml/?$", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return feeds.news_feed(self, self.title, self.posts(), request)


class NewsPage(FiledUnderCampaign, Illustrated, EmbargoedPage):
    kind = models.CharField(_("kind"), max_length=16, choices=NewsKind.choices, default=NewsKind.NEWS)
    body = StreamField(shared_blocks(), blank=True, verbose_name=_("body"))

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *FiledUnderCampaign.override_translatable_fields,
        *EmbargoedPage.override_translatable_fields,
    ]
    objects = PageManager.from_queryset(NewsPageQuerySet)()

    base_form_class = NewsPageForm
    parent_page_types = ["press_newsroom.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "press_newsroom/news_page.html"
    page_description = _("News, a press release or a statement.")
    related_on_visit = ("social_image", "image", "campaign")
    schema_type = "NewsArticle"

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("kind")]),
        EmbargoedPage.embargo_panel(),
        FieldPanel("campaign"),
        Illustrated.image_panel(),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.FilterField("date")]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")

    @property
    def visitor_label(self) -> str:
        return str(self.get_kind_display())

    def structured_data(self, request: HttpRequest | None) -> list[dict[str, Any]]:
        url = self.get_full_url(request)
        published = self.published_at
        modified = max(published, self.last_published_at or published)
        return [
            {
                "@type": "NewsArticle",
                "headline": self.title,
                "description": self.description or self.title,
                "url": url,
                "mainEntityOfPage": {"@id": url},
                "datePublished": published.isoformat(),
                "dateModified": modified.isoformat(),
                "inLanguage": self.locale.language_code,
                "author": {"@id": organization_id()},
                "publisher": {"@id": organization_id()},
            }
        ]
