"""Coverage in schema.org's terms: who published what, when, in which language (https://schema.org/CreativeWork)."""

import logging
from collections.abc import Iterable
from typing import Any

from press.enums import ClippingKind
from press.newsroom.blocks.press_list import shown
from press.newsroom.citations import Citation
from site_project.page_cache.parts import kept

logger = logging.getLogger(__name__)

#: A kind of coverage as a type of schema.org.
TYPES = {
    ClippingKind.ARTICLE: "ReportageNewsArticle",
    ClippingKind.OPINION: "OpinionNewsArticle",
    ClippingKind.TV: "TVClip",
    ClippingKind.RADIO: "RadioClip",
}


def creative_work(citation: Citation) -> dict[str, Any]:
    """One piece of coverage. Only what is known: no author, address or copy is made up."""
    data: dict[str, Any] = {
        "@type": TYPES.get(ClippingKind(citation.kind), "NewsArticle"),
        "headline": citation.headline,
        "inLanguage": citation.lang,
        "datePublished": citation.date.isoformat(),
        "publisher": {"@type": "NewsMediaOrganization", "name": citation.outlet_name},
    }
    if citation.author:
        data["author"] = {"@type": "Person", "name": citation.author}
    if citation.url:
        data["url"] = citation.url
    if citation.archive_url:
        data["archivedAt"] = citation.archive_url
    return data


def works(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    """Pieces of coverage, each once, in their order."""
    return list({citation.pk: creative_work(citation) for citation in citations}.values())


def citations_for(page: Any, request: Any) -> dict[str, Any]:
    """What a page says of itself whose press lists show coverage: it cites it (https://schema.org/citation)."""
    return kept(request, ("citations", page.pk), lambda: _citations_for(page, request))


def _citations_for(page: Any, request: Any) -> dict[str, Any]:
    found: list[Citation] = []
    for section in page.sections:
        if section.block.block_type == "press_list":
            try:
                found += shown(section.block.value, page, request)
            except Exception:  # the page shows a note in its place: see `section_block`
                logger.warning("A press list of page %s cannot be read.", page.pk, exc_info=True)
    cited = works(found)
    return {"citation": cited} if cited else {}


def list_page(citations: Iterable[Citation], count: int) -> dict[str, Any]:
    """What a page that lists coverage says of itself: these are `citations`, out of `count`."""
    items = works(citations)
    if not items:
        return {}
    return {
        "@type": "CollectionPage",
        "mainEntity": {"@type": "ItemList", "numberOfItems": count, "itemListElement": items},
    }
