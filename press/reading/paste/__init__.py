"""What staff paste: lists of coverage in whatever form, bare addresses, and mixtures.

A list is read as a whole. Its lines are read by themselves first (`lines`), then it is decided which lines make an item
(`groups`) and which part of an item is headline and outlet (`layout`): by how well it turns out for all of the list.

Nothing is lost: every line that is not blank ends up in the `raw` of exactly one row, understood or not.
"""

from press.reading import InputError
from press.reading.paste.rows import MAX_ROWS, KnownOutlets, NoOutlets, ParsedRow
from press.wrapped_addresses import unwrap_all

MAX_CHARACTERS = 800_000

__all__ = ["MAX_CHARACTERS", "MAX_ROWS", "KnownOutlets", "ParsedRow", "parse_paste"]


def parse_paste(text: str, known: KnownOutlets | None = None) -> list[ParsedRow]:
    """The rows that `text` seems to consist of, in its order. A name that is `known` settles which part of an item is
    the outlet. Raises InputError when it is too large."""
    from press.reading.paste.groups import rows_of  # noqa: PLC0415 hundreds of patterns that few processes need
    from press.reading.paste.lines import lines_of  # noqa: PLC0415

    if len(text) > MAX_CHARACTERS:
        raise InputError("too_many_characters", limit=MAX_CHARACTERS)
    rows = rows_of(lines_of(unwrap_all(text)), known or NoOutlets())
    if len(rows) > MAX_ROWS:
        raise InputError("too_many_rows", limit=MAX_ROWS)
    return rows
