"""What staff paste: headlines with outlet and date, on one line or several, bare addresses, and mixtures.

Nothing is lost: every line that is not blank ends up in the `raw` of exactly one row, understood or not. Reading takes
time in proportion to the length of the text.
"""

from press.reading import InputError
from press.reading.paste_groups import rows_of
from press.reading.paste_lines import lines_of
from press.reading.paste_rows import ParsedRow

MAX_CHARACTERS = 200_000
MAX_ROWS = 500


def parse_paste(text: str) -> list[ParsedRow]:
    """The rows that `text` seems to consist of, in its order. Raises InputError when it is too large."""
    if len(text) > MAX_CHARACTERS:
        raise InputError("too_many_characters", limit=MAX_CHARACTERS)
    rows = rows_of(lines_of(text))
    if len(rows) > MAX_ROWS:
        raise InputError("too_many_rows", limit=MAX_ROWS)
    return rows
