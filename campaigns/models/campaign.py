"""Campaign hubs and their index."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import re_path
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.search import index

from campaigns import calendars
from campaigns.blocks import campaign_blocks
from campaigns.enums import Accent, CampaignStatus
from campaigns.models.event import EventPage
from campaigns.querysets import CampaignPageQuerySet
from press.models import Clipping
from press.newsroom import feeds, structured_data
from press.newsroom.enums import Scope
from press.newsroom.models import NewsPage
from site_project.blocks import FactBlock
from site_project.blocks.base import PROSE_FEATURES
from site_project.feeds import MIME_TYPE as ATOM
from site_project.fields import StreamField
from site_project.models import BasePage, Campaign
from site_project.models.mixins import Illustrated, RoutablePage, Sensitive
from site_project.seo.head import HeadOptions


class CampaignPage(RoutablePage, Illustrated, Sensitive, BasePage):
    """A campaign's page in one language: what it is, what the press says, what a visitor can do, what comes next."""

    campaign = models.ForeignKey(Campaign, editable=False, on_delete=models.PROTECT, related_name="hubs")
    status = models.CharField(_("status"), max_length=16, choices=CampaignStatus.choices, default=CampaignStatus.ACTIVE)
    hashtag = models.CharField(_("hashtag"), max_length=60, blank=True, help_text=_("The # in front comes by itself."))
    accent = models.CharField(_("accent color"), max_length=16, choices=Accent.choices, default=Accent.OCEAN)
    introduction = RichTextField(_("introduction"), features=PROSE_FEATURES, blank=True)
    key_facts = StreamField([("fact", FactBlock())], blank=True, max_num=4, verbose_name=_("key facts"))
    action_label = models.CharField(
        _("label of the main button"),
        max_length=60,
        blank=True,
        help_text=_("The button leads to the first calls to action on the page. Empty: no button."),
    )
    body = StreamField(campaign_blocks(Scope.CAMPAIGN), blank=True, verbose_name=_("body"))

    objects = PageManager.from_queryset(CampaignPageQuerySet)()

    parent_page_types = ["campaigns.CampaignIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "campaigns/campaign_page.html"
    page_description = _("The hub of a campaign.")
    related_on_visit = ("social_image", "image", "campaign")
    #: The poster shows the picture upright, too.
    image_crops: ClassVar[tuple[str, ...]] = ("portrait",)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("status"), FieldPanel("accent")]),
                FieldRowPanel([FieldPanel("hashtag"), FieldPanel("action_label")]),
                FieldPanel("sensitive"),
            ],
            heading=_("Campaign"),
        ),
        FieldPanel("introduction"),
        Illustrated.image_panel(),
        FieldPanel("key_facts"),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.SearchField("hashtag"),
    ]

    class Meta:
        verbose_name = _("campaign hub")
        verbose_name_plural = _("campaign hubs")

    def clean(self) -> None:
        """A hashtag has its # in front, typed or not."""
        super().clean()
        if words := "".join(self.hashtag.split()).lstrip("#"):
            self.hashtag = f"#{words}"[:60]

    @property
    def hub(self) -> "CampaignPage":
        """Itself, as `FiledUnderCampaign.hub` of the pages that it lists."""
        return self

    @property
    def visitor_label(self) -> str:
        return gettext("Campaign")

    @property
    def action_anchor(self) -> str:
        """The fragment ("#…") of the first calls to action that visitors see; empty when there are none."""
        for section in self.sections:
            if section.block.block_type == "actions" and section.block.block.is_shown(section.block.value):
                return f"#{section.anchor}"
        return ""

    @property
    def calendar_url(self) -> str:
        return f"{self.url}calendar.ics"

    @property
    def feeds(self) -> list[tuple[str, str, str]]:
        title = {"title": self.title}
        return [
            (gettext("Press coverage: %(title)s") % title, f"{self.url}feed.xml", ATOM),
            (gettext("News: %(title)s") % title, f"{self.url}news.xml", ATOM),
            (gettext("Events: %(title)s") % title, self.calendar_url, calendars.MIME_TYPE),
        ]

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """The campaign is that of the translation key: all languages share it, a copy gets another."""
        if kwargs.get("update_fields") is not None:
            return super().save(*args, **kwargs)
        if self.campaign_id is None or self.campaign.key != self.translation_key:
            self.campaign = Campaign.of(self.translation_key)
        return super().save(*args, **kwargs)

    def serializable_data(self) -> dict[str, Any]:
        """What revisions keep, without the campaign: it is the page's, and the revisions are copied with the page."""
        data: dict[str, Any] = super().serializable_data()
        del data["campaign"]
        return data

    def with_content_json(self, content: dict[str, Any]) -> "CampaignPage":
        page: CampaignPage = super().with_content_json(content)
        page.campaign_id = self.campaign_id
        return page

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"head_options": HeadOptions(web_page=structured_data.citations_for(self, request))}

    @re_path(r"^feed\.xml/?$", name="press_feed")
    def press_feed(self, request: HttpRequest) -> HttpResponse:
        title, _path, _mime = self.feeds[0]
        return feeds.press_feed(self, title, Clipping.objects.published().for_campaign(self.campaign), request)

    @re_path(r"^news\.xml/?$", name="news_feed")
    def news_feed(self, request: HttpRequest) -> HttpResponse:
        title, _path, _mime = self.feeds[1]
        posts = NewsPage.objects.visible().in_language().for_campaign(self.campaign).newest_first()
        return feeds.news_feed(self, title, posts, request, name="news.xml")

    @re_path(r"^calendar\.ics/?$", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        title, _path, _mime = self.feeds[2]
        events = EventPage.objects.visible().for_readers_of().for_campaign(self.campaign).order_by("start", "pk")
        return calendars.response(events, title, request)


class CampaignIndexPage(BasePage):
    """All campaigns, the active ones first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["campaigns.CampaignPage"]
    max_count_per_parent = 1
    template = "campaigns/campaign_index_page.html"
    page_description = _("The list of all campaigns. One per language.")

    class Meta:
        verbose_name = _("campaign index")
        verbose_name_plural = _("campaign indexes")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        hubs = CampaignPage.objects.visible().in_language(self.locale.language_code).by_status()
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"campaigns": hubs.select_related("image")}


@receiver(post_delete, sender=CampaignPage, dispatch_uid="delete-campaign-without-hub")
def delete_campaign_without_hub(instance: CampaignPage, **_signal: object) -> None:
    """With the last language of its hub a campaign goes."""
    Campaign.objects.filter(pk=instance.campaign_id, hubs=None).delete()
