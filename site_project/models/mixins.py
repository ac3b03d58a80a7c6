"""What several page types have: a picture, the campaign that a page is filed under, addresses below their own."""

from typing import ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField


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

    #: The texts that describe a picture: translations keep none of another one.
    texts_of_pictures: ClassVar[dict[str, str]] = {"image_alt": "image"}

    class Meta:
        abstract = True

    @staticmethod
    def image_panel() -> MultiFieldPanel:
        return MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Image"))


class Sensitive(models.Model):
    """A page whose visitors may be at risk: it tells them how to read it safely, and has a quick way out."""

    sensitive = models.BooleanField(
        _("visitors may be at risk"),
        default=False,
        help_text=_("Adds a note on how to read and share the page safely, or a button to leave it at once."),
    )

    class Meta:
        abstract = True


class FiledUnderCampaign(models.Model):
    """A page that a campaign's hub lists, in all languages under the same campaign."""

    campaign = models.ForeignKey(
        "site_project.Campaign",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("campaign"),
        help_text=_("Its hub lists this."),
    )

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [SynchronizedField("campaign", overridable=False)]

    class Meta:
        abstract = True

    @property
    def accent(self) -> str:
        """The color of the campaign, where `with_accent` has read it along; else empty."""
        return str(self.__dict__.get("campaign_accent") or "")

    @cached_property
    def hub(self) -> Page | None:
        """The campaign's hub for the reader, with its own fields, or None."""
        return self.campaign.hub_for_reader() if self.campaign else None


class RoutablePage(RoutablePageMixin, models.Model):
    """A page with feeds, calendars or tables at addresses below its own."""

    class Meta:
        abstract = True

    def get_route_paths(self) -> list[str]:
        """The page's own address and those below it: Wagtail redirects from each when the page has moved."""
        # A route with arguments stands for any number of addresses: they cannot be listed.
        routes = [route for route in self.get_subpage_urls() if not route.pattern.regex.groups]
        return [f"/{self.reverse_subpage(route.name)}" for route in routes]
