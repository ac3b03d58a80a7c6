"""The home page: one per language, and the root of that language's tree."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from campaigns.blocks import campaign_blocks
from campaigns.models import CampaignPage
from site_project.fields import StreamField
from site_project.languages import in_language
from site_project.models import BasePage


class HomePage(BasePage):
    """One featured campaign as a poster, then blocks."""

    featured_campaign = models.ForeignKey(
        "campaigns.CampaignPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("featured campaign"),
        help_text=_("The poster at the top. One language of the hub is enough."),
    )
    body = StreamField(campaign_blocks(), blank=True, verbose_name=_("body"))

    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    page_description = _("The front page of a language.")
    related_on_visit = ("social_image", "featured_campaign")

    content_panels = [
        *BasePage.content_panels,
        PageChooserPanel("featured_campaign", "campaigns.CampaignPage"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @cached_property
    def featured(self) -> CampaignPage | None:
        """The featured campaign in the reader's language; None when it is gone or not public."""
        if self.featured_campaign is None:
            return None
        found: Any = in_language([self.featured_campaign], model=CampaignPage).get(self.featured_campaign_id)
        return found

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"featured": self.featured}

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page of an address with two queries, however deep it lies.

        Wagtail asks every page on the way for its child and for its specific class. Here the way is read at once by
        its paths; the deepest page on it then gets what is left of the address, so that pages with routes of their
        own keep them.
        """
        if not path_components:
            return super().route(request, path_components)
        paths = [self.url_path]
        for component in path_components:
            paths.append(f"{paths[-1]}{component}/")
        way = {
            page.url_path: page
            for page in Page.objects.filter(url_path__in=paths[1:], path__startswith=self.path).select_related("content_type")
        }
        ancestors: list[Page] = [self]
        depth = 0
        while depth < len(path_components) and paths[depth + 1] in way:
            depth += 1
            ancestors.append(way[paths[depth]])
        if depth == 0:
            raise Http404
        target = _specific(ancestors.pop())
        target._ancestors_on_route = ancestors
        return target.route(request, path_components[depth:])


def _specific(page: Page) -> Any:
    """The page as an instance of its own class, with what a visit needs."""
    model: Any = page.specific_class
    if model is None or not issubclass(model, BasePage):
        return page.specific
    return model._default_manager.select_related("locale", *model.related_on_visit).get(pk=page.pk)
