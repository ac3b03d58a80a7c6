"""Blocks that every page body shares: text, media, facts and links."""

from site_project.blocks.base import PhoneBlock, PlainCharBlock, PlainTextBlock, Previewed, SynchronizedCharBlock
from site_project.blocks.links import LinkBlock, LinkFields, LinkValue, PageReferenceBlock
from site_project.blocks.lists import FactBlock, FactsBlock, FAQBlock, ResourcesBlock, StepsCardsBlock, TimelineBlock
from site_project.blocks.text import FigureBlock, FollowBlock, QuoteBlock, TextBlock

__all__ = [
    "FAQBlock",
    "FactBlock",
    "FactsBlock",
    "FigureBlock",
    "FollowBlock",
    "LinkBlock",
    "LinkFields",
    "LinkValue",
    "PageReferenceBlock",
    "PhoneBlock",
    "PlainCharBlock",
    "PlainTextBlock",
    "Previewed",
    "QuoteBlock",
    "ResourcesBlock",
    "StepsCardsBlock",
    "SynchronizedCharBlock",
    "TextBlock",
    "TimelineBlock",
    "shared_blocks",
]


def shared_blocks() -> list[tuple[str, object]]:
    """The blocks that any page body may hold, as (name, block) pairs for a StreamField."""
    return [
        ("text", TextBlock()),
        ("quote", QuoteBlock()),
        ("image", FigureBlock()),
        ("facts", FactsBlock()),
        ("resources", ResourcesBlock()),
        ("timeline", TimelineBlock()),
        ("faq", FAQBlock()),
        ("steps_cards", StepsCardsBlock()),
        ("follow", FollowBlock()),
    ]
