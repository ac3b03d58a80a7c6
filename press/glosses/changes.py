"""What changed between two versions of a text, by words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
#: Where less than this share of the words stays, the versions are shown whole, one after the other.
_TOO_DIFFERENT = 0.3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    text: str
    is_old: bool = False
    is_new: bool = False


def pieces(old: str, new: str) -> list[Piece]:
    """Both versions as one text, in pieces."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _TOO_DIFFERENT:
        return [Piece(old, is_old=True), Piece(" "), Piece(new, is_new=True)]
    return list(_pieces(matcher, before, after))


def _pieces(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> Iterator[Piece]:
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("".join(after[new_from:new_to]))
            continue
        if old_from < old_to:
            yield Piece("".join(before[old_from:old_to]), is_old=True)
        if new_from < new_to:
            yield Piece("".join(after[new_from:new_to]), is_new=True)
