"""Two versions of a text: what changed from one to the other, and whether they are the same."""

import hashlib
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.text import normalize_newlines

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
#: Where less than this share of the words stays, two versions are shown whole, one after the other.
_TOO_DIFFERENT = 0.3


def fingerprint(text: str) -> str:
    """Tells whether a text is still what somebody saw: 16 hexadecimal digits."""
    # Browsers send every line break as CR LF.
    return hashlib.sha256(normalize_newlines(text).strip().encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    text: str
    is_old: bool = False
    is_new: bool = False


def diff_words(old: str, new: str) -> list[Piece]:
    """Both versions as one text, in pieces that differ by words."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _TOO_DIFFERENT:
        return [Piece(old, is_old=True), Piece(" "), Piece(new, is_new=True)]
    found = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        came = "".join(after[new_from:new_to])
        if kind == "equal":
            found.append(Piece(came))
        else:
            found += [Piece("".join(before[old_from:old_to]), is_old=True), Piece(came, is_new=True)]
    return [piece for piece in found if piece.text]
