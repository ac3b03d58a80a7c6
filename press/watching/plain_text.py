"""Plain text from the HTML that feeds put into titles and summaries."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from press.intake.folding import one_line

#: Elements whose content nobody reads.
_HIDDEN = frozenset({"script", "style", "template"})
#: Elements that do not end a word: "<b>c</b>ity" is one.
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u"}
)
#: A character reference that is still there was escaped twice.
_REFERENCE = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|lt|gt|quot|apos|nbsp);", re.IGNORECASE)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    @property
    def hides(self) -> bool:
        """Whether what follows is inside something that nobody reads."""
        return bool(self._hidden)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            self.parts.append(" ")


def plain_text(markup: str) -> str:
    """`markup` without its markup, on one line."""
    parser = _Text()
    # What opens there is never closed: the parser would look for the end of each "<" anew.
    end = markup.rfind(">") + 1
    try:
        parser.feed(markup[:end])
        parser.close()
    except AssertionError:  # sections that are marked like nothing in HTML: "<![<"
        parser.parts = [markup[:end]]
    tail = "" if parser.hides else html.unescape(markup[end:])
    text = "".join([*parser.parts, tail])
    return one_line(html.unescape(text) if _REFERENCE.search(text) else text)
