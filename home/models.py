"""The home page, standard pages, navigation and footer."""

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Subquery, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, Page, RevisionMixin, TranslatableMixin, WorkflowMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from campaigns.blocks import campaign_blocks
from campaigns.blocks.lists import visible_hubs
from site_project.blocks import LinkBlock
from site_project.blocks.base import INLINE_FEATURES, PlainCharBlock
from site_project.blocks.basic import ListBlock, StructBlock
from site_project.fields import StreamField
from site_project.models import BasePage
from site_project.models.mixins import Sensitive


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

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField("featured_campaign", overridable=False)
    ]
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
    def featured(self) -> Page | None:
        """The hub of the featured campaign for the reader; None when it is gone or not public."""
        if self.featured_campaign is None:
            return None
        own = (hub for hub in self.hubs_in_language if hub.campaign_id == self.featured_campaign.pk)
        return next(own, None) or self.featured_campaign.hub_for_reader()

    @cached_property
    def hubs_in_language(self) -> list[Any]:
        """All hubs that the reader may see, with their pictures: for the poster, and for the list of the others."""
        return visible_hubs()

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"featured": self.featured, "featured_action_url": self._action_url()}

    def _action_url(self) -> str:
        """Where the poster's button leads: to the calls to action of this page, else to those of the campaign's hub."""
        for section in self.sections:
            if section.block.block_type == "actions" and section.block.block.is_shown(section.block.value):
                return f"#{section.anchor}"
        return f"{self.featured.url}{self.featured.action_anchor}" if self.featured else ""


class StandardPage(Sensitive, BasePage):
    body = StreamField(campaign_blocks(), blank=True, verbose_name=_("body"))

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"
    page_description = _("A page of text, with any blocks.")

    content_panels = [*BasePage.content_panels, FieldPanel("sensitive"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class TranslatedSnippet(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, models.Model):
    """A piece of the page frame in one language. A draft stays invisible until it is published.

    Where several are published in one language, the one published last is shown.
    """

    name = models.CharField(_("name"), max_length=120, help_text=_("For staff only."))
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )
    revisions = GenericRelation(
        "wagtailcore.Revision", content_type_field="base_content_type", object_id_field="object_id"
    )

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [SynchronizedField("name", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name

    @classmethod
    def shown(cls, field: str, code: str) -> Subquery:
        """`field`, as it is stored, of the one that visitors see in the language `code`; to annotate with."""
        published = cls._default_manager.filter(locale__language_code=code, live=True)
        newest = published.order_by(F("last_published_at").desc(nulls_last=True), "-pk")
        return Subquery(newest.values(stored=Cast(field, TextField()))[:1])


class Navigation(TranslatedSnippet):
    """Four to six links at the top of every page."""

    items = StreamField([("link", LinkBlock())], blank=True, max_num=8, verbose_name=_("links"))

    panels = [FieldPanel("name"), FieldPanel("items")]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("navigation")
        verbose_name_plural = _("navigations")


class FooterColumnBlock(StructBlock):
    heading = PlainCharBlock(label=_("Heading"), max_length=60)
    links = ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Column")
        label_format = "{heading}"
        description = _("A heading and the links under it.")


class Footer(TranslatedSnippet):
    columns = StreamField([("column", FooterColumnBlock())], blank=True, max_num=4, verbose_name=_("columns"))
    text = RichTextField(_("text"), features=INLINE_FEATURES, blank=True)

    panels = [FieldPanel("name"), FieldPanel("columns"), FieldPanel("text")]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")
