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


def pattern(text):
    """A regular expression for all that a message can become."""
    pieces = [re.escape(" ".join(piece.split())) for piece in re.split(PLACEHOLDER, f" {text} ".replace("%%", "%"))]
    return re.compile(r"\s*.*?\s*".join(pieces), re.IGNORECASE)


def messages(code, side, least_words=2):
    """Patterns of the site's messages that the language `code` says differently: `side` 0 for the original's, 1 for
    the translation's. Short ones are left out: a word alone can be both languages', and so can words between
    placeholders."""
    return [
        pattern(pair[side])
        for entry in own_entries(code)
        for pair in pairs(entry)
        if pair[1]
        and pair[0] != pair[1]
        and any(len(words(piece)) >= least_words for piece in PLACEHOLDER.split(pair[side]))
    ]
