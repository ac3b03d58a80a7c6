"""Campaign hubs and events."""

from campaigns.models.campaign import CampaignPage
from campaigns.models.campaign_index import CampaignIndexPage
from campaigns.models.event import EventPage
from campaigns.models.event_index import EventIndexPage

__all__ = ["CampaignIndexPage", "CampaignPage", "EventIndexPage", "EventPage"]
