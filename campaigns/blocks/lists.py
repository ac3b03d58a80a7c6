"""Lists that a hub shows: events, other campaigns, endorsers; and the way into another campaign."""

import copy
from typing import Any

from django.apps import apps
from django.db.models import IntegerField, QuerySet
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from campaigns.models.event import EventPage
from campaigns.querysets import CampaignPageQuerySet
from press.newsroom.enums import Scope
from site_project.blocks.base import PlainCharBlock, PlainTextBlock, Previewed
from site_project.blocks.basic import ChoiceBlock, ListBlock, StructBlock
from site_project.blocks.campaign import CampaignBlock
from site_project.models import Campaign
from site_project.prepared import NOW, Slot, prepared
from site_project.references import References, Referring, find_hubs
from site_project.request_context import index_url
from site_project.text import parse_id


def visible_hubs() -> list[Any]:
    """The hubs that the reader may see, with their pictures."""
    return _hubs(get_language())


@prepared("locale", "image")
def _hubs(code: str) -> CampaignPageQuerySet:
    """Their model is asked for by name: the body of a hub is made of these blocks."""
    hubs: CampaignPageQuerySet = apps.get_model("campaigns.CampaignPage").objects.visible(NOW)
    return hubs.in_language(code).by_status()


@prepared("locale")
def _upcoming(code: str, limit: int, of_campaign: bool) -> QuerySet[EventPage]:
    events = EventPage.objects.visible(NOW).for_readers_of(code, NOW).with_accent().upcoming(NOW).defer("body")
    return (events.for_campaign(Slot("campaign", IntegerField())) if of_campaign else events)[:limit]


class EventsBlock(Previewed, StructBlock):
    heading = PlainCharBlock(label=_("Heading"), max_length=120)
    scope = ChoiceBlock(label=_("Which events"), choices=Scope.choices, default=Scope.ALL)
    limit = blocks.IntegerBlock(label=_("At most"), default=3, min_value=1, max_value=12)
    link_label = PlainCharBlock(
        label=_("Label of the link to all events"), required=False, max_length=60, help_text=_("Empty: no link.")
    )

    class Meta:
        icon = "calendar-alt"
        label = _("Upcoming events")
        label_format = "{heading}"
        description = _("The next events, soonest first. Past ones leave the list by themselves.")
        template = "campaigns/blocks/events.html"
        preview_value = {
            "heading": _("Upcoming events"),
            "scope": Scope.ALL.value,
            "limit": 3,
            "link_label": _("View all events"),
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        page: Any = context.get("page")
        request = context.get("request")
        campaign = getattr(page, "campaign", None) if value["scope"] == Scope.CAMPAIGN else None
        everything = value["scope"] != Scope.CAMPAIGN or page is None
        limit = value["limit"] or 3
        index = index_url("campaigns.EventIndexPage", request)
        context["events"] = (
            _upcoming(get_language(), limit, campaign is not None, campaign=campaign and campaign.pk)
            if campaign or everything
            else []
        )
        context["more_url"] = index if value["link_label"] else ""
        all_events = f"{index}calendar.ics" if index else ""
        context["subscribe_url"] = getattr(page.hub, "calendar_url", "") if campaign else all_events
        context["problem"] = "" if context["events"] else gettext("There are no upcoming events to show.")
        return context


class HubBlock(Referring, CampaignBlock):
    """A campaign with its hubs, read together with all that the body refers to."""

    def refer(self, references: References, pk: int) -> None:
        references.campaigns.add(pk)
        references.types.add(apps.get_model("campaigns.CampaignPage"))

    def bulk_to_python(self, values: list[Any]) -> list[Campaign | None]:
        keys = [parse_id(value) for value in values]
        found: dict[int | None, Campaign] = {}
        if wanted := {key for key in keys if key}:
            for hub in find_hubs(wanted, apps.get_model("campaigns.CampaignPage")):
                read = Campaign.from_db(hub._state.db, ["id", "key"], [hub.campaign_id, hub.translation_key])
                campaign = found.setdefault(hub.campaign_id, read)
                campaign.visible_hubs = [*(campaign.visible_hubs or ()), *([hub] if hub.is_visible else ())]
        return [copy.copy(found.get(key)) for key in keys]


class CampaignTeaserBlock(Previewed, StructBlock):
    campaign = HubBlock(label=_("Campaign"))
    heading = PlainCharBlock(
        label=_("Heading"), required=False, max_length=120, help_text=_("Empty: the campaign's title.")
    )
    text = PlainTextBlock(label=_("Text"), required=False, rows=2, help_text=_("Empty: the campaign's summary."))
    link_label = PlainCharBlock(label=_("Label of the link"), max_length=60)

    class Meta:
        icon = "arrow-right-full"
        label = _("Another campaign")
        label_format = "{heading}"
        description = _("A poster that leads to another campaign.")
        template = "campaigns/blocks/campaign_teaser.html"

    def get_preview_value(self) -> object:
        hub = next(iter(visible_hubs()), None)
        return self.to_python(
            {
                "campaign": hub.campaign_id if hub else None,
                "heading": gettext("Take action on another front"),
                "text": "",
                "link_label": gettext("See how"),
            }
        )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        chosen = value.get("campaign")
        context["campaign"] = chosen.hub_for_reader() if chosen else None
        context["problem"] = "" if context["campaign"] else gettext("The campaign was deleted or is not published.")
        return context


class CampaignsBlock(Previewed, StructBlock):
    heading = PlainCharBlock(label=_("Heading"), required=False, max_length=120)

    class Meta:
        icon = "tag"
        label = _("Campaigns")
        label_format = "{heading}"
        description = _("All published campaigns but the one that this page features.")
        template = "campaigns/blocks/campaigns.html"
        preview_value = {"heading": _("Our campaigns")}

    def get_context(self, value: object, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        page = context.get("page")
        featured = getattr(page, "featured_campaign", None) or getattr(page, "campaign", None)
        hubs = getattr(page, "hubs_in_language", None)  # the home page has read them for its poster
        if hubs is None:
            hubs = visible_hubs()
        context["campaigns"] = [hub for hub in hubs if featured is None or hub.campaign_id != featured.pk]
        context["problem"] = "" if context["campaigns"] else gettext("There are no other published campaigns.")
        return context


class EndorserBlock(StructBlock):
    name = PlainCharBlock(label=_("Name"), max_length=120)
    role = PlainCharBlock(label=_("Role"), required=False, max_length=160)
    place = PlainCharBlock(label=_("Place"), required=False, max_length=120)

    class Meta:
        icon = "user"
        label = _("Endorser")
        label_format = "{name}"


class EndorsersBlock(Previewed, StructBlock):
    heading = PlainCharBlock(label=_("Heading"), required=False, max_length=120)
    items = ListBlock(EndorserBlock(), label=_("Endorsers"), min_num=1)

    class Meta:
        icon = "group"
        label = _("Endorsers")
        label_format = "{heading}"
        description = _("Names of people and organizations that support the campaign.")
        template = "campaigns/blocks/endorsers.html"
        preview_value = {
            "heading": _("Who is with us"),
            "items": [
                {"name": "Elena Duarte", "role": _("School board member"), "place": "San Amaro, California"},
                {"name": "Marcus Webb", "role": _("City council member"), "place": "Port Alder, Washington"},
            ],
        }
