"""The newsroom: all coverage, with filters, and the press contacts."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.routable_page.models import re_path
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from press.newsroom import views
from press.newsroom.blocks import NewsBlock, PressKitBlock, PressListBlock
from press.newsroom.filters.form import PARAMETERS
from site_project.blocks import shared_blocks
from site_project.feeds import MIME_TYPE
from site_project.fields import StreamField
from site_project.forms import CampaignInlinePanel
from site_project.i18n.dates import join_list
from site_project.i18n.language_choices import LanguageListField, language_name
from site_project.models import BasePage
from site_project.models.mixins import RoutablePage
from site_project.text import tel_uri


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
    query_parameters = frozenset({*PARAMETERS, "page"})

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
    def feeds(self) -> list[tuple[str, str, str]]:
        return [(self.title, f"{self.url}feed.xml", MIME_TYPE)]

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | views.context(self, request)

    @re_path(r"^feed\.xml/?$", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponseBase:
        return views.feed(self, request)

    @re_path(r"^citations\.csv/?$", name="citations")
    def citations_csv(self, request: HttpRequest) -> HttpResponseBase:
        return views.table(self, request)


class PressContact(TranslatableMixin, Orderable):
    """A person or desk that answers journalists: for everything, or for one campaign. It belongs to the newsroom and is
    translated with it: the role is, the name, numbers and languages are not."""

    page = ParentalKey("press_newsroom.NewsroomPage", on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, blank=True)
    email = models.EmailField(_("email"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    languages = LanguageListField(_("languages"), help_text=_("The languages that they speak with journalists."))
    campaign = models.ForeignKey(
        "site_project.Campaign",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("campaign"),
        help_text=_("Empty: for everything."),
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        FieldPanel("languages"),
        FieldPanel("campaign"),
    ]

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField(name, overridable=False) for name in ("name", "email", "phone", "languages", "campaign")
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")

    def __str__(self) -> str:
        return self.name

    @property
    def phone_href(self) -> str:
        return tel_uri(self.phone) if self.phone else ""

    @property
    def languages_label(self) -> str:
        """As in "Speaks English and Spanish"; empty where nobody has said."""
        if not self.languages:
            return ""
        names = join_list(language_name(code) for code in self.languages)
        return gettext("Speaks %(languages)s") % {"languages": names}

    def clean(self) -> None:
        super().clean()
        if not self.email and not self.phone:
            message = _("Give an email address or a phone number.")
            raise ValidationError({"email": message, "phone": message})
