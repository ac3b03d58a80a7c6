"""Text as it is compared, and text without what cannot be stored or seen."""

from __future__ import annotations

import html
import re
import unicodedata

#: Characters that nobody sees and that nobody means in a headline: zero-width space, word joiner, byte order mark,
#: soft hyphen. Joiners (U+200C, U+200D) stay: they change how Persian, Hindi and emoji look.
_INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0x00AD))
#: Control characters other than tabs and line breaks: PostgreSQL refuses U+0000, browsers show boxes. Halves of
#: surrogate pairs cannot be stored at all.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_NOT_WORD = re.compile(r"[\W_]+")
#: Joiners and marks of direction at the ends of a text join and direct nothing.
_EDGES = " \t\r\n\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def storable(text: str) -> str:
    """`text` as any database takes it: without control characters other than tabs and line breaks."""
    return _CONTROL.sub("", text)


def collapse_whitespace(text: str) -> str:
    """`text` as it is read: one line, character references resolved, without what cannot be seen, trimmed."""
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    text = _CONTROL.sub("", _SPACES.sub(" ", text)).translate(_INVISIBLE)
    return _SPACES.sub(" ", text).strip(_EDGES)


def folded(text: str) -> str:
    """`text` for comparison: lower case, without accents and punctuation, words separated by one space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", plain.replace("&", " and ").replace("'", "").replace("’", "")).strip()
