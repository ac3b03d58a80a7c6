"""Fields that several page types have: a picture, and the campaign that a page is filed under."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

from site_project.i18n.translations import localized_for
from site_project.on_delete import move_or_set_null


class Illustrated(models.Model):
    """A page with one picture of its own."""

    image = models.ForeignKey(
        "site_project.SiteImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("image"),
    )
    image_alt = models.CharField(
        _("text alternative"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows. Empty: it is decoration."),
    )

    class Meta:
        abstract = True

    @staticmethod
    def image_panel() -> MultiFieldPanel:
        """The panel for the picture and its text."""
        return MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Image"))


class FiledUnderCampaign(models.Model):
    """A page that a campaign's hub lists."""

    campaign = models.ForeignKey(
        "campaigns.CampaignPage",
        null=True,
        blank=True,
        on_delete=move_or_set_null,
        related_name="+",
        verbose_name=_("campaign"),
        help_text=_("The hub that lists this. One language of the hub is enough."),
    )

    class Meta:
        abstract = True

    @staticmethod
    def campaign_panel() -> PageChooserPanel:
        """The panel to choose the campaign."""
        return PageChooserPanel("campaign", "campaigns.CampaignPage")

    @property
    def hub(self) -> Page | None:
        """The campaign that this is filed under; see `site_project.hubs`."""
        hub: Page | None = self.campaign
        return hub

    @cached_property
    def campaign_page(self) -> Any:
        """The hub in the reader's language, with its own fields, or None."""
        hub = self.hub
        return localized_for(hub, model=type(hub)) if hub else None
