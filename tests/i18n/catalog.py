"""The catalogs of locale/, read from their sources."""

import re
from pathlib import Path

import polib
from django.conf import settings

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def files():
    """Every catalog of the site."""
    return sorted(file for folder in settings.LOCALE_PATHS for file in Path(folder).glob("*/LC_MESSAGES/*.po"))


def own_entries(code):
    """The entries of the site's own catalog in a language."""
    file = Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.po"
    return [entry for entry in polib.pofile(str(file)) if not entry.obsolete]


def pairs(entry):
    """(original, translation) of an entry, plural forms included."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid if number == 0 else entry.msgid_plural, text) for number, text in entry.msgstr_plural.items()]


def words(text):
    """The words of a text in lower case, without its placeholders and tags."""
    plain = re.sub(r"<[^>]*>", " ", PLACEHOLDER.sub(" ", text))
    return [word.lower() for word in re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)*", plain)]


class Messages:
    """Tells whether a text is what one of some messages can become."""

    def __init__(self, texts):
        self._wholes, self._patterns = set(), []
        for text in texts:
            first, *others = (_plain(piece) for piece in PLACEHOLDER.split(f" {text} ".replace("%%", "%")))
            if others:
                pieces = map(re.escape, (first, *others))
                self._patterns.append(re.compile(r"\s*.*?\s*".join(pieces), re.IGNORECASE))
            else:
                self._wholes.add(first)

    def __contains__(self, text):
        return text.lower() in self._wholes or any(pattern.fullmatch(text) for pattern in self._patterns)


def _plain(text):
    return " ".join(text.split()).lower()


def messages(code, side, least_words=2):
    """The site's messages that the language `code` says differently, as texts: `side` 0 for the original's, 1 for the
    translation's. Short ones are left out: a word alone can be both languages', and so can words between placeholders."""
    return [
        pair[side]
        for entry in own_entries(code)
        for pair in pairs(entry)
        if pair[1]
        and pair[0] != pair[1]
        and any(len(words(piece)) >= least_words for piece in PLACEHOLDER.split(pair[side]))
    ]
