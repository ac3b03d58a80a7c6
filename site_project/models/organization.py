"""Site-wide facts about the organization. Texts that need translation live in the footer snippet instead."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks.struct_block import StructValue
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from site_project import request_context
from site_project.fields import StreamField
from site_project.page_cache.parts import kept
from site_project.prepared import prepared

#: Known, harmless, in English and Spanish, without a search that shows what was looked for.
QUICK_EXIT = "https://www.weather.gov/"


class Platform(models.TextChoices):
    """Where an organization can be followed. Proper names: they are not translated."""

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


_PLATFORMS = dict(Platform.choices)


class AccountValue(StructValue):
    @property
    def label(self) -> str:
        """The platform's name, as a visitor reads it."""
        return str(_PLATFORMS.get(self["platform"], self["platform"]))


class AccountBlock(blocks.StructBlock):
    platform = blocks.ChoiceBlock(label=_("Platform"), choices=Platform.choices)
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "group"
        label = _("Account")
        label_format = "{platform}"
        description = _("An account of the organization elsewhere.")
        value_class = AccountValue


@prepared("site", "logo", "social_image")
def _current(code: str) -> "models.QuerySet[OrganizationSettings]":
    """With what the frame of every page shows in a language beside it."""
    along = import_string(settings.SITE_CHROME).read_along(code)
    return OrganizationSettings.objects.filter(site__is_default_site=True).annotate(**along)


@register_setting(icon="group")
class OrganizationSettings(BaseSiteSetting):
    """Name, logo, contacts and accounts of the organization behind the site."""

    name = models.CharField(_("name"), max_length=120, default="", blank=True)
    logo = models.ForeignKey(
        "site_project.SiteImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
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
    press_contact_email = models.EmailField(_("press contact: email"), blank=True)
    press_contact_phone = models.CharField(_("press contact: phone"), max_length=40, blank=True)
    security_email = models.EmailField(
        _("security contact: email"),
        blank=True,
        help_text=_("Published in security.txt. Empty: the press contact is used."),
    )

    quick_exit_url = models.URLField(
        _("quick exit: address"),
        default=QUICK_EXIT,
        # Its own code: the form would put its own words in place of a message with the code "invalid".
        validators=[
            URLValidator(schemes=["https"], message=_("Enter an address that begins with https://."), code="https")
        ],
        help_text=_(
            "Where “Leave this site now” leads on pages whose visitors may be at risk. Choose a large, harmless site that "
            "anybody might have open, such as the weather."
        ),
    )

    follow_links = StreamField([("account", AccountBlock())], blank=True, verbose_name=_("accounts to follow"))

    panels = [
        FieldPanel("name"),
        FieldPanel("logo"),
        FieldPanel("social_image"),
        MultiFieldPanel(
            [FieldPanel("press_contact_name"), FieldPanel("press_contact_email"), FieldPanel("press_contact_phone")],
            heading=_("Press contact"),
        ),
        FieldPanel("security_email"),
        FieldPanel("quick_exit_url"),
        FieldPanel("follow_links"),
    ]

    class Meta:
        verbose_name = _("organization")

    def __str__(self) -> str:
        return self.name or str(_("Organization"))

    def clean(self) -> None:
        super().clean()
        if self.site_id and urlsplit(self.quick_exit_url).hostname == self.site.hostname:
            raise ValidationError({"quick_exit_url": _("This address leads back to this site. Choose another one.")})

    @classmethod
    def current(cls, request: HttpRequest | None = None) -> "OrganizationSettings":
        """The settings of the site, read once per request. Empty settings where nobody has saved any yet."""
        context = request_context.of(request)
        if context.organization is None:
            code = get_language() or ""
            context.organization = kept(request, "organization", lambda: next(iter(_current(code)), None) or cls())
        return context.organization

    @property
    def accounts(self) -> list[AccountValue]:
        return [block.value for block in self.follow_links if block.value.get("platform") and block.value.get("url")]
