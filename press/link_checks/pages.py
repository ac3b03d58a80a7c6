"""What a page says about itself: not found, only for subscribers, or hidden behind a check.

The text comes from anywhere, up to the size limit of a check. So nothing here takes longer than a few passes over it:
no pattern starts over at every character.
"""

from __future__ import annotations

import html
import re

from press.fetching.error_pages import is_error_title
from press.fetching.headlines import strip_site_name, suffix

#: Said in a title or first heading instead of with status 404.
_NOT_FOUND = re.compile(
    r"""
    (?:^|\W)404(?:\W*$|\W.{0,20}(?:not\ found|error|encontrad[ao]|introuvable)) | (?:error|erreur|fehler)\W{0,3}404
    | ^\W*(?:sorry,?\ )?(?:we\ )?(?:the\ )?(?:page|article|story|content|document|file)?\W*not\ found\b
    | \b(?:page|article|story|content|item)\ (?:you\ (?:requested|are\ looking\ for)\ )?
      (?:(?:is|was|has\ been|could|can)?\ ?(?:not|n.t)\ (?:be\ )?found|cannot\ be\ found|has\ been\ removed
        |does\ not\ exist|doesn.t\ exist|(?:is\ )?no\ longer\ (?:available|exists)|(?:is\ )?unavailable)
    | \b(?:p[aá]gina|art[ií]culo|nota|noticia|contenido)\ (?:que\ busca[s]?\ )?
      (?:no\ (?:fue\ |ha\ sido\ |se\ ha\ |se\ )?encontrad[ao]|no\ se\ encuentra|no\ existe
        |(?:ya\ )?no\ est[aá]\ disponible|n[aã]o\ encontrad[ao])
    | \bpage\ (?:introuvable|non\ trouv[eé]e) | \bseite\ (?:wurde\ )?nicht\ gefunden | \bpagina\ non\ trovata
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: https://schema.org/isAccessibleForFree, as JSON-LD or microdata.
_NOT_FREE = re.compile(
    r"isAccessibleForFree[\"']?\s*(?::|\scontent\s*=)\s*[\"']?\s*(?:https?://schema\.org/)?false", re.IGNORECASE
)
#: https://developers.facebook.com/docs/instant-articles (Open Graph's `article:content_tier`).
_TIER = re.compile(
    r"article:content_tier[\"']\s{0,9}content\s{0,9}=\s{0,9}[\"'](?:locked|metered)"
    r"|content\s{0,9}=\s{0,9}[\"'](?:locked|metered)[\"']\s{0,9}(?:property|name)=[\"']article:content_tier",
    re.IGNORECASE,
)
_OPENING = {name: re.compile(rf"<{name}\b[^<>]*>", re.IGNORECASE) for name in ("title", "h1")}
_CLOSING = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in _OPENING}
_TAG = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"\s+")
#: Characters: what is longer is no title, and is not looked at.
LONGEST_TITLE = 500


def says_not_found(text: str) -> bool:
    """Whether the title or the first heading of an HTML page says that the page is not there."""
    return any(_NOT_FOUND.search(_element(text, name)) for name in _OPENING)


def hides_piece(text: str) -> bool:
    """Whether the title is that of a check for robots, a question for consent or the like, in place of a headline."""
    title = _element(text, "title")
    return is_error_title(strip_site_name(title, [suffix(title)]))


def says_paywall(text: str) -> bool:
    """Whether an HTML page declares a paywall."""
    return bool(_NOT_FREE.search(text) or _TIER.search(text))


def _element(text: str, name: str) -> str:
    """The words of the first element `name`, in one line; empty without one."""
    opened = _OPENING[name].search(text)
    if not opened:
        return ""
    inner = text[opened.end() : opened.end() + LONGEST_TITLE]
    if closed := _CLOSING[name].search(inner):
        inner = inner[: closed.start()]
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", inner))).strip()
