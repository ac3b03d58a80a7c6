"""Blocks of a campaign: calls to action, events, other campaigns, endorsers."""

from campaigns.blocks.actions import ActionsBlock
from campaigns.blocks.lists import CampaignsBlock, CampaignTeaserBlock, EndorsersBlock, EventsBlock
from press.newsroom.blocks import NewsBlock, PressListBlock
from site_project.blocks import shared_blocks

__all__ = ["ActionsBlock", "CampaignTeaserBlock", "CampaignsBlock", "EndorsersBlock", "EventsBlock", "campaign_blocks"]


def campaign_blocks() -> list[tuple[str, object]]:
    """All blocks that the body of a hub or of the home page may hold, as (name, block) pairs."""
    return [
        ("actions", ActionsBlock()),
        ("press_list", PressListBlock()),
        ("news", NewsBlock()),
        ("events", EventsBlock()),
        ("campaign_teaser", CampaignTeaserBlock()),
        ("campaigns", CampaignsBlock()),
        ("endorsers", EndorsersBlock()),
        *shared_blocks(),
    ]
