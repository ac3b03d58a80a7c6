"""What a translated string may hold: simple tags and text, by the HTML standard's own rule for where markup begins."""

import re

from wagtail_localize.strings import INLINE_TAGS

_NAMES = "|".join(INLINE_TAGS)
#: A tag that a string may hold: no attributes, but for the number of a link.
TAG = re.compile(rf"</?(?:{_NAMES})\s*/?>|<a\s+id\s*=\s*([\"']?)[\w-]+\1\s*>", re.IGNORECASE | re.ASCII)
#: Where a browser sees markup begin (HTML standard, "tag open state"). Any other "<" is a character.
MARKUP = re.compile(r"<[a-z/!?]", re.IGNORECASE | re.ASCII)


def holds_foreign_markup(data: str) -> bool:
    """Whether a browser may find anything but plain inline tags in a string."""
    return bool(MARKUP.search(TAG.sub(" ", data)))
