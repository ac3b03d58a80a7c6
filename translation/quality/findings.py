"""The checks of one text and its translation."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Protocol

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from translation.composing import plain_text
from translation.markup import holds_foreign_markup
from translation.quality.numbers import missing_numbers

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or looks wrong, with a translation. An error keeps it from being used."""

    code: str
    message: str | Promise
    is_error: bool = False


class Terms(Protocol):
    """What a glossary has to say about a text and its translation, both plain."""

    def findings(self, source: str, text: str) -> list[Finding]: ...


def findings(
    source: str,
    text: str,
    *,
    source_language: str,
    target_language: str,
    limit: int | None = None,
    glossary: Terms | None = None,
) -> list[Finding]:
    """What is wrong with `text` as the translation of `source`, errors first.

    Args:
        source, text: as wagtail-localize stores strings: escaped, with inline tags, links as `<a id="a1">`.
        source_language, target_language: language codes.
        limit: how many characters the field takes.
        glossary: checks the terms, too. `Glossary.between()` reads it once for many texts.
    """
    found = list(errors(source, text, limit))
    # In foreign markup Python's parser can take a time that grows with the square of the length.
    if any(finding.code == "markup" for finding in found) or not plain_text(text).strip():
        return found
    found += _warnings(source, text, source_language, target_language)
    if glossary is not None:
        found += glossary.findings(plain_text(source), plain_text(text))
    return found


@lru_cache(maxsize=10_000)
def errors(source: str, text: str, limit: int | None = None) -> tuple[Finding, ...]:
    """What keeps `text` from being used; the same in every language."""
    if "<" in text and holds_foreign_markup(text):
        message = _(
            "Only simple tags such as <b> and links can be used here: no comments, no other markup. Write &lt; for a <."
        )
        return (Finding("markup", message, is_error=True),)
    plain = plain_text(text)
    if not plain.strip():
        return (Finding("blank", _("The translation is blank."), is_error=True),) if plain_text(source).strip() else ()
    return (*_tags(source, text), *_length(plain, limit))


@lru_cache(maxsize=10_000)
def _warnings(source: str, text: str, source_language: str, target_language: str) -> tuple[Finding, ...]:
    plain = plain_text(text)
    return (
        *_emphasis(source, text),
        *_numbers(plain_text(source), plain, source_language, target_language),
        *_opening_marks(plain, target_language),
        *_same(plain_text(source), plain),
    )


class _Tags(HTMLParser):
    """The tags of a string. `unbalanced` names one that is not closed, or not opened."""

    def __init__(self, data: str) -> None:
        super().__init__()
        self.links: Counter[str] = Counter()
        self.names: set[str] = set()
        self.open: list[str] = []
        self.unbalanced = ""
        self.feed(data)
        self.close()
        self.unbalanced = self.unbalanced or "".join(self.open[:1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        if tag == "a":
            self.links[dict(attrs).get("id") or ""] += 1
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag != "br":
            self.unbalanced = self.unbalanced or tag


@lru_cache(maxsize=10_000)
def _tags_of(data: str) -> _Tags:
    return _Tags(data)


def _tags(source: str, text: str) -> Iterable[Finding]:
    if "<" not in source and "<" not in text:
        return
    wanted, tags = _tags_of(source), _tags_of(text)
    if tags.unbalanced:
        yield _error("tags", _("A tag is not closed, or not opened: <{tag}>."), tag=tags.unbalanced)
    lost = [link for link in wanted.links if link and link not in tags.links]
    unknown = [link for link in tags.links if link and link not in wanted.links]
    doubled = [link for link, count in tags.links.items() if link and count > max(wanted.links[link], 1)]
    if lost:
        yield _error("links", _("A link of the original is missing: {links}."), links=_links(lost))
    if unknown:
        yield _error("links", _("The original has no such link: {links}."), links=_links(unknown))
    if doubled:
        yield _error("links", _("A link is there more than once: {links}."), links=_links(doubled))


def _links(ids: list[str]) -> str:
    return ", ".join(f'<a id="{link}">' for link in ids)


#: Tags that look the same.
_STRONG, _STRESSED = {"b", "strong"}, {"i", "em"}


def _emphasis(source: str, text: str) -> Iterable[Finding]:
    """Emphasis that is lost. More of it is fine: Spanish sets foreign words in italics."""
    if "<" not in source:
        return
    wanted, names = _tags_of(source).names, _tags_of(text).names
    lost = [min(kind) for kind in (_STRONG, _STRESSED) if wanted & kind and not names & kind]
    if lost:
        yield _warning(
            "emphasis",
            _("Words of the original are emphasized, and none here: {tags}."),
            tags=" ".join(f"<{tag}>" for tag in lost),
        )


def _length(plain: str, limit: int | None) -> Iterable[Finding]:
    if limit is not None and len(plain) > limit:
        yield _error(
            "length", _("Too long: {count} characters; the field takes {limit}."), count=len(plain), limit=limit
        )


def _numbers(source: str, plain: str, source_language: str, target_language: str) -> Iterable[Finding]:
    lost = missing_numbers(source, plain, source_language, target_language)
    if lost:
        yield _warning("numbers", _("Not found in the translation: {numbers}."), numbers=", ".join(lost))
    added = missing_numbers(plain, source, target_language, source_language)
    if added:
        yield _warning("numbers", _("Not found in the original: {numbers}."), numbers=", ".join(added))


_MARKS = re.compile("[¿?¡!]")
#: Where a question mark asks nothing.
_NO_QUESTION = re.compile(r"(?:https?://|www\.)\S+|\([?!]+\)|[\w.%-]+\?[\w.%-]+=\S*")


def _opening_marks(plain: str, target_language: str) -> Iterable[Finding]:
    if target_language.split("-", maxsplit=1)[0] != "es" or not _MARKS.search(plain):
        return
    text = _NO_QUESTION.sub(" ", plain)
    count = {mark: len(re.findall(rf"[{mark}]+", text)) for mark in "¿?¡!"}
    if count["¿"] + count["¡"] == count["?"] + count["!"]:  # “¡Cómo?” may mix them
        return
    for opening, closing in ("¿?", "¡!"):
        if count[opening] != count[closing]:
            yield _warning("marks", _("{opening} and {closing} belong together."), opening=opening, closing=closing)


#: Words that names hold, in lower case: "the Bank of America", "Janus v. AFSCME", "ciudad de Sampleton".
_WITHIN_NAMES = re.compile(
    "a|al|an|and|at|by|con|de|del|e|el|en|et|for|from|in|la|las|los|of|on|or|para|por|sobre|the|to|un|una|v|vs|with|y"
)
#: Words that only sentences hold, in whatever case: "Who We Are".
_OF_SENTENCES = re.compile(
    "are|can|do|does|is|it|our|should|they|this|was|we|were|what|when|where|who|why|will|you|your", re.IGNORECASE
)


def _same(source: str, plain: str) -> Iterable[Finding]:
    """The same words in both languages, several of them, that are no name."""
    if source.strip().casefold() != plain.strip().casefold() or "@" in source or "://" in source:
        return
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", source)
    telling = [word for word in words if word[0].islower() and not _WITHIN_NAMES.fullmatch(word)]
    if len(words) > 1 and (telling or any(map(_OF_SENTENCES.fullmatch, words))):
        yield Finding("same", _("The same words as in the original."))


def _error(code: str, message: "_StrPromise", **values: object) -> Finding:
    return Finding(code, format_lazy(message, **values), is_error=True)


def _warning(code: str, message: "_StrPromise", **values: object) -> Finding:
    return Finding(code, format_lazy(message, **values))
