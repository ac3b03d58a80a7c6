"""The two texts of a clipping that are ours, as wagtail-localize keeps them.

It keeps a text as a scrap of HTML ("String"): characters escaped, line breaks as `<br/>`. Here is the way there and back,
for plain text, and the same comparison for Python and for the database.
"""

import re
import uuid
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
