"""Campaign hubs and events."""

from campaigns.models.campaign import CampaignIndexPage, CampaignPage
from campaigns.models.event import EventIndexPage, EventPage

__all__ = ["CampaignIndexPage", "CampaignPage", "EventIndexPage", "EventPage"]
