"""The latest news as a block."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from press.newsroom.enums import Scope
from press.newsroom.models.news import NewsPage
from site_project.blocks.base import PlainCharBlock, Previewed
from site_project.blocks.basic import ChoiceBlock, StructBlock
from site_project.request_context import index_url


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
        posts = NewsPage.objects.visible().in_language().newest_first().with_accent().select_related("image")
        if campaign:
            posts = posts.for_campaign(campaign)
        elif value["scope"] == Scope.CAMPAIGN and page is not None:
            posts = posts.none()
        context["posts"] = list(posts[: value["limit"] or 3])
        context["more_url"] = (
            index_url("press_newsroom.NewsIndexPage", context.get("request")) if value["link_label"] else ""
        )
        context["problem"] = "" if context["posts"] else gettext("There is no published news to show yet.")
        return context
