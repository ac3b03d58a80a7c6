"""CSV files (RFC 4180) as spreadsheets really write them: in many encodings, with many separators."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from charset_normalizer import from_bytes
from openpyxl.utils.datetime import WINDOWS_EPOCH

from press.reading import InputError, SheetRow
from press.reading.columns import HEADER_WITHIN, known_names
from press.reading.hyperlinks import read_hyperlink
from site_project.text import strip_control_characters

DELIMITERS = (",", ";", "\t", "|")
#: A character that occurs in no text: files of one column have no separator.
NO_DELIMITER = "\x1f"
#: Records that the separator is judged by.
SAMPLE = 50
#: Characters that these records are looked for in, and cells of the first one that may be names of columns.
SAMPLE_CHARACTERS = 1_000_000
MAX_NAMES = 1000
#: Marks at the beginning of a file (the Unicode Standard, 2.6). UTF-32 first: its mark begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What files without a mark are written in by the systems of those who work here. Windows first: a tie is its.
_OLD_ENCODINGS = ["cp1252", "mac_roman", "cp1251", "gb18030", "big5", "shift_jis", "euc_kr"]
#: How files begin that are text and no table.
_OTHER_FORMATS = ("%PDF", "{\\rtf", "<!DOCTYPE", "<!doctype", "<html", "<?xml")
_FORMULA = re.compile(r"=\s*HYPERLINK\(", re.IGNORECASE)


class CsvFile:
    """The records of a CSV file: one sheet without a name."""

    title = ""
    epoch = WINDOWS_EPOCH

    def __init__(self, content: bytes) -> None:
        self.hidden: list[str] = []
        self.text = _decoded(content)
        self._skipped = 0
        first, _break, rest = self.text.partition("\n")
        if first.strip().lower().removeprefix("sep=") in {"\\t", *DELIMITERS} and first.lower().startswith("sep="):
            # Excel's own way to say which separator a file has.
            self.delimiter = first[4:].rstrip("\r")[:1].replace("\\", "\t")
            self.text, self._skipped = rest, 1
        else:
            self.delimiter = _delimiter(self.text)
        #: Whether there are formulas that were exported as they stand.
        self._has_formulas = bool(_FORMULA.search(self.text))

    @cached_property
    def linked(self) -> set[int]:
        return {place for row in self.rows() for place in row.links} if self._has_formulas else set()

    @property
    def sheets(self) -> list["CsvFile"]:
        return [self]

    def rows(self) -> Iterator[SheetRow]:
        """The records that are not empty, with the line that each begins on."""
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter, skipinitialspace=True)
        while True:
            line = reader.line_num + 1 + self._skipped
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:  # a quotation mark that nothing closes swallows line after line
                raise InputError("cell_too_large", line=line, limit=csv.field_size_limit()) from None
            cells = [cell.strip() for cell in cells]
            links: dict[int, str] = {}
            if self._has_formulas:
                for place, cell in enumerate(cells):
                    if cell.startswith("=") and (found := read_hyperlink(cell)):
                        links[place], cells[place] = found[0], found[1] or found[0]
            if any(cells):
                yield SheetRow(line, cells, links)


def _decoded(content: bytes) -> str:
    """The text of a file. Raises InputError when it is none: pictures, PDF and the like."""
    text = content.decode(_encoding(content), "replace")
    head = text[:4000]
    rubbish = sum(char == "\ufffd" or (char < " " and char not in "\t\r\n\x00") for char in head)
    if rubbish > 5 + len(head) // 50 or head.lstrip().startswith(_OTHER_FORMATS):
        raise InputError("not_a_table")
    return strip_control_characters(text)


def _encoding(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    head = content[:2000]
    # Text in Latin letters has a zero in every other byte.
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(head) > 1 and head[first::2].count(0) > len(head) * 0.35:
            return encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(content, cp_isolation=_OLD_ENCODINGS).best()
        return best.encoding if best else _OLD_ENCODINGS[0]
    return "utf-8"


def _delimiter(text: str) -> str:
    """The separator by which most of the first records have equally many cells, and more than one."""
    best, best_score = NO_DELIMITER, (0.0, 0)
    for delimiter in DELIMITERS:
        sample = io.StringIO(text[:SAMPLE_CHARACTERS], newline="")
        reader = csv.reader(sample, delimiter=delimiter, skipinitialspace=True)
        try:
            records = [cells for cells in islice(reader, SAMPLE) if cells]
        except csv.Error:
            continue
        if not records:
            continue
        # Names of columns are sign enough, however ragged the rows are.
        named = next((len(cells) for cells in records[:HEADER_WITHIN] if known_names(cells[:MAX_NAMES]) > 1), 0)
        width, count = Counter(map(len, records)).most_common(1)[0]
        alike = 1.0 if named else count / len(records)
        score = (round(alike, 1), named or width)
        if alike > 0.5 and score[1] > 1 and score > best_score:
            best, best_score = delimiter, score
    return best
