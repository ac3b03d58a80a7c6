"""Blocks of the press room: the press list and the latest news."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from press.enums import Grouping, PressListMode, Scope
from press.grouping import grouped
from press.links import news_index_url, newsroom_url
from press.queries import Citation, as_citations, citations, news, of_campaign
from site_project.blocks.base import PlainCharBlock, PlainTextBlock, Previewed
from site_project.blocks.links import PageReferenceBlock
from site_project.hubs import hub_of


class ClippingChooserBlock(SnippetChooserBlock):
    """A clipping, the same in every language.

    A plain SnippetChooserBlock would send each chosen clipping to translation and point the Spanish list to the
    row that carries the Spanish gloss. A citation is language-neutral; its gloss is looked up when it is shown.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("press.Clipping", **kwargs)

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        return value


class PressListBlock(Previewed, blocks.StructBlock):
    """Coverage of a campaign as a list to scan."""

    heading = PlainCharBlock(label=_("Heading"), required=False, max_length=120)
    introduction = PlainTextBlock(label=_("Introduction"), required=False, rows=2)
    mode = blocks.ChoiceBlock(label=_("What it shows"), choices=PressListMode.choices, default=PressListMode.AUTOMATIC)
    campaign = PageReferenceBlock(
        label=_("Campaign"),
        page_type="campaigns.CampaignPage",
        required=False,
        help_text=_("Empty: the campaign that this page belongs to."),
    )
    picked = blocks.ListBlock(ClippingChooserBlock(), label=_("Picked clippings"), default=[], required=False)
    limit = blocks.IntegerBlock(label=_("At most"), default=15, min_value=1, max_value=100)
    group_by = blocks.ChoiceBlock(label=_("Group by"), choices=Grouping.choices, default=Grouping.DAY)
    link_label = PlainCharBlock(
        label=_("Label of the link to the newsroom"), required=False, max_length=60, help_text=_("Empty: no link.")
    )

    class Meta:
        icon = "list-ul"
        label = _("Press list")
        label_format = "{heading}"
        description = _("Press coverage: all of a campaign, or the pieces that you pick.")
        template = "press/blocks/press_list.html"
        preview_value = {
            "heading": _("In the press"),
            "introduction": "",
            "mode": PressListMode.AUTOMATIC.value,
            "campaign": None,
            "picked": [],
            "limit": 5,
            "group_by": Grouping.DAY.value,
            "link_label": _("All coverage"),
        }

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value["mode"] != PressListMode.AUTOMATIC and not value["picked"] and not self.is_deferred_validation:
            raise StructBlockValidationError(
                block_errors={"mode": ValidationError(_("Pick at least one clipping, or show all of the campaign."))}
            )
        return value

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        page, request = context.get("page"), context.get("request")
        hub = value.get("campaign") or hub_of(page)
        picked = [clipping for clipping in value.get("picked") or () if clipping is not None]
        found = self._find(value["mode"], hub, picked, value["limit"] or 15, everything=page is None)
        context["groups"] = grouped(found, value["group_by"])
        context["more_url"] = newsroom_url(hub, request) if value["link_label"] else ""
        context["problem"] = _problem(value, hub, len(found), page)
        return context

    @staticmethod
    def _find(mode: str, hub: Any, picked: list[Any], limit: int, everything: bool) -> list[Citation]:
        shown: list[Citation] = []
        if mode != PressListMode.AUTOMATIC and picked:
            places = {
                clipping.citation_id or clipping.pk: place for place, clipping in reversed(list(enumerate(picked)))
            }
            shown = sorted(as_citations(citations().filter(pk__in=places)), key=lambda item: places[item.pk])
        room = limit - len(shown)
        if mode != PressListMode.PICKED and room > 0 and (hub or everything):
            rest = of_campaign(citations(), hub.translation_key) if hub else citations()
            rest = rest.exclude(pk__in=[item.pk for item in shown]) if shown else rest
            shown += as_citations(rest[:room])
        return shown[:limit]


def _problem(value: Any, hub: Any, count: int, page: Any) -> str:
    """What staff should know about a list that shows less than it was asked for."""
    if page is not None and value["mode"] != PressListMode.PICKED and not hub:
        return gettext("This page belongs to no campaign: choose one in the block.")
    missing = sum(clipping is None or not clipping.live for clipping in value.get("picked") or ())
    if missing:
        return gettext("Some of the picked clippings were deleted or are not published.")
    return "" if count else gettext("There are no published clippings to show yet.")


class NewsBlock(Previewed, blocks.StructBlock):
    """The latest news in the reader's language."""

    heading = PlainCharBlock(label=_("Heading"), max_length=120)
    scope = blocks.ChoiceBlock(label=_("Which news"), choices=Scope.choices, default=Scope.ALL)
    limit = blocks.IntegerBlock(label=_("At most"), default=3, min_value=1, max_value=12)
    link_label = PlainCharBlock(
        label=_("Label of the link to all news"), required=False, max_length=60, help_text=_("Empty: no link.")
    )

    class Meta:
        icon = "doc-full-inverse"
        label = _("Latest news")
        label_format = "{heading}"
        description = _("The newest news, with date and excerpt, as it is published.")
        template = "press/blocks/news.html"
        preview_value = {
            "heading": _("Latest news"),
            "scope": Scope.ALL.value,
            "limit": 3,
            "link_label": _("All news"),
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        page = context.get("page")
        hub = hub_of(page) if value["scope"] == Scope.CAMPAIGN else None
        of_no_campaign = value["scope"] == Scope.CAMPAIGN and page is not None and hub is None
        posts = news().none() if of_no_campaign else news(key=hub.translation_key if hub else None)
        context["posts"] = list(posts[: value["limit"] or 3])
        context["more_url"] = news_index_url(context.get("request")) if value["link_label"] else ""
        context["problem"] = "" if context["posts"] else gettext("There is no published news to show yet.")
        return context
