"""Helpers for plain text."""

import re
import unicodedata
from collections.abc import Iterable

ELLIPSIS = "…"

#: How the types of contents begin that are text, and worth compressing.
TEXT_TYPES = (
    "text/",
    "application/atom+xml",
    "application/javascript",
    "application/json",
    "application/ld+json",
    "application/manifest+json",
    "application/rss+xml",
    "application/xml",
    "image/svg+xml",
)


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


#: Control characters other than tabs and line breaks, halves of surrogate pairs, and what is no character at all.
#: PostgreSQL refuses U+0000, XML (1.0, 2.2) has no place for the others.
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def strip_control_characters(text: str, replacement: str = "") -> str:
    """`text` as any database and any XML take it. Tabs and line breaks stay."""
    return _CONTROL_CHARACTERS.sub(replacement, text)


def strip_accents(text: str) -> str:
    """`text` to compare by: without accents and case, compatibility characters spelled out (NFKD)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def parse_id(text: object) -> int | None:
    """The primary key in what somebody sent; None where it is none. SQLite's integers have eight bytes."""
    digits = str(text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None


def parse_ids(texts: Iterable[object]) -> list[int]:
    """The primary keys among what somebody sent."""
    return [pk for text in texts if (pk := parse_id(text)) is not None]


def collapse_whitespace(text: str) -> str:
    """`text` with every run of white space as one space, and without control characters."""
    return " ".join(strip_control_characters(text).split())


#: Quotation marks that a quotation can be enclosed in: opening, closing.
_QUOTES = (("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"), ("‚", "‘"), ("‹", "›"), ('"', '"'), ("'", "'"))


def with_site_name(title: str, site_name: str) -> str:
    """As in "Events – Local Progress", for titles that are read away from the site."""
    return title if not site_name or site_name in title else f"{title} – {site_name}"


def strip_quotes(text: str) -> str:
    """A quotation without the marks around it: the page adds those of its language. Marks within it stay."""
    text = text.strip()
    for opening, closing in _QUOTES:
        inner = text[1:-1]
        if (
            len(text) > 2
            and text[0] == opening
            and text[-1] == closing
            and opening not in inner
            and closing not in inner
        ):
            return inner.strip()
    return text


def tel_uri(number: str) -> str:
    """The `tel:` address (RFC 3966) of a printed number. Ten digits, or eleven with 1 in front, are taken for a North
    American number. Of a row of numbers ("212-555-0142/43") it is the first."""
    first, _slash, _others = number.partition("/")
    if sum(character.isdigit() for character in first) >= 10:
        number = first
    digits = "".join(character for character in number if character.isdigit())
    if number.strip().startswith("+") or (len(digits) == 11 and digits[0] == "1"):
        return f"tel:+{digits}"
    return f"tel:+1{digits}" if len(digits) == 10 else f"tel:{digits}"


#: Longer queries are cut: nobody types them, and an index lookup per word is not free.
MAX_QUERY_LENGTH = 200
MAX_QUERY_WORDS = 12


#: Combining diacritical marks.
_ACCENTS = re.compile("[\u0300-\u036f]")


def clean_query(query: str) -> str:
    """What a visitor typed, reduced to words. Empty when nothing is left to look for.

    FTS5 refuses NUL bytes, and reads quotes and operators as syntax; words are all that either database needs. An
    accent that was typed as a character of its own, as some systems do, would end a word.
    """
    composed = unicodedata.normalize("NFC", query[: MAX_QUERY_LENGTH * 4].replace("\x00", " "))
    words = re.findall(r"[^\W_]+", _ACCENTS.sub("", composed))
    return " ".join(words[:MAX_QUERY_WORDS])[:MAX_QUERY_LENGTH].strip()
