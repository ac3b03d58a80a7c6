"""The lines of a text, which may be the source of a page: there, elements end a line, and the ends of lines within
elements do not."""

import re
from collections.abc import Iterator

from press.reading.text import one_line
from site_project.text import strip_control_characters

#: The number of a line (from 1), what stood there, and what is to be read of it.
Source = tuple[int, str, str]

#: Everything that an editor, a spreadsheet or a mail program ends a line with.
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BLOCK_TAG = re.compile(
    r"<(/?)(br|p|li|ul|ol|div|table|tbody|thead|tr|td|th|section|article|h[1-6]|hr|dl|dt|dd|blockquote|header|footer)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_LINE_END = re.compile(f"{_BLOCK_TAG.pattern}|\\n", re.IGNORECASE)
#: Within these, the ends of lines are spaces; after them, something new begins.
_CONTAINERS = frozenset({"p", "li", "div", "tr", "article", "section", "dd", "blockquote"})
_ANY_TAG = re.compile(r"</?([a-z][a-z0-9]{0,9})(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)


def sources(text: str) -> Iterator[Source]:
    """The lines of `text`, blank ones included."""
    if _BLOCK_TAG.search(text):
        yield from _of_html(_BREAK.sub("\n", text))
        return
    for number, raw in enumerate(_BREAK.split(text), start=1):
        yield number, strip_control_characters(raw), raw


def _of_html(text: str) -> Iterator[Source]:
    """Tags alone go with what follows them, or with the last line."""
    start, number = 0, 1
    held: Source | None = None
    for source, end, new_block in _ends(text):
        piece = text[start:end]
        raw = strip_control_characters(piece).strip("\n")
        if source:
            if held:
                yield held
            held = (number + len(piece) - len(piece.lstrip("\n")), raw, source)
        elif end == len(text) and raw:
            held = (held[0], f"{held[1]}\n{raw}", held[2]) if held else (number, raw, source)
        elif raw:
            continue
        if new_block:
            if held:
                yield held
                held = None
            yield number, "", ""
        number += piece.count("\n")
        start = end
    if held:
        yield held


def _ends(text: str) -> Iterator[tuple[str, int, bool]]:
    """Where lines end, in HTML: what stands on them (with tabs between the cells of a table), and whether something new
    begins after them."""
    source, place, depth, row = "", 0, 0, False
    for end in [*_LINE_END.finditer(text), None]:
        source += text[place : end.start() if end else len(text)]
        place = end.end() if end else len(text)
        name, closing = (end[2] or "").lower() if end else "", bool(end and end[1])
        if name in {"td", "th"} and closing:
            source += "\t"
            continue
        if name == "tr":
            row = not closing
        elif end and (row or (not name and depth)):
            source += " "
            continue
        if name in _CONTAINERS:
            depth = max(0, depth + (-1 if closing else 1))
        filled = bool(one_line(_ANY_TAG.sub("", source)) or "href" in source)
        ended = (closing and name in _CONTAINERS and name != "tr") if filled else bool(end) and not name and not depth
        yield source if filled else "", place, ended
        source = ""
