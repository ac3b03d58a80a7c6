"""The home page: one per language, and the root of that language's tree."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.search import index

from campaigns.blocks import campaign_blocks
from campaigns.models import CampaignPage
from site_project.fields import StreamField
from site_project.i18n.translations import localized_for
from site_project.models import BasePage
from site_project.on_delete import move_or_set_null


class HomePage(BasePage):
    """One featured campaign as a poster, then blocks."""

    featured_campaign = models.ForeignKey(
        "campaigns.CampaignPage",
        null=True,
        blank=True,
        on_delete=move_or_set_null,
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
        found: Any = localized_for(self.featured_campaign, model=CampaignPage)
        return found

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"featured": self.featured}
