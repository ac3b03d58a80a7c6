"""The two texts of a clipping that are ours, as wagtail-localize keeps them.

It keeps a text as a scrap of HTML ("String"): characters escaped, line breaks as `<br/>`. Here is the way there and back,
for plain text, and the same comparison for Python and for the database.
"""

import hashlib
import re
import uuid
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from django.db.models import Expression, TextField, Value
from django.db.models.functions import Replace
from django.utils.text import normalize_newlines
from wagtail_localize.models import TranslationContext
from wagtail_localize.strings import StringValue

from site_project.text import collapse_whitespace, strip_control_characters

#: What is translated of a clipping; also wagtail-localize's paths.
FIELDS: Final = ("gloss", "note")

#: In this order: what comes first escapes the others.
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
#: What a comparison passes over: wagtail-localize itself changes some of it.
_SPACES = (" ", "\t", "\n", "\r", "\f")
_BREAK = "<br/>"
_PASSED_OVER = re.compile("<br/>|[ \t\n\r\f]")
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
#: Where less than this share of the words stays, two versions are shown whole, one after the other.
_TOO_DIFFERENT = 0.3


def path_id(field: str) -> uuid.UUID:
    """What wagtail-localize finds the context of a field by."""
    return TranslationContext._get_path_id(field)


def as_data(text: str) -> str:
    """A plain text as wagtail-localize keeps it. HTML in it stays text."""
    return StringValue.from_plaintext(text).data


def as_text(data: str) -> str:
    """What wagtail-localize keeps, as it writes it into a plain field."""
    return StringValue(data).render_text()


def tidy(field: str, typed: str) -> str:
    """What somebody typed, as it is kept: no control characters, no space at the ends, a gloss on one line."""
    if field == "gloss":
        return collapse_whitespace(typed)
    lines = normalize_newlines(strip_control_characters(typed)).replace("\t", " ").strip().split("\n")
    return "\n".join(line.strip() for line in lines)


def fingerprint(text: str) -> str:
    """Tells whether a text is still what somebody saw: 16 hexadecimal digits."""
    # Browsers send every line break as CR LF.
    return hashlib.sha256(normalize_newlines(text).strip().encode()).hexdigest()[:16]


def essence(data: str) -> str:
    """What wagtail-localize keeps, without its white space, to compare by."""
    return _PASSED_OVER.sub("", data)


def essence_in_database(data: object) -> Expression:
    """`essence` of a column that holds what wagtail-localize keeps."""
    return _replaced(data, dict.fromkeys((_BREAK, *_SPACES), ""))


def essence_of_plain_in_database(text: object) -> Expression:
    """`essence(as_data(…))` of a column that holds plain text."""
    return _replaced(text, {**dict.fromkeys(_SPACES, ""), **_ESCAPES})


def _replaced(text: Any, replacements: dict[str, str]) -> Expression:
    for old, new in replacements.items():
        text = Replace(text, Value(old), Value(new), output_field=TextField())
    return text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    text: str
    is_old: bool = False
    is_new: bool = False


def pieces(old: str, new: str) -> list[Piece]:
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
