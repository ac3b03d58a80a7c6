"""Text as it is compared, and text without what cannot be stored or seen."""

import html
import re
from functools import lru_cache

from site_project.text import strip_accents, strip_control_characters

#: Characters that nobody sees and that nobody means in a headline: zero-width space, word joiner, byte order mark,
#: soft hyphen. Joiners (U+200C, U+200D) stay: they change how Persian, Hindi and emoji look.
_INVISIBLE = dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0x00AD))
_SPACES = re.compile(r"\s+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_NOT_WORD = re.compile(r"[\W_]+")
#: Joiners and marks of direction at the ends of a text join and direct nothing.
_EDGES = " \t\r\n\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def one_line(text: str) -> str:
    """`text` as it is read: one line, character references resolved, without what cannot be seen, trimmed."""
    if text.isascii() and text.isprintable() and "&" not in text:
        return " ".join(text.split())
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    text = strip_control_characters(_SPACES.sub(" ", text)).translate(_INVISIBLE)
    return _SPACES.sub(" ", text).strip(_EDGES)


@lru_cache(maxsize=5000)
def normalize_for_matching(text: str) -> str:
    """`text` for comparison: lower case, without accents and punctuation, words separated by one space."""
    return _NOT_WORD.sub(" ", strip_accents(text).replace("&", " and ").replace("'", "").replace("’", "")).strip()
