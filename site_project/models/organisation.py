"""Site-wide facts about the organisation. Texts that need translation live in the footer snippet instead."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable


class Platform(models.TextChoices):
    """Where an organisation can be followed. Proper names: they are not translated."""

    BLUESKY = "bluesky", "Bluesky"
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    LINKEDIN = "linkedin", "LinkedIn"
    MASTODON = "mastodon", "Mastodon"
    TELEGRAM = "telegram", "Telegram"
    TIKTOK = "tiktok", "TikTok"
    WHATSAPP = "whatsapp", "WhatsApp"
    X = "x", "X"
    YOUTUBE = "youtube", "YouTube"


@register_setting(icon="group")
class OrganisationSettings(ClusterableModel, BaseSiteSetting):
    """Name, logo, contacts and accounts of the organisation behind the site."""

    name = models.CharField(_("name"), max_length=120, default="", blank=True)
    logo = models.ForeignKey(
        "site_project.SiteImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("logo")
    )
    social_image = models.ForeignKey(
        "site_project.SiteImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("default social image"),
        help_text=_("Shown when a page without a picture of its own is shared. 1200 × 630 pixels work everywhere."),
    )
    press_contact_name = models.CharField(_("press contact: name"), max_length=120, blank=True)
    press_contact_email = models.EmailField(_("press contact: e-mail"), blank=True)
    press_contact_phone = models.CharField(_("press contact: phone"), max_length=40, blank=True)
    security_email = models.EmailField(
        _("security contact: e-mail"),
        blank=True,
        help_text=_("Published in security.txt. Empty: the press contact is used."),
    )

    select_related = ["logo", "social_image"]

    panels = [
        FieldPanel("name"),
        FieldPanel("logo"),
        FieldPanel("social_image"),
        MultiFieldPanel(
            [FieldPanel("press_contact_name"), FieldPanel("press_contact_email"), FieldPanel("press_contact_phone")],
            heading=_("Press contact"),
        ),
        FieldPanel("security_email"),
        InlinePanel("follow_links", heading=_("Follow us"), label=_("Account")),
    ]

    class Meta:
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.name or str(_("Organisation"))


class FollowLink(Orderable):
    """One account at which the organisation can be followed."""

    settings = ParentalKey(OrganisationSettings, on_delete=models.CASCADE, related_name="follow_links")
    platform = models.CharField(_("platform"), max_length=20, choices=Platform.choices)
    url = models.URLField(_("address"))

    panels = [FieldPanel("platform"), FieldPanel("url")]

    def __str__(self) -> str:
        return self.get_platform_display()

    @property
    def label(self) -> str:
        """The platform's name, as a visitor reads it."""
        return self.get_platform_display()
