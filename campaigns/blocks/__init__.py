"""Blocks of a campaign: calls to action, events, other campaigns, endorsers."""

from campaigns.blocks.actions import ActionsBlock
from campaigns.blocks.lists import CampaignsBlock, CampaignTeaserBlock, EndorsersBlock, EventsBlock
from press.newsroom.blocks import NewsBlock, PressListBlock
from press.newsroom.enums import Scope
from site_project.blocks import shared_blocks

__all__ = ["ActionsBlock", "CampaignTeaserBlock", "CampaignsBlock", "EndorsersBlock", "EventsBlock", "campaign_blocks"]


def campaign_blocks(scope: Scope = Scope.ALL) -> list[tuple[str, object]]:
    """All blocks that the body of a hub or of the home page may hold, as (name, block) pairs. `scope`: what a new list
    of news or events shows."""
    return [
        ("actions", ActionsBlock()),
        ("press_list", PressListBlock()),
        ("news", NewsBlock(default={"scope": scope})),
        ("events", EventsBlock(default={"scope": scope})),
        ("campaign_teaser", CampaignTeaserBlock()),
        ("campaigns", CampaignsBlock()),
        ("endorsers", EndorsersBlock()),
        *shared_blocks(),
    ]
