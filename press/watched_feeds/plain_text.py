"""Plain text from the HTML that feeds put into titles and summaries."""

from __future__ import annotations

import html
import re

from lxml import etree

from press.reading.text import one_line

#: Elements whose content nobody reads.
_HIDDEN = frozenset({"script", "style", "template"})
#: Elements that do not end a word: "<b>c</b>ity" is one.
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u"}
)
#: A character reference that is still there was escaped twice.
_REFERENCE = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|lt|gt|quot|apos|nbsp);", re.IGNORECASE)


class _Text:
    """Hears from the parser what it meets, and keeps the text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._hidden = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._hidden += tag in _HIDDEN
        self._break(tag)

    def end(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN
        self._break(tag)

    def data(self, data: str) -> None:
        if not self._hidden:
            self._parts.append(data)

    def close(self) -> str:
        return "".join(self._parts)

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            self._parts.append(" ")


def plain_text(markup: str) -> str:
    """`markup` without its markup, on one line.

    It is read by lxml, which is locked: how Python's own parser takes broken markup depends on the patch level.
    """
    # Bytes, since a declaration of the character set in the text would be obeyed.
    parser = etree.HTMLParser(target=_Text(), encoding="utf-8")
    parser.feed(markup.replace("\0", "").encode("utf-8", "replace"))
    text: str = parser.close()
    return one_line(html.unescape(text) if _REFERENCE.search(text) else text)
