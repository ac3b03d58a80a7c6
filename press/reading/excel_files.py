"""Excel workbooks (ECMA-376). A workbook is a ZIP archive of XML: both can be made to explode, so that sizes are looked
at while it is unpacked, and XML that declares entities is refused."""

import datetime as dt
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import Any

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook

from press.reading import InputError
from site_project.text import strip_control_characters

#: Bytes of all parts together, unpacked; and how many parts.
MAX_UNPACKED = 64_000_000
MAX_PARTS = 2_000
#: Elements of all parts together, and of those that are read as a whole before the first row (texts, formats, names).
MAX_ELEMENTS = 1_500_000
MAX_ELEMENTS_AT_ONCE = 500_000
#: Rows of all sheets together, empty ones included: formatting alone can make a million. Columns that are looked at.
MAX_SHEET_ROWS = 100_000
MAX_SHEET_COLUMNS = 200

_CHUNK = 100_000
#: Nothing that Excel writes has a document type declaration, which is where entities come from.
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
#: What openpyxl raises on workbooks that are not as they should be.
_DAMAGED = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError, SyntaxError)
_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})


class ExcelFile:
    """The rows of the first sheet with content of a workbook."""

    def __init__(self, content: bytes) -> None:
        self._unpacked = _unpacked(content)
        self.sheets: list[str] = []
        self.sheet = ""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """The number of each row that is not empty, and its cells as text."""
        try:
            workbook = load_workbook(self._unpacked, read_only=True, data_only=True, keep_links=False)
            self.sheets = workbook.sheetnames
            counter = count(1)
            for sheet in workbook.worksheets:
                found = False
                for row in _rows_of(sheet, counter):
                    found = True
                    self.sheet = sheet.title
                    yield row
                if found:
                    return
        except (DefusedXmlException, zipfile.BadZipFile, *_DAMAGED):
            raise InputError("damaged") from None


def _unpacked(content: bytes) -> io.BytesIO:
    """The XML of a workbook as an archive that is not compressed: whatever the original says about its sizes, no more
    than `MAX_UNPACKED` bytes of it are ever in memory. Raises InputError."""
    result = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(result, "w") as plain:
            parts = {part.filename: part for part in archive.infolist()}
            _check(parts)
            room = MAX_UNPACKED
            elements = Counter[bool]()
            for name, part in parts.items():
                if name.lower().endswith((".xml", ".rels")):
                    data = _read(archive, part, room)
                    room -= len(data)
                    elements[name.startswith("xl/worksheets/")] += data.count(b"<") - data.count(b"</")
                    if elements[False] > MAX_ELEMENTS_AT_ONCE or elements.total() > MAX_ELEMENTS:
                        raise InputError("unpacked_too_large", limit=MAX_UNPACKED)
                    plain.writestr(name, data)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        raise InputError("damaged") from None
    return result


def _check(parts: dict[str, zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts.values()):
        raise InputError("protected")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts.values()) > MAX_UNPACKED:
        raise InputError("unpacked_too_large", limit=MAX_UNPACKED)
    if "[Content_Types].xml" not in parts or not any(name.startswith("xl/") for name in parts):
        raise InputError("not_a_table")
    if any(part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts.values()):
        raise InputError("damaged")  # Excel uses no others, and zipfile unpacks those without a limit


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int) -> bytes:
    data = bytearray()
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            data += chunk
            if len(data) > room:
                raise InputError("unpacked_too_large", limit=MAX_UNPACKED)
    if any(doctype in data for doctype in _DOCTYPES):
        raise InputError("damaged")
    return bytes(data)


def _rows_of(sheet: Any, counter: Iterator[int]) -> Iterator[tuple[int, list[str]]]:
    rows = sheet.iter_rows(values_only=True, max_col=MAX_SHEET_COLUMNS + 1)
    for number, values in enumerate(rows, start=1):
        if next(counter) > MAX_SHEET_ROWS:
            raise InputError("too_many_rows", limit=MAX_SHEET_ROWS)
        if values.count(None) == len(values):
            continue
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _text(value: object) -> str:
    """A cell's value as text: days in ISO 8601, whole numbers without a point, nothing for errors and for formulas
    whose value was never computed."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time.min else value.isoformat(" ", "seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = strip_control_characters(str(value)).strip()
    return "" if text in _ERRORS else text
