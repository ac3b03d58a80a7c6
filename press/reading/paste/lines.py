"""The lines of a paste, whatever it was copied from: plain text, a mail, Markdown, the source of a page, a table.

Each line is read by itself here: without what lists, mails and markup put around it, and without address, date and
by-line, which it keeps apart.
"""

import csv
import re
from dataclasses import dataclass, field

from press.reading import InputError
from press.reading.columns import field_of, known_names
from press.reading.paste.addresses import END_OF_STRONG, STRONG, with_marks, without_addresses
from press.reading.paste.dates import (
    Found,
    is_any_date,
    is_told,
    take_date,
    take_partial_date,
    take_year,
    with_year,
    year_of,
)
from press.reading.paste.markup import sources
from press.reading.paste.signs import (
    is_junk,
    is_title,
    outlet_score,
    plain,
    take_byline,
    take_byline_for,
    take_published_by,
)
from press.reading.text import one_line

#: Lines that say something: ten for each piece.
MAX_LINES = 20_000
#: Private characters are ours: see `addresses` and `dates`.
_OURS = dict.fromkeys(range(0xE000, 0xE005), " ")
_QUOTED = re.compile(r"\s*(?:>\s?)+")
_HEADING = re.compile(r"#{1,6}\s+|={2,3}\s(?=.*={2,3}$)")
#: Bullets and numbers of lists at the beginning of a line.
_BULLETS = re.compile(
    r"(?:(?:[-–—+o]|\*{1,6})\s+(?:\[[ xX]\]\s)?|\(?\d{1,3}[.)][-–—]?\s+|\[\d{1,3}\]\s+"
    r"|[•●◦▪‣·∙○■□►▶→⁃\u2600-\u27bf\uf000-\uf0ff\U0001f300-\U0001faff]\ufe0f?\s*)+"
)
#: Word puts a tab after a bullet or a number; bullets in its fonts of symbols come out as letters.
_TABBED_BULLET = re.compile(r"\s*([^\w\s]|[oüØ§]|\(?(?:\d{1,3}|[A-Za-z])[.)])\t+(?=[^\t]+$)")
#: The year behind the author, as in Chicago's author-date style.
_CITED_YEAR = re.compile(r"(?<=[.)]\s)((?:19|20)\d\d)[a-z]?\.\s(?=[“\"«‘\ue000\ue002])")
_CLOSING_TAGS = re.compile(r"</[a-z][a-z0-9]{0,9}>", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:(?:all the |all my )?best(?: wishes| regards)?|(?:kind |warm )?regards|(?:many )?thanks(?: again| all)?|thank you|cheers|sincerely"
    r"|(?:un )?saludos?(?: cordial(?:es)?)?|(?:muchas )?gracias|atentamente|un abrazo|abrazos)[,.!–—-]*",
    re.IGNORECASE,
)
_LINES_OF_SIGNATURE = 6
#: Words of social media at the end of a line.
_HASHTAGS = re.compile(r"(?:\s#\w*[^\W\d]\w*)+$")
_LABEL = re.compile(r"[\s>*_-]{0,6}([^\W\d_][\w ]{1,24}?)[*_]{0,3}\s?:[*_]{0,3}\s+(\S.*)")
#: As in "Prensa 2023" over the pieces of a year.
_YEAR_HEADING = re.compile(
    r"(?:(?:press|news|media|coverage|clips|articles|year|prensa|noticias|medios|cobertura|artículos|año)(?:\s(?:from|of|in|de|del|en))?\s+"
    r"((?:19|20)\d\d)|((?:19|20)\d\d)\s+(?:press|news|media|coverage|clips|articles))[.:]?",
    re.IGNORECASE,
)
_TABLE_RULE = re.compile(r"\s*+\|?\s*+:?-{2,}+:?\s*+(?:\|\s*+:?-{2,}+:?\s*+)++\|?\s*+")
_SAYS_SOMETHING = re.compile(r"[^\W_]")
#: Lines at the beginning that can be the title of the list.
_LINES_OF_HEAD = 3
_LOOSE = " ,;|/–—·•⋅"


@dataclass(slots=True)
class Line:
    """A line. `text` is what is left of it without address, date and by-line, with the marks of `addresses` and
    `dates`; `plain` the same as a person reads it."""

    number: int
    raw: str
    text: str = ""
    date: str = ""
    #: Where the date stood: "start", "end" or "middle".
    date_place: str = ""
    #: Lacks the year or the day.
    partial: bool = False
    #: The year that stands behind the author.
    year: str = ""
    author: str = ""
    urls: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    blank: bool = False
    #: It begins with a bullet or a number; it is marked as a heading; it says "Published by"; it is indented.
    bullet: bool = False
    heading: bool = False
    #: The field that the line names before its text: "Outlet: NBC News".
    label: str = ""
    names_outlet: bool = False
    indented: bool = False
    junk: bool = False
    #: It is the first after a blank line; it has no room for the first word of the next one.
    starts: bool = True
    full: bool = False
    plain: str = ""

    @property
    def is_address(self) -> bool:
        return bool(self.urls) and not self.text and not self.date and not self.author

    @property
    def is_date(self) -> bool:
        return bool(self.date) and not self.text

    @property
    def is_text(self) -> bool:
        """Whether headline or outlet can stand in it."""
        return bool(self.text) and not self.junk and not self.is_separator

    @property
    def filled_cells(self) -> int:
        """How many cells with something in them it has, if it was pasted from a spreadsheet."""
        return sum(bool(cell) for cell in self.cells)

    @property
    def is_separator(self) -> bool:
        """Rules such as "-----", and what is left of markup."""
        return not (self.urls or self.date or self.author or _SAYS_SOMETHING.search(self.text))


def lines_of(text: str) -> list[Line]:
    """The lines of a paste, numbered from 1, blank ones included. Markup that ends a line makes several of one. Raises
    InputError when there are too many."""
    found = list(sources(text))
    if sum(bool(source) and not source.isspace() for _number, _raw, source in found) > MAX_LINES:
        raise InputError("too_many_lines", limit=MAX_LINES)
    lines = [_read_line(number, raw, source) for number, raw, source in found]
    _mark_tables(lines)
    _mark_starts(lines)
    _mark_titles(lines)
    _mark_greeting(lines)
    _mark_csv(lines)
    _take_labels(lines)
    _take_partial_dates(lines)
    return lines


def joined(lines: list[Line]) -> Line:
    """Lines that a mail program has wrapped, as one."""
    source = " ".join(_QUOTED.sub("", line.raw).strip() for line in lines)
    return _read_line(lines[0].number, "\n".join(line.raw for line in lines), source)


def _read_line(number: int, raw: str, source: str) -> Line:
    line = Line(number, raw)
    source = source.translate(_OURS)
    if quote := _QUOTED.match(source):
        source = source[quote.end() :]
    if not one_line(source):
        line.blank = not any(char.isalnum() for char in _CLOSING_TAGS.sub("", one_line(raw)))
        return line
    if bullet := _TABBED_BULLET.match(source):
        source = f"• {source[bullet.end() :]}"
    if _TABLE_RULE.fullmatch(source):
        line.junk = True
        line.text = "".join(source.split())
        return line
    line.indented = source[0] in " \t\u00a0"
    marked, urls = with_marks(source)
    if "\t" in marked:
        line.cells = [plain(without_addresses(one_line(cell))[0] or one_line(cell)) for cell in marked.split("\t")]
    text, line.urls = without_addresses(one_line(marked))
    line.urls = [*urls, *line.urls]
    line.junk = is_junk(plain(text))
    if heading := _HEADING.match(text):
        text, line.heading = text[heading.end() :].strip(" =#"), True
    if bullets := _BULLETS.match(text):
        text, line.bullet = text[bullets.end() :], True
        if heading := _HEADING.match(text):
            text = text[heading.end() :]
    if text.startswith(STRONG) and text.endswith(END_OF_STRONG) and text.count(STRONG) == 1:
        line.heading = True
        text = text[1:-1]
    _take_own(line, _HASHTAGS.sub("", text))
    return line


def _take_own(line: Line, text: str) -> None:
    if cited := _CITED_YEAR.search(text):
        text, line.year = text[: cited.start()] + text[cited.end() :], cited[1]
    text, line.names_outlet = take_published_by(tidy(text))
    _take(line, text, take_date(text))


def _take(line: Line, text: str, found: Found | None) -> None:
    if found:
        text, line.date, line.date_place = found
    text, author = take_byline_for(text)
    line.names_outlet = line.names_outlet or bool(author)
    if not author:
        text, author = take_byline(text)
    line.author = line.author or author
    if not line.names_outlet:
        text, line.names_outlet = take_published_by(text)
    line.text = tidy(text)
    line.plain = plain(line.text)
    line.junk = line.junk or is_junk(line.plain)


def _take_labels(lines: list[Line]) -> None:
    """Lines such as "Outlet: NBC News", where the list has several such fields."""
    found = [(line, *labelled) for line in lines if (labelled := _labelled(line))]
    names = {name for _line, name, _value in found}
    if len(names) < 2 or not names & {"headline", "outlet_name"}:
        return
    for line, name, value in found:
        line.label, line.text, line.plain, line.names_outlet, line.junk = name, value, value, False, False
        if name == "date_text":
            line.date, line.text, line.plain = line.date or value, "", ""
        elif name == "author":
            line.author, line.text, line.plain = value, "", ""
        elif name in {"url", "archive_url"}:
            line.text = line.plain = "" if line.urls else value


def _labelled(line: Line) -> tuple[str, str] | None:
    """The field and the value of a line that names its field."""
    match = _LABEL.match(line.raw)
    name = field_of(match[1]) if match else ""
    return (name, plain(without_addresses(one_line(with_marks(match[2])[0]))[0])) if match and name else None


def _take_dates_alone(lines: list[Line]) -> None:
    """Lines that are nothing but a date, or a heading with a year."""
    for line in lines:
        if line.date or line.junk or line.cells:
            continue
        if heading := _YEAR_HEADING.fullmatch(line.plain):
            line.date, line.partial, line.text, line.plain = heading[1] or heading[2], True, "", ""
        elif is_any_date(line.plain) and line.plain.count("(") == line.plain.count(")"):
            line.date, line.partial, line.text, line.plain = line.plain.strip(" ,;.()[]"), True, "", ""


def _take_partial_dates(lines: list[Line]) -> None:
    """Dates without a year, or without a day, where the list does not give whole ones."""
    texts = [line for line in lines if line.text or line.date]
    whole = sum(bool(line.date) and not line.partial for line in texts)
    _take_dates_alone(texts)
    found = [(line, take_partial_date(line.text)) for line in texts if line.text and not line.date and not line.junk]
    partial = [(line, one) for line, one in found if one]
    if (inside := sum(one.place == "middle" for _line, one in partial)) < 2 or inside * 2 <= len(found):
        partial = [(line, one) for line, one in partial if one.place != "middle"]
    if len(partial) < 2 and (whole or len(texts) > 4):
        # One alone is the date of its piece where the outlet stands beside it.
        partial = [(line, one) for line, one in partial if is_told(one.date) or outlet_score(plain(one.text)) > 1]
    undated = [line for line in texts if line.text and not line.date]
    years = [(line, one) for line in undated if (one := take_year(line.text))]
    if len(years) == 1 or len(years) * 2 <= len(undated):
        years = []
    for line, one in [*partial, *years]:
        line.partial = True
        _take(line, line.text, one._replace(date=with_year(one.date, line.year)))
    for line in texts:
        if line.year and not line.date:
            line.date, line.partial = line.year, True


def _mark_starts(lines: list[Line]) -> None:
    """Which lines come first after a blank one, and which are as long as a mail program leaves them."""
    lengths = sorted(len(line.raw.rstrip()) for line in lines if not line.is_address)
    width = lengths[-1] if len(lengths) > 2 and lengths[-3] > lengths[-1] - 15 else 0
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if after is None or line.blank:
            continue
        after.starts = False
        first_word = (_QUOTED.sub("", after.raw).split() or [""])[0]
        line.full = 57 < width < 110 and len(line.raw.rstrip()) + 1 + len(first_word) > width


def _mark_titles(lines: list[Line]) -> None:
    """The title of the whole list, at its beginning: "Press clips"."""
    for line in [line for line in lines if line.text][:_LINES_OF_HEAD]:
        if line.urls or not is_title(line.plain):
            continue
        if not line.date and (date := _month_or_year_in(line)):
            line.date, line.partial = date, True
        line.junk, line.heading = not line.date, False
        if line.date:  # it holds for all of the list
            line.text = line.plain = ""


def _mark_greeting(lines: list[Line]) -> None:
    """The end of a mail: what its writer says and is called."""
    places = [place for place, line in enumerate(lines) if _GREETING.fullmatch(line.plain)]
    signed = [line for line in lines[places[-1] :] if not line.blank] if places else []
    if len(signed) <= _LINES_OF_SIGNATURE and not any(line.date or line.urls for line in signed):
        for line in signed:
            line.junk = True


def _month_or_year_in(title: Line) -> str:
    """As in "Press coverage, October 2024"; empty where it names several years."""
    found = take_partial_date(title.text)
    return found.date if found and year_of(found.date) else year_of(title.plain)


def _mark_tables(lines: list[Line]) -> None:
    """Tables in Markdown: the lines around a rule of hyphens and bars have cells."""
    rules = [
        place for place, line in enumerate(lines) if line.junk and _TABLE_RULE.fullmatch(_QUOTED.sub("", line.raw))
    ]
    for rule in rules:
        for start, step in ((rule - 1, -1), (rule + 1, 1)):
            place = start
            while 0 <= place < len(lines) and "|" in lines[place].raw and not lines[place].blank:
                lines[place].cells = _bars(lines[place].raw)
                place += step
                if step < 0:
                    break


def _mark_csv(lines: list[Line]) -> None:
    """Lines of a CSV file: those below names of columns with commas, or semicolons, between them."""
    delimiter = ""
    for line in lines:
        if line.blank:
            delimiter = ""
        elif not delimiter and line.starts and len(line.raw) < 300 and not line.cells:
            delimiter = next((mark for mark in ",;" if known_names(_csv_cells(line.raw, mark)) > 1), "")
        if delimiter and not line.blank:
            line.cells = _csv_cells(line.raw, delimiter)


def _csv_cells(raw: str, delimiter: str) -> list[str]:
    try:
        return [one_line(cell) for cell in next(csv.reader([raw], delimiter=delimiter, skipinitialspace=True), [])]
    except csv.Error:
        return []


def _bars(raw: str) -> list[str]:
    inner = with_marks(_QUOTED.sub("", raw).translate(_OURS).strip())[0].strip()
    inner = inner.removeprefix("|").removesuffix("|")
    return [plain(without_addresses(one_line(cell))[0]) for cell in re.split(r"(?<!\\)\|", inner)]


def tidy(text: str) -> str:
    """`text` without separators at its ends. A hyphen that belongs to a word ("-5 degrees") stays."""
    start = len(text) - len(text.lstrip(_LOOSE + "-"))
    end = len(text.rstrip(_LOOSE + "-"))
    if start >= end:
        return ""
    while start and text[start - 1] == "-":
        start -= 1
    while end < len(text) and text[end] == "-":
        end += 1
    return text[start:end]
