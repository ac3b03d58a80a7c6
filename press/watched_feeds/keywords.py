"""Which entries of a feed are wanted: those with one of the feed's words or phrases."""

from __future__ import annotations

from press.imports.reading.text import normalize_for_matching


def wanted(words: str, *texts: str) -> bool:
    """Whether one of `words` (one word or phrase to a line) stands in one of `texts`, as whole words, without regard to
    case, accents and punctuation. Without any words, everything is wanted."""
    phrases = [phrase for phrase in (_words(line) for line in words.splitlines()) if phrase]
    if not phrases:
        return True
    padded = [f" {_words(text)} " for text in texts]
    return any(f" {phrase} " in text for phrase in phrases for text in padded)


def _words(text: str) -> str:
    """The words of `text`, folded: "Mexico's" is about Mexico."""
    return normalize_for_matching(text.replace("'", " ").replace("’", " "))
