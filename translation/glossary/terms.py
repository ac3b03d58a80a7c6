"""Terms of the glossary in texts, and what their translations say instead."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from site_project.text import strip_accents
from translation.glossary.models import Term
from translation.quality.findings import Finding


@dataclass(frozen=True, slots=True)
class Match:
    """A term where it stands in a text: `text[start:end]`."""

    term: Term
    start: int
    end: int


class Glossary:
    """The terms between two languages, for many texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {_folded(term.text): term for term in terms}
        # The longest first: "elected official" before "official".
        phrases = sorted(self._terms, key=len, reverse=True)
        groups = "|".join(f"(?P<t{number}>{_with_plurals(phrase)})" for number, phrase in enumerate(phrases))
        self._by_group = {f"t{number}": self._terms[phrase] for number, phrase in enumerate(phrases)}
        self._pattern = re.compile(rf"(?<!\w)(?:{groups})(?!\w)") if phrases else None

    @classmethod
    def between(cls, source: Locale, target: Locale) -> Self:
        """The terms of one language for texts in another. One query."""
        return cls(Term.objects.between(source, target))

    def terms_in(self, text: str) -> list[Match]:
        """The terms in a plain text, in order, to be highlighted."""
        if self._pattern is None:
            return []
        return [
            Match(self._by_group[str(match.lastgroup)], match.start(), match.end())
            for match in self._pattern.finditer(_folded(text))
        ]

    def findings(self, source: str, text: str) -> list[Finding]:
        """Terms of `source` that `text` says otherwise than the glossary, or with words that are not to be used."""
        found = []
        said = _folded(text)
        for term in {match.term.pk: match.term for match in self.terms_in(source)}.values():
            unwanted = [words for words in term.unwanted if _plural_or_not(words).search(said)]
            if unwanted:
                found.append(
                    Finding(
                        "glossary",
                        format_lazy(
                            _("Glossary: “{term}” is “{translation}”, not “{unwanted}”."),
                            term=term.text,
                            translation=term.translations[0],
                            unwanted=unwanted[0],
                        ),
                    )
                )
            elif not any(_inflected(words).search(said) for words in term.translations):
                found.append(
                    Finding(
                        "glossary",
                        format_lazy(
                            _("Glossary: “{term}” is “{translation}”."),
                            term=term.text,
                            translation=term.translations[0],
                        ),
                    )
                )
        return found


def terms_in(text: str, source: Locale, target: Locale) -> list[Match]:
    """The terms in one plain text. For several texts make a `Glossary` once."""
    return Glossary.between(source, target).terms_in(text)


class _Folding(dict[int, str]):
    """What each character is compared as."""

    def __missing__(self, code: int) -> str:
        self[code] = "'" if chr(code) == "’" else strip_accents(chr(code).lower())[:1] or " "
        return self[code]


_FOLDING = _Folding()


def _folded(text: str) -> str:
    """As it is compared: place by place the same as `text`, without case and accents."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDING)


def _with_plurals(phrase: str) -> str:
    """A pattern for a phrase and its regular plural, in English and in Spanish."""
    words = [re.escape(word) for word in phrase.split()]
    if words[-1].endswith("y"):
        words[-1] = f"{words[-1][:-1]}(?:y|ies)"
    else:
        words[-1] += "(?:e?s)?"
    return r"\s+".join(words)


@lru_cache(maxsize=1_000)
def _plural_or_not(phrase: str) -> re.Pattern[str]:
    """A pattern for a phrase, each word of which may be in the plural."""
    return re.compile(r"(?<!\w)" + r"\s+".join(map(_with_plurals, _folded(phrase).split())) + r"(?!\w)")


_ENDING = re.compile(r"(?:[aeo]s?|s)$")
#: Shorter words do not change.
_SHORT = 4


@lru_cache(maxsize=1_000)
def _inflected(phrase: str) -> re.Pattern[str]:
    """A pattern for a phrase in whatever number and gender, with a word between two of its words at most."""
    words = [
        re.escape(word) if len(word) < _SHORT else rf"{re.escape(_ENDING.sub('', word))}\w{{0,3}}"
        for word in _folded(phrase).split()
    ]
    return re.compile(r"(?<!\w)" + r"\W+(?:\w+\W+)?".join(words) + r"(?!\w)")
