"""What staff paste: headlines with outlet and date, on one line or several, bare addresses, and mixtures.

Nothing is lost: every line that is not blank ends up in the `raw` of exactly one row, understood or not. Reading takes
time in proportion to the length of the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from press.imports.reading.paste_groups import rows_of
from press.imports.reading.paste_lines import lines_of
from press.imports.reading.paste_rows import ParsedRow

__all__ = ["MAX_CHARACTERS", "MAX_ROWS", "ParsedRow", "TooLarge", "parse_paste"]

MAX_CHARACTERS = 200_000
MAX_ROWS = 500


@dataclass
class TooLarge(Exception):
    """More than can be read at one go. `code` ("too_many_characters", "too_many_rows") is one of
    `press.imports.problems`."""

    limit: int
    code: str = "too_many_characters"

    def __str__(self) -> str:
        return f"{self.code}: {self.limit}"

    @property
    def message(self) -> str:
        """The sentence for it, in the active language."""
        from press.imports.problems import message, problem

        return message(problem("", self.code, limit=self.limit))


def parse_paste(text: str) -> list[ParsedRow]:
    """The rows that `text` seems to consist of, in its order. Raises TooLarge."""
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(MAX_CHARACTERS)
    rows = rows_of(lines_of(text))
    if len(rows) > MAX_ROWS:
        raise TooLarge(MAX_ROWS, "too_many_rows")
    return rows
