"""The press list as a block."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructValue
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.models import Page

from press.enums import ClippingKind
from press.models import Outlet
from press.newsroom.blocks.choosers import ClippingChooserBlock, OutletChooserBlock
from press.newsroom.blocks.selection import FILTERS, grouped, is_filtered, selected
from press.newsroom.citations import Citation
from press.newsroom.enums import Grouping, PressListMode
from site_project import request_context
from site_project.blocks.base import PlainCharBlock, PlainTextBlock, Previewed
from site_project.blocks.basic import BooleanBlock, ChoiceBlock, DateBlock, ListBlock, MultipleChoiceBlock, StructBlock
from site_project.blocks.campaign import CampaignBlock
from site_project.i18n.language_choices import language_choices
from site_project.i18n.translations import HOME_DEPTH
from site_project.models.campaign import Campaign
from site_project.request_context import index_url


class PressListBlock(Previewed, StructBlock):
    """Coverage of a campaign as a list to scan."""

    heading = PlainCharBlock(label=_("Heading"), required=False, max_length=120)
    introduction = PlainTextBlock(label=_("Introduction"), required=False, rows=2)
    mode = ChoiceBlock(label=_("What it shows"), choices=PressListMode.choices, default=PressListMode.AUTOMATIC)
    campaign = CampaignBlock(
        label=_("Campaign"),
        required=False,
        help_text=_("Empty: the campaign that this page belongs to; on the home page, all coverage."),
    )
    picked = ListBlock(ClippingChooserBlock(), label=_("Picked clippings"), default=[], required=False)
    limit = blocks.IntegerBlock(label=_("At most"), default=15, min_value=1, max_value=100)
    group_by = ChoiceBlock(label=_("Group by"), choices=Grouping.choices, default=Grouping.DAY)
    own_language_first = BooleanBlock(
        label=_("The visitor’s language first"),
        required=False,
        help_text=_(
            "Within each day or month, if the list is grouped so. Picked clippings that lead a list stay first."
        ),
    )
    link_label = PlainCharBlock(
        label=_("Label of the link to the newsroom"), required=False, max_length=60, help_text=_("Empty: no link.")
    )
    kinds = MultipleChoiceBlock(
        label=_("Kinds"), choices=ClippingKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = ListBlock(
        ChoiceBlock(label=_("Language"), choices=language_choices()),
        label=_("Languages"),
        default=[],
        required=False,
    )
    outlets = ListBlock(OutletChooserBlock(), label=_("Outlets"), default=[], required=False)
    from_date = DateBlock(label=pgettext_lazy("first day of a period", "From"), required=False)
    to_date = DateBlock(label=pgettext_lazy("last day of a period", "To"), required=False)

    class Meta:
        icon = "list-ul"
        label = _("Press list")
        label_format = "{heading}"
        description = _("Press coverage: all of a campaign, or the pieces that you pick.")
        template = "press_newsroom/blocks/press_list.html"
        form_layout = BlockGroup(
            children=[
                "heading",
                "introduction",
                "mode",
                "campaign",
                "picked",
                "limit",
                "group_by",
                BlockGroup(
                    children=list(FILTERS),
                    heading=_("Only some of the coverage"),
                    help_text=_("An empty field does not limit the list. Picked clippings are always shown."),
                    classname="collapsed",
                    icon="list-ul",
                    label_format="",
                ),
            ],
            settings=["own_language_first", "link_label"],
        )
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

    def clean(self, value: StructValue) -> StructValue:
        value = super().clean(value)
        errors = {}
        if value["mode"] != PressListMode.AUTOMATIC and not value["picked"] and not self.is_deferred_validation:
            errors["mode"] = ValidationError(_("Pick at least one clipping, or show all of the campaign."))
        if value["from_date"] and value["to_date"] and value["from_date"] > value["to_date"]:
            errors["to_date"] = ValidationError(_("The last day must not come before the first."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        page, request = context.get("page"), context.get("request")
        named = value.get("campaign") or getattr(page, "hub", None)
        found = shown(value, page, request)
        context["groups"] = grouped(found, value["group_by"])
        context["more_url"] = _newsroom_url(value, named, request) if value["link_label"] else ""
        context["problem"] = _problem(value, named, len(found), page) if getattr(request, "is_preview", False) else ""
        return context


def shown(value: StructValue, page: Page | None, request: HttpRequest | None) -> list[Citation]:
    """The citations of a press list on a page. The page's structured data ask too, before the list is shown: it is
    looked up once per request."""
    known = request_context.of(request).press_lists
    if id(value) not in known:
        campaign = value.get("campaign") or getattr(page, "campaign", None)
        found = selected(value, campaign, everything=page is None or page.depth == HOME_DEPTH)
        known[id(value)] = (value, found)
    return known[id(value)][1]


def _newsroom_url(value: StructValue, campaign: Campaign | None, request: HttpRequest | None) -> str:
    """The newsroom with the filters of the list, of which it takes one value each; empty when there is no newsroom in
    the language."""
    url = index_url("press_newsroom.NewsroomPage", request)
    query = {"campaign": campaign.slug} if campaign and campaign.slug else {}
    if value["mode"] != PressListMode.PICKED:
        for name, field in (("kind", "kinds"), ("outlet", "outlets"), ("language", "languages")):
            chosen = [item for item in value.get(field) or () if item]
            if len(chosen) == 1:
                query[name] = chosen[0]
        for name in ("from", "to"):
            if day := value.get(f"{name}_date"):
                query[name] = day.isoformat()
    return f"{url}?{urlencode(query)}" if url and query else url


def _problem(value: StructValue, campaign: Campaign | None, count: int, page: Page | None) -> str:
    """What staff should know about a list that shows less than it was asked for."""
    if page is not None and page.depth != HOME_DEPTH and value["mode"] != PressListMode.PICKED and not campaign:
        return gettext("This page belongs to no campaign: choose one in the block.")
    missing = sum(clipping is None or not clipping.live for clipping in value.get("picked") or ())
    if missing:
        return gettext("Some of the picked clippings were deleted or are not published.")
    outlets = {pk for pk in value.get("outlets") or () if pk}
    if outlets and Outlet.objects.filter(pk__in=outlets).count() < len(outlets):
        return gettext("Some of the outlets that this list is limited to were deleted.")
    if count:
        return ""
    if value["mode"] != PressListMode.PICKED and is_filtered(value):
        return gettext("No published clippings of the campaign fit what this list is limited to.")
    return gettext("There are no published clippings to show yet.")
