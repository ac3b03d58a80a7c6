"""One row of a paste, and what the reader has to know about outlets."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Protocol

#: Pieces of one paste.
MAX_ROWS = 2000


class KnownOutlets(Protocol):
    """The outlets that are on file, as far as a paste is read by them."""

    def by_name(self, name: str) -> Hashable | None:
        """Which outlet has exactly this name or other spelling; None when there is none."""

    def by_address(self, url: str) -> Hashable | None:
        """Which outlet's website this address is on; None when there is none, or several."""


class NoOutlets:
    """None are known."""

    def by_name(self, name: str) -> None:
        return None

    def by_address(self, url: str) -> None:
        return None


@dataclass(slots=True)
class ParsedRow:
    """A piece of coverage as it was pasted. `line` (from 1) is where it begins, `raw` what stands there, untouched
    but for control characters. What was not found is empty. `problem` is a code of `press.imports.problems`: nothing
    was found in the lines, or they can be read in two ways."""

    line: int
    raw: str
    headline: str = ""
    outlet_name: str = ""
    date_text: str = ""
    url: str = ""
    archive_url: str = ""
    language: str = ""
    kind: str = ""
    author: str = ""
    gloss: str = ""
    quote: str = ""
    problem: str = ""
