"""A translation carries what its original carries: the same placeholders, tags and edges, and words of its own."""

import re
from collections import Counter

import polib
import pytest

from tests.i18n.catalog import PLACEHOLDER, files, pairs, words

#: Texts of several words that are the same in Spanish, and why.
SAME = {
    "Elena Duarte": "a person's name",
}
FILES = pytest.mark.parametrize("file", files(), ids=lambda file: "-".join(file.parts[-4:-2]))


def entries(file):
    return [entry for entry in polib.pofile(str(file)) if not entry.obsolete]


def unfit(file, fits):
    return [pair for entry in entries(file) for pair in pairs(entry) if pair[1] and not fits(entry, *pair)]


@FILES
def test_placeholders_are_kept(file):
    def fits(entry, original, translation):
        wanted, given = (Counter(PLACEHOLDER.findall(text)) for text in (original, translation))
        # "one result" need not repeat the number.
        return (
            set(given) <= set(wanted) if entry.msgid_plural and original == entry.msgid else set(given) == set(wanted)
        )

    assert unfit(file, fits) == []


@FILES
def test_tags_are_kept(file):
    def fits(entry, original, translation):
        return Counter(re.findall(r"</?\w+", original)) == Counter(re.findall(r"</?\w+", translation))

    assert unfit(file, fits) == []


@FILES
def test_edges_are_kept(file):
    def edges(text):
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    assert unfit(file, lambda entry, original, translation: edges(original) == edges(translation)) == []


@FILES
def test_plurals_have_all_their_forms(file):
    forms = int(re.search(r"nplurals=(\d)", polib.pofile(str(file)).metadata["Plural-Forms"])[1])
    short = [
        entry.msgid
        for entry in entries(file)
        if entry.msgid_plural and (len(entry.msgstr_plural) != forms or not all(entry.msgstr_plural.values()))
    ]
    assert short == []


@FILES
def test_nothing_is_left_in_english(file):
    copies = [
        original
        for entry in entries(file)
        for original, translation in pairs(entry)
        if len(words(original)) > 1 and words(original) == words(translation) and original not in SAME
    ]
    assert copies == []
