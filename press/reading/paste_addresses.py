"""Addresses in a line of text, and the markup that comes along when a web page or its source is copied."""

import html
import re

from press.addresses import host_of
from press.reading.text import one_line

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+", re.IGNORECASE)
_NEXT_ADDRESS = re.compile(r"[,;|](?=https?://)", re.IGNORECASE)
_SITE = re.compile(r"[a-z0-9][a-z0-9.-]{0,200}\.[a-z]{2,24}/\S*", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"!?\[([^\[\]]{0,600})\]\(<?((?:https?://|www\.)[^\s()<>]{1,1200}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,800})?)>?"
    r"(?: \"[^\"]{0,300}\")?\)",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,9})((?:\s[^<>]{0,2000})?)>", re.IGNORECASE)
_HREF = re.compile(r"\shref\s?=\s?[\"']?(https?://[^\s\"'<>]+)", re.IGNORECASE)
#: Elements that text is formatted with. Anything else in angle brackets may be part of a headline.
_INLINE = frozenset(["a", "b", "i", "u", "em", "strong", "span", "font", "cite", "q"])
_ELEMENTS = _INLINE | frozenset(
    [
        *("p", "br", "li", "ul", "ol", "div", "table", "tbody", "td", "tr", "th"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    ]
)
_EMPTY_BRACKETS = re.compile(r"\(\s?\)|<\s?>|\[\s?\]")
_SPACE_BEFORE_MARK = re.compile(r"\s([,;.)\]])")
_PAIRS = {")": "(", "]": "[", "}": "{"}
#: Punctuation after an address that is looked at.
_LONGEST_ENDING = 20


def without_markup(text: str) -> str:
    """`text` with links in HTML and Markdown as "words address", and without tags that only format."""
    if "<" in text:
        text = _TAG.sub(_replaced_tag, text)
    return _MARKDOWN.sub(r" \1 \2 ", text) if "](" in text else text


def without_addresses(text: str) -> tuple[str, list[str]]:
    """`text` without the web addresses in it, and these."""
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        left = []
        for piece in _NEXT_ADDRESS.split(match[0]):
            address, ending = _split_ending(piece)
            if host_of(address):
                found.append(address if "://" in address else f"https://{address}")
                left.append(ending)
            else:
                left.append(piece)
        return f" {' '.join(left)} "

    rest = one_line(_ADDRESS.sub(take, text))
    if not found:
        return ("", [f"https://{text}"]) if _SITE.fullmatch(text) and host_of(text) else (text, [])
    rest = _SPACE_BEFORE_MARK.sub(r"\1", _EMPTY_BRACKETS.sub(" ", rest))
    return one_line(rest).rstrip(" :.") if text.rstrip(".>)] ").endswith(found[-1]) else one_line(rest), found


def _replaced_tag(tag: re.Match[str]) -> str:
    if tag[2].lower() not in _ELEMENTS:
        return tag[0]
    link = _HREF.search(tag[3]) if tag[2].lower() == "a" else None
    if link:
        return f" {html.unescape(link[1])} "
    return "" if tag[2].lower() in _INLINE else " "


def _split_ending(text: str) -> tuple[str, str]:
    """An address, and the punctuation of the sentence around it that stuck to its end."""
    end = len(text)
    while end > max(0, len(text) - _LONGEST_ENDING):
        last = text[end - 1]
        unpaired = last in _PAIRS and text.count(last, 0, end) > text.count(_PAIRS[last], 0, end)
        if last not in ".,;:!?'’”»*" and not unpaired:
            break
        end -= 1
    return text[:end], text[end:]
