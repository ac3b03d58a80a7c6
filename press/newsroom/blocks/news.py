"""The latest news as a block."""

from typing import Any

from django.db.models import IntegerField, QuerySet
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from press.newsroom.enums import Scope
from press.newsroom.models.news import NewsPage
from site_project.blocks.base import PlainCharBlock, Previewed
from site_project.blocks.basic import ChoiceBlock, StructBlock
from site_project.prepared import NOW, Slot, prepared
from site_project.request_context import index_url


@prepared("locale", "image")
def _newest(code: str, limit: int, of_campaign: bool) -> QuerySet[NewsPage]:
    posts = NewsPage.objects.visible(NOW).in_language(code).newest_first().with_accent().defer("body")
    return (posts.for_campaign(Slot("campaign", IntegerField())) if of_campaign else posts)[:limit]


class NewsBlock(Previewed, StructBlock):
    heading = PlainCharBlock(label=_("Heading"), max_length=120)
    scope = ChoiceBlock(label=_("Which news"), choices=Scope.choices, default=Scope.ALL)
    limit = blocks.IntegerBlock(label=_("At most"), default=3, min_value=1, max_value=12)
    link_label = PlainCharBlock(
        label=_("Label of the link to all news"), required=False, max_length=60, help_text=_("Empty: no link.")
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Latest news")
        label_format = "{heading}"
        description = _("The newest news, with date and excerpt, as it is published.")
        template = "press_newsroom/blocks/news.html"
        preview_value = {
            "heading": _("Latest news"),
            "scope": Scope.ALL.value,
            "limit": 3,
            "link_label": _("All news"),
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        page = context.get("page")
        campaign = getattr(page, "campaign", None) if value["scope"] == Scope.CAMPAIGN else None
        everything = value["scope"] != Scope.CAMPAIGN or page is None
        context["posts"] = (
            _newest(get_language(), value["limit"] or 3, campaign is not None, campaign=campaign and campaign.pk)
            if campaign or everything
            else []
        )
        context["more_url"] = (
            index_url("press_newsroom.NewsIndexPage", context.get("request")) if value["link_label"] else ""
        )
        context["problem"] = "" if context["posts"] else gettext("There is no published news to show yet.")
        return context
