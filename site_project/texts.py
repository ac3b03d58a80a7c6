"""Plain-text helpers: excerpts cut at a word, text of rich content."""

from __future__ import annotations

import html as entities
import re

from django.utils.html import strip_tags

ELLIPSIS = "…"


def excerpt(text: str, limit: int = 160) -> str:
    """`text` on one line, at most `limit` characters long, cut at the end of a word and closed with an ellipsis.

    A text that fits is returned whole. Punctuation that a cut leaves dangling is dropped. A single word longer than
    the limit is cut within, since there is no better place.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    room = limit - len(ELLIPSIS)
    cut = text[: room + 1].rpartition(" ")[0] or text[:room]
    return re.sub(r"[\s,;:.–—(¿¡“\"']+$", "", cut) + ELLIPSIS


def plain(html: str) -> str:
    """The text of a piece of HTML, blocks separated by spaces."""
    spaced = re.sub(r"(?i)</(p|h[1-6]|li|div|blockquote)>|<br\s*/?>", " ", html)
    return " ".join(entities.unescape(strip_tags(spaced)).split())
