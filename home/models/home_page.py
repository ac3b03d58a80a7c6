"""The home page: one per language, and the root of that language's tree."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns.blocks import campaign_blocks
from site_project.fields import StreamField
from site_project.models import BasePage


class HomePage(BasePage):
    """One featured campaign as a poster, then blocks."""

    featured_campaign = models.ForeignKey(
        "site_project.Campaign",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("featured campaign"),
        help_text=_("The poster at the top."),
    )
    body = StreamField(campaign_blocks(), blank=True, verbose_name=_("body"))

    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("featured_campaign", overridable=False)]
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    page_description = _("The front page of a language.")
    related_on_visit = ("social_image", "featured_campaign")

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("featured_campaign"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @cached_property
    def featured(self) -> Any:
        """The hub of the featured campaign for the reader; None when it is gone or not public."""
        return self.featured_campaign.hub_for_reader() if self.featured_campaign else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"featured": self.featured}
