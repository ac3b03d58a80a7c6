"""The JSON-LD (schema.org) of a page, which publishers keep right for search engines."""

import json
from collections.abc import Iterator
from typing import Any

from press.addresses import normalized
from press.fetching.page import Page, clean_text

MAX_NODES = 500

#: Types that are a piece of coverage, in the order in which they are preferred.
_ARTICLES = ("newsarticle", "article", "posting", "report", "review")
_RECORDINGS = ("videoobject", "audioobject", "podcastepisode", "radioepisode", "tvepisode")

Node = dict[str, Any]


def find_article(page: Page, url: str) -> Node:
    """The node that describes the article of the page at `url`; empty when there is none."""
    nodes = list(_nodes(page))
    for kinds in (_ARTICLES, _RECORDINGS):
        found = [node for node in nodes if _is_a(node, kinds) and (node.get("headline") or node.get("name"))]
        if found:  # several: pages describe further articles too, but seldom before their own
            return next((node for node in found if _is_at(node, url)), found[0])
    return {}


def is_recording(node: Node) -> bool:
    """Whether a node describes a video or a broadcast."""
    return _is_a(node, _RECORDINGS)


def names(value: object) -> list[str]:
    """The names of persons or organizations, given as texts, as objects, or as a list of either."""
    if isinstance(value, list):
        return [name for item in value[:20] for name in names(item)]
    if isinstance(value, dict):
        return names(value.get("name"))
    name = clean_text(value)
    return [name] if name else []


def language_code(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return clean_text(value)


def is_false(value: object) -> bool:
    """Whether a value says no: the word is written in many ways."""
    return value is False or clean_text(value).lower().rsplit("/", 1)[-1] in {"false", "no"}


def _is_a(node: Node, kinds: tuple[str, ...]) -> bool:
    types = node.get("@type")
    types = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.lower().endswith(kinds) for name in types)


def _is_at(node: Node, url: str) -> bool:
    stated = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
    stated = [item.get("@id") if isinstance(item, dict) else item for item in stated]
    return any(isinstance(item, str) and normalized(clean_text(item)) == normalized(url) for item in stated)


def _nodes(page: Page) -> Iterator[Node]:
    """The nodes that can be about the page itself: none that are parts of others, such as lists of further articles."""
    count = 0
    for script in page.scripts:
        waiting = [_parsed(script)]
        while waiting and count < MAX_NODES:
            value = waiting.pop(0)
            count += 1
            if isinstance(value, list):
                waiting = value[:MAX_NODES] + waiting
            elif isinstance(value, dict):
                yield value
                waiting += [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]


def _parsed(script: str) -> Any:
    script = script.strip()
    for mark in ("<!--", "//", "<![CDATA["):
        script = script.removeprefix(mark).lstrip()
    for mark in (";", "-->", "]]>", "//", ";"):
        script = script.removesuffix(mark).rstrip()
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None
