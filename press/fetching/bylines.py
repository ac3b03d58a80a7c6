"""Who published and who wrote an article."""

import logging
import re
from collections.abc import Iterable

from lxml import etree, html

from press.fetching import headlines, json_ld
from press.fetching.page import Page

LOGGER = logging.getLogger(__name__)

_SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher")
_AUTHOR_NAMES = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
)
#: What editorial systems put where a name should be.
_NOBODY = re.compile(
    r"(?:admin(?:istrator)?|editor|staff|webmaster|guest|unknown|none|null)|.*(?:https?:|@|www\.).*"
    r"|(?:by|por|authors?|autor(?:a|es|as)?|name|nombre|(?:last updated|posted on|published on)\b.*)",  # labels
    re.IGNORECASE,
)
#: Bylines are not longer; what is, is a whole biography.
_LONGEST_BYLINE = 200


def outlet_name(page: Page, node: json_ld.Node, host: str) -> str:
    """The name that a site goes by; empty when the page does not say."""
    candidates = [page.metas.get(_SITE_NAMES[0], "")]
    candidates += json_ld.names(node.get("publisher"))
    candidates += [page.metas.get(name, "") for name in _SITE_NAMES[1:]]
    for candidate in candidates:
        if candidate and not candidate.startswith(("http:", "https:", "@")):
            return candidate[:160]
    last = headlines.suffix(page.title)
    return last[:160] if headlines.is_host(last, host) else ""


def author(page: Page, node: json_ld.Node, site_names: Iterable[str]) -> str:
    """The authors, separated by commas; empty when the page does not say. The outlet is none."""
    outlets = list(site_names)

    def is_person(name: str) -> bool:
        return bool(name) and not _NOBODY.fullmatch(name) and not any(headlines.is_same(name, own) for own in outlets)

    names = [name for name in json_ld.names(node.get("author")) if is_person(name)]
    names = names or _names_in_bylines(page)
    return ", ".join(dict.fromkeys(name for name in names if is_person(name)))[:200]


def _names_in_bylines(page: Page) -> list[str]:
    """The names in what pages have for people to read ("By Ana Example and Ben Sample")."""
    from trafilatura import extract_metadata  # noqa: PLC0415 takes half a second

    try:
        found = extract_metadata(_byline_only(page)).author
    except Exception:  # an article without an author is better than none
        LOGGER.warning("The byline of a page cannot be read.", exc_info=True)
        return []
    return [name.strip() for name in (found or "").split(";")]


def _byline_only(page: Page) -> html.HtmlElement:
    """A small page with nothing but what says who wrote it.

    The library that reads bylines is thorough: what strangers send, with its attributes of megabytes, could keep it
    busy for hours.
    """
    root = html.document_fromstring("<html><head><title>-</title></head><body></body></html>")
    head, body = root
    for name in _AUTHOR_NAMES:
        if (value := page.metas.get(name)) and not _NOBODY.fullmatch(value):
            etree.SubElement(head, "meta", name=name, content=value[:_LONGEST_BYLINE])
    for text in page.bylines:
        if len(text) <= _LONGEST_BYLINE:
            etree.SubElement(body, "span", {"class": "byline"}).text = text
    return root
