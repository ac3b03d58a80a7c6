"""Addresses in a line of text, and the links that come along when the source of a page is copied."""

import html
import re

from press.addresses import host_of
from press.reading.text import one_line

#: Stand around the words of a link, and around words in bold or italics.
LINK, END_OF_LINK, STRONG, END_OF_STRONG = "\ue000", "\ue001", "\ue002", "\ue003"
#: Sites that keep copies of articles: their address beside another one is the archive copy.
ARCHIVES = frozenset({"web.archive.org", "archive.org", "archive.ph", "archive.is", "archive.today", "perma.cc"})

#: Without a scheme and "www.", only with a path, on domains that outlets have.
_ADDRESS = re.compile(
    r"(?:https?://|www\.|(?<![\w@./-])(?:[a-z0-9][a-z0-9-]{0,60}\.){1,4}"
    r"(?:com|org|net|gov|edu|info|news|media|tv|fm|co|io|us|uk|ca|es|mx|ar|br|cl|pe|ve|do|gt|hn|sv|ni|cr|pa|cu|pr|ec|bo|py|uy)/(?=\w))"
    r"[^\s<>\"“”\ue000-\ue004]+",
    re.IGNORECASE,
)
_ANY_ADDRESS = re.compile(r"//|www\.|\.[a-z]{2,5}/\w", re.IGNORECASE)
_NEXT_ADDRESS = re.compile(r"[,;|](?=https?://)", re.IGNORECASE)
_SITE = re.compile(r"[a-z0-9][a-z0-9.-]{0,200}\.[a-z]{2,24}/\S*", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"(!?)\[([^\[\]]{0,600}(?:\[[^\[\]]{0,200}\][^\[\]]{0,600})?)\]"
    r"\(<?((?:https?://|www\.)[^\s()<>]{1,1200}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,800})?)>?"
    r"(?: \"[^\"]{0,300}\")?\)",
    re.IGNORECASE,
)
#: Links in the markup of chats and wikis: <address|words>, [address words], [[address][words]], [words|address].
_CHATS = re.compile(
    r"<(https?://[^\s<>|]{4,2000})\|([^<>|]{1,600})>|\[\[?(https?://[^\s\[\]|]{4,2000})(?:\]\[|\s)([^\[\]]{1,600})\]\]?"
    r"|\[([^\[\]|]{1,600})\|(https?://[^\s\[\]|]{4,2000})\]",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\[([^\[\]]{1,600})\]\[[^\[\]]{0,60}\]")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|(?<!_)_{1,2})(?=\S)([^*\n]{1,400}?)(?<=\S)\1(?![\w*])")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,9})((?:\s[^<>]{0,2000})?)/?>", re.IGNORECASE)
_LINKED = re.compile(r"<a\s([^<>]{0,2000})>(.{0,1200}?)</a>", re.IGNORECASE | re.DOTALL)
_HREF = re.compile(
    r"(?:^|\s)href\s?=\s?(?:\"\s?(https?://[^\s\"<>]+)|'\s?(https?://[^\s'<>]+)|(https?://[^\s\"'<>]+))", re.IGNORECASE
)
_AUTOLINK = re.compile(r"<(https?://[^\s<>]{4,2000})>", re.IGNORECASE)
_BOLD = frozenset({"b", "i", "em", "strong", "cite"})
#: Elements that text is formatted with. Anything else in angle brackets may be part of a headline.
_INLINE = _BOLD | {"a", "u", "span", "font", "q", "small", "time", "sup", "sub"}
ELEMENTS = _INLINE | frozenset(
    [
        *("p", "br", "li", "ul", "ol", "div", "table", "tbody", "thead", "td", "tr", "th", "section", "article"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "dl", "dt", "dd", "blockquote", "header", "footer", "img"),
    ]
)
_EMPTY_BRACKETS = re.compile(r"\(\s?\)|<\s?>|\[\s?\]")
_SPACE_BEFORE_MARK = re.compile(r"\s([,;)\]]|\.(?!\.))")
_PAIRS = {")": "(", "]": "[", "}": "{"}
#: Punctuation after an address that is looked at.
_LONGEST_ENDING = 20


def with_marks(text: str) -> tuple[str, list[str]]:
    """`text` with links in HTML and Markdown as their words, marked, bold and italics marked, and without tags that only
    format; and where the links lead."""
    urls: list[str] = []

    def marked(words: str, url: str) -> str:
        urls.append(html.unescape(url))
        return f" {LINK}{words}{END_OF_LINK} " if one_line(words) else " "

    def link(match: re.Match[str]) -> str:
        target = _HREF.search(match[1])
        return marked(_TAG.sub(" ", match[2]), target[1] or target[2] or target[3]) if target else match[2]

    if "://" in text and ("|" in text or "[" in text):
        text = _CHATS.sub(
            lambda match: marked(match[2] or match[4] or match[5], match[1] or match[3] or match[6]), text
        )
    if "<" in text:
        text = _LINKED.sub(link, text)
        text = _AUTOLINK.sub(lambda match: marked("", match[1]), text)
        text = _TAG.sub(_replaced_tag, text)
    if "](" in text:
        text = _MARKDOWN.sub(lambda match: " " if match[1] else marked(match[2], match[3]), text)
    if "][" in text:
        text = _REFERENCE.sub(rf"{LINK}\1{END_OF_LINK}", text)
    if "*" in text or "_" in text:
        for _nested in range(2):
            text = _EMPHASIS.sub(rf"{STRONG}\2{END_OF_STRONG}", text)
    return text, urls


def without_addresses(text: str) -> tuple[str, list[str]]:
    """`text` without the web addresses in it, and these."""
    found: list[str] = []
    if not _ANY_ADDRESS.search(text):
        return ("", [f"https://{text}"]) if _SITE.fullmatch(text) and host_of(text) else (text, [])

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
        return text, []
    rest = _SPACE_BEFORE_MARK.sub(r"\1", _EMPTY_BRACKETS.sub(" ", rest))
    return one_line(rest).rstrip(" :.") if text.rstrip(".>)] ").endswith(found[-1]) else one_line(rest), found


def _replaced_tag(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name not in ELEMENTS:
        return tag[0]
    if name in _BOLD:
        return END_OF_STRONG if tag[1] else STRONG
    link = _HREF.search(tag[3]) if name == "a" else None
    if link:
        return f" {html.unescape(link[1] or link[2] or link[3])} "
    return "" if name in _INLINE else " "


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
