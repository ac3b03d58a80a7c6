"""One line of a paste: what stands in it, before it is known which lines belong together."""

import re
from dataclasses import dataclass, field

from press.reading.paste_addresses import without_addresses, without_markup
from press.reading.paste_dates import middle_date, split_date
from press.reading.paste_rows import headline_and_outlet, words
from press.reading.text import one_line
from site_project.text import strip_control_characters

#: Everything that an editor, a spreadsheet or a mail program ends a line with.
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
#: Bullets and numbers of lists at the beginning of a line.
_BULLETS = re.compile(r"(?:[-–—*>o]\s+|\(?\d{1,3}[.)]\s+|[•●◦▪‣·∙○■□➢✓]\s*)+")
#: After these a date belongs to the sentence, and is not that of the piece. English and Spanish.
_BEFORE_DATES_IN_SENTENCES = frozenset(
    [
        *("on", "of", "in", "since", "from", "to", "until", "by", "before", "after", "the", "and"),
        *("de", "del", "el", "desde", "hasta", "para", "y", "tras"),
    ]
)
#: What separates things, and is left over at the ends when one of them is taken out.
LOOSE_ENDS = " ,;|/–—·•"


@dataclass(slots=True)
class Line:
    """A line. `text` is what is left of it without addresses, bullets and date, `whole` the same with the date. `mark`
    is the character that parted the date from the text ("," or "("), empty when nothing did; `leading` says that the
    date came first. `parts` are headline and outlet where the line itself says which is which."""

    number: int
    raw: str
    text: str = ""
    whole: str = ""
    date_text: str = ""
    mark: str = ""
    leading: bool = False
    parts: tuple[str, str] | None = None
    urls: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    is_blank: bool = False

    @property
    def filled_cells(self) -> int:
        """How many cells with something in them it has, if it was pasted from a spreadsheet."""
        return sum(bool(cell) for cell in self.cells)

    @property
    def is_address(self) -> bool:
        return bool(self.urls) and not self.text and not self.date_text

    @property
    def is_date(self) -> bool:
        return bool(self.date_text) and not self.text

    @property
    def is_dated(self) -> bool:
        """Whether the date is that of the piece. One that nothing parts from a sentence belongs to the sentence:
        "What happened on March 28, 2017"."""
        if not (self.date_text and self.text) or self.mark or self.parts:
            return bool(self.date_text and self.text)
        return words(self.text) < 5 and self.text.split()[-1].lower() not in _BEFORE_DATES_IN_SENTENCES

    @property
    def is_source(self) -> bool:
        """Whether it can be outlet and date."""
        return self.is_dated and not self.leading

    @property
    def is_separator(self) -> bool:
        """Rules such as "-----", and what is left of markup."""
        return not self.urls and not self.date_text and not any(char.isalnum() for char in self.text)


def lines_of(text: str) -> list[Line]:
    """The lines of a paste, numbered from 1, blank ones included."""
    return [read_line(number, raw) for number, raw in enumerate(_BREAK.split(text), start=1)]


def read_line(number: int, raw: str) -> Line:
    """One line by itself."""
    line = Line(number, strip_control_characters(raw))
    if not one_line(raw):
        line.is_blank = True
        return line
    source = without_markup(line.raw)
    if "\t" in source:
        line.cells = [one_line(cell) for cell in source.split("\t")]
    text, line.urls = without_addresses(one_line(source))
    bullets = _BULLETS.match(text)
    text = tidy(text[bullets.end() :] if bullets else text)
    line.text = line.whole = text
    _take_date(line)
    if line.mark in {"", ")"} and line.date_text and not line.parts:
        line.parts = headline_and_outlet(line.text) if line.text.endswith(")") or words(line.text) > 4 else None
    return line


def tidy(text: str) -> str:
    """`text` without separators at its ends. A hyphen that belongs to a word ("-5 degrees") stays."""
    start = len(text) - len(text.lstrip(LOOSE_ENDS + "-"))
    end = len(text.rstrip(LOOSE_ENDS + "-"))
    if start >= end:
        return ""
    while start and text[start - 1] == "-":
        start -= 1
    while end < len(text) and text[end] == "-":
        end += 1
    return text[start:end]


def _take_date(line: Line) -> None:
    """Take the date off the end of the text, or off its beginning, or from between outlet and headline."""
    found = split_date(line.text)
    if found is not None:
        before, line.date_text, after, line.mark = found
        line.leading = not before
        line.text = tidy(before or after)
        return
    middle = middle_date(line.text)
    if middle is not None:
        outlet, line.date_text, headline = middle
        line.parts, line.leading = (tidy(headline), tidy(outlet)), True
