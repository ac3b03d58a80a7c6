"""Excel workbooks (ECMA-376). A workbook is a ZIP archive of XML: both can be made to explode, so that sizes are looked
at while it is unpacked, and XML that declares entities is refused."""

import datetime as dt
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, Protocol

from defusedxml.common import DefusedXmlException
from lxml import etree
from openpyxl.packaging.relationship import get_rels_path
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import coordinate_to_tuple, range_boundaries
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS

from press.reading import InputError, SheetRow
from press.reading.hyperlinks import is_web_address, read_hyperlink
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
#: Links, the cells that they span, and merged ranges, of a sheet: openpyxl makes an object of each.
MAX_SPANS = 100_000

_ROW = f"{{{SHEET_MAIN_NS}}}row"
_CELL = f"{{{SHEET_MAIN_NS}}}c"
_FORMULA = f"{{{SHEET_MAIN_NS}}}f"
_HYPERLINK = f"{{{SHEET_MAIN_NS}}}hyperlink"
_MERGED = f"{{{SHEET_MAIN_NS}}}mergeCell"
_RELATION = f"{{{REL_NS}}}id"
_CHUNK = 100_000
#: Nothing that Excel writes has a document type declaration, which is where entities come from.
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
#: What openpyxl raises on workbooks that are not as they should be.
_DAMAGED = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError, SyntaxError, OverflowError)
_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})


class _OpenSheet(Protocol):
    """What is used of openpyxl's own class for sheets that are read row by row, which is private."""

    title: str

    def iter_rows(self, *, max_col: int, values_only: Literal[True]) -> Iterator[tuple[object, ...]]: ...


class ExcelSheet:
    """A visible sheet. Cells of a merged range that spans rows have the value of its first cell; a range that spans
    columns is one field, so that its value stays where it is."""

    def __init__(self, sheet: _OpenSheet, epoch: dt.datetime, extras: "_Extras") -> None:
        self._sheet = sheet
        self._extras = extras
        self.title = sheet.title
        self.epoch = epoch
        self.linked = {column for links in extras.links.values() for column in links}

    def rows(self) -> Iterator[SheetRow]:
        """Those that are not empty."""
        merged: dict[int, tuple[int, str, str]] = {}  # by column: the last row, the text and the address
        try:
            rows = self._sheet.iter_rows(values_only=True, max_col=MAX_SHEET_COLUMNS + 1)
            for number, values in enumerate(rows, start=1):
                links = {column: link.url for column, link in self._extras.links.get(number, {}).items()}
                cells = [_text(value) for value in values]
                for column, link in self._extras.links.get(number, {}).items():
                    if column < len(cells):
                        cells[column] = cells[column] or link.text
                if any(cells):
                    _fill(cells, links, number, merged)
                for column, last in self._extras.merged.get(number, ()):
                    if column < len(cells):
                        merged[column] = (last, cells[column], links.get(column, ""))
                while cells and not cells[-1]:
                    cells.pop()
                if cells:
                    yield SheetRow(number, cells, links)
        except (DefusedXmlException, zipfile.BadZipFile, *_DAMAGED):
            raise InputError("damaged") from None


class ExcelFile:
    """The visible sheets of a workbook, and the names of the hidden ones, which are not read."""

    def __init__(self, content: bytes) -> None:
        unpacked = _unpacked(content)
        try:
            reader = ExcelReader(unpacked, read_only=True, data_only=True, keep_links=False)
            reader.read()
            paths = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
            self.sheets: list[ExcelSheet] = []
            self.hidden: list[str] = []
            room = MAX_SHEET_ROWS
            for sheet in reader.wb.worksheets:
                if sheet.sheet_state != "visible":
                    self.hidden.append(sheet.title)
                    continue
                # What a sheet says about its own size is often wrong.
                sheet.reset_dimensions()
                extras = _read_extras(reader.archive, paths[sheet.title])
                room -= extras.last_row
                if room < 0:
                    raise InputError("too_many_rows", limit=MAX_SHEET_ROWS)
                self.sheets.append(ExcelSheet(sheet, reader.wb.epoch, extras))
        except (DefusedXmlException, zipfile.BadZipFile, *_DAMAGED):
            raise InputError("damaged") from None


class _Link(NamedTuple):
    url: str
    #: What the formula shows, should no program have computed it yet.
    text: str = ""


class _Extras:
    """What openpyxl does not hand out when it reads row by row. Columns from 0, rows from 1."""

    def __init__(self) -> None:
        self.last_row = 0
        self.links: dict[int, dict[int, _Link]] = {}
        #: By the first row of a merged range: its first column and its last row.
        self.merged: dict[int, list[tuple[int, int]]] = {}
        self._room = MAX_SPANS

    def spend(self, cells: int) -> None:
        self._room -= cells
        if self._room < 0:
            raise InputError("unpacked_too_large", limit=MAX_UNPACKED)

    def link(self, row: int, column: int, link: _Link) -> None:
        self.spend(1)
        self.links.setdefault(row, {})[column] = link


def _read_extras(archive: zipfile.ZipFile, path: str) -> _Extras:
    extras = _Extras()
    targets = _targets(archive, path)
    with archive.open(path) as source:
        for _event, element in etree.iterparse(source, tag=(_ROW, _HYPERLINK, _MERGED), resolve_entities=False):
            if element.tag == _ROW:
                extras.last_row = int(float(element.get("r") or extras.last_row + 1))
                _add_formulas(extras, element)
                element.clear()
            elif element.tag == _HYPERLINK:
                _add_link(extras, element.attrib, targets)
            else:
                left, top, _right, bottom = _bounds(element.attrib["ref"])
                extras.spend(1)
                if bottom > top:
                    extras.merged.setdefault(top, []).append((left - 1, bottom))
    return extras


def _add_formulas(extras: _Extras, row: etree._Element) -> None:
    column = 0
    for cell in row.iterchildren(_CELL):
        place = cell.get("r")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        if found := read_hyperlink(cell.findtext(_FORMULA) or ""):
            extras.link(extras.last_row, column - 1, _Link(found[0], found[1] or found[0]))


def _add_link(extras: _Extras, attributes: Mapping[str, str], targets: dict[str, str]) -> None:
    """ECMA-376, 18.3.1.47. What stands after "#" is kept apart from the address; a place in the workbook has only that."""
    extras.spend(1)
    url = targets.get(attributes.get(_RELATION, ""), "")
    if not is_web_address(url):
        return
    if location := attributes.get("location"):
        url = f"{url}#{location}"
    left, top, right, bottom = _bounds(attributes["ref"])
    for row in range(top, min(bottom, extras.last_row) + 1):
        for column in range(left - 1, min(right, MAX_SHEET_COLUMNS)):
            extras.link(row, column, _Link(url))


def _bounds(reference: str) -> tuple[int, int, int, int]:
    """The first column and row and the last ones of "A2:C4", from 1. Whole columns ("A:C") and rows are as long as can be."""
    left, top, right, bottom = range_boundaries(reference)
    return left or 1, top or 1, right or MAX_SHEET_COLUMNS, bottom or MAX_SHEET_ROWS


def _targets(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    """The addresses outside the workbook that a sheet refers to, by identifier."""
    try:
        source = archive.open(get_rels_path(path))
    except KeyError:
        return {}
    with source:
        found = (element.attrib for _event, element in etree.iterparse(source, resolve_entities=False))
        return {part["Id"]: part.get("Target", "").strip() for part in found if part.get("TargetMode") == "External"}


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


def _fill(cells: list[str], links: dict[int, str], number: int, merged: dict[int, tuple[int, str, str]]) -> None:
    """Put into a row what the cells above it are merged with."""
    for column, (last, text, url) in list(merged.items()):
        if number > last:
            del merged[column]
        elif not cells[column]:
            cells[column] = text
            if url:
                links.setdefault(column, url)


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
