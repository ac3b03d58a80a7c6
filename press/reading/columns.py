"""Which column of a table holds what."""

import re
from collections.abc import Sequence

from press.addresses import host_of
from press.reading.dates import read_date
from press.reading.text import normalize_for_matching

#: Names of columns, normalized for matching, by field of `ImportRow`. English and Spanish.
COLUMN_NAMES: dict[str, str] = {
    "headline": "headline|title|article title|article|story|head|titular|titulo|encabezado|cabeza|titulo del articulo",
    "outlet_name": "outlet|source|publication|publisher|media outlet|media|newspaper|site|station|medio|fuente|"
    "publicacion|periodico|diario|medio de comunicacion|outlet name|publication name|source name",
    "date_text": "date|published|publication date|date published|published at|published on|pub date|day|fecha|"
    "fecha de publicacion|publicado|dia|publish date|article date",
    "url": "url|link|address|web address|article url|article link|web|hyperlink|href|enlace|direccion|liga|vinculo|"
    "direccion web|source url|link url",
    "archive_url": "archive|archive url|archive link|archive copy|archived|archive address|wayback|archivo|"
    "copia de archivo|enlace de archivo|copia archivada",
    "language": "language|lang|idioma|lengua",
    "kind": "kind|type|media type|medium|format|category|tipo|clase|formato|tipo de medio|categoria",
    "author": "author|byline|reporter|journalist|writer|by|authors|autor|autora|autores|periodista|firma|reportero",
    "gloss": "gloss|summary|description|abstract|in short|resumen|glosa|descripcion|sumario",
    "quote": "quote|quotation|pull quote|excerpt|cita|extracto|frase",
}
FIELD_OF = {name: field for field, names in COLUMN_NAMES.items() for name in names.split("|")}


def guess_columns(header: Sequence[str], sample: Sequence[Sequence[str]] = ()) -> list[str]:
    """The field of `ImportRow` for each column, each at most once, empty for a column to pass over. What the names do
    not say is guessed from the first rows, if `sample` has any."""
    fields = [FIELD_OF.get(normalize_for_matching(name), "") for name in header]
    taken: set[str] = set()  # looking through all columns for each of them would take minutes with thousands
    for place, field in enumerate(fields):
        if field in taken:
            fields[place] = ""
        elif field:
            taken.add(field)
    for place in range(len(fields)):
        if not fields[place] and not (header[place].strip() and taken):
            guess = _by_content([row[place] for row in sample if place < len(row) and row[place].strip()])
            if guess and guess not in taken:
                fields[place] = guess
                taken.add(guess)
    if sample and "headline" not in fields and not any(name.strip() for name in header):
        _name_texts(fields, sample)
    return fields


def known_names(cells: Sequence[str]) -> int:
    """How many of these cells are names of columns."""
    return len({field for cell in cells if (field := FIELD_OF.get(normalize_for_matching(cell)))})


def is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: it has no address or date, and either known names or only words over
    rows that have addresses or dates."""
    first = [cell for cell in rows[0] if cell.strip()]
    if not first or any(_by_content([cell]) for cell in first):
        return False
    if known_names(first) >= min(2, len(first)):
        return True
    below = rows[1:6]
    return bool(below) and all(any(_by_content([cell]) for cell in row) for row in below)


def _by_content(cells: Sequence[str]) -> str:
    """What most of these cells are: "url", "date_text" or, when neither, nothing."""
    for field, fits in (("url", _is_address), ("date_text", _is_date)):
        if cells and sum(fits(cell) for cell in cells) * 2 > len(cells):
            return field
    return ""


def _is_address(cell: str) -> bool:
    return " " not in cell.strip() and "/" in cell and bool(host_of(cell))


def _is_date(cell: str) -> bool:
    return read_date(cell).date is not None


def _name_texts(fields: list[str], sample: Sequence[Sequence[str]]) -> None:
    """Of the columns without a name, the one with the longest text is the headline. The outlet is the one of the others
    whose texts come again, if one is; names of persons and numbers are none."""

    def texts(place: int) -> list[str]:
        return [row[place] for row in sample if place < len(row) and any(char.isalpha() for char in row[place])]

    unnamed = [place for place, field in enumerate(fields) if not field and texts(place)]
    if not unnamed:
        return
    longest = max(unnamed, key=lambda place: sum(map(len, texts(place))) / len(sample))
    fields[longest] = "headline"
    others = [place for place in unnamed if place != longest]
    bylines = [place for place in others if sum(map(_is_byline, texts(place))) * 2 > len(texts(place))]
    others = [place for place in others if place not in bylines]
    if bylines and "author" not in fields:
        fields[bylines[0]] = "author"
    if others and "outlet_name" not in fields:
        fields[min(others, key=lambda place: len(set(texts(place))) / len(texts(place)))] = "outlet_name"


def _is_byline(cell: str) -> bool:
    return bool(re.match(r"(?:by|por)\s", cell, re.IGNORECASE))
