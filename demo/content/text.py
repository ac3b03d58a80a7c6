"""The two kinds of text that the demo's content is written in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class T:
    """One plain text in both languages. An untranslated page leaves ``es`` empty."""

    en: str
    es: str


@dataclass(frozen=True, slots=True)
class R:
    """A rich text: (English HTML block, Spanish HTML block) pairs of the same structure, in reading order.

    A link to a page of the demo is written ``<a href="demo:KEY">``.
    """

    blocks: tuple[tuple[str, str], ...]
