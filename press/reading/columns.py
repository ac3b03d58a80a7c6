"""Which column of a table holds what."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from press.addresses import host_of
from press.reading.dates import read_date
from press.reading.text import normalize_for_matching

#: Names of columns by field of `ImportRow`, English and Spanish: what people call them, and what the exports of
#: Cision, Meltwater, Muck Rack, CoverageBook, Google Alerts, LexisNexis, ProQuest, Media Cloud, Kantar and Zotero do.
COLUMN_NAMES: dict[str, str] = {
    "headline": "headline|title|head|heading|titular|titulo|encabezado|cabeza|encabezamiento|headlines|titulares",
    "outlet_name": "outlet|publication|publisher|media outlet|newspaper|medio|fuente|publicacion|periodico|diario|"
    "medio de comunicacion|outlet name|publication name|publication title|pubtitle|source name|media name|site name|"
    "station name|nombre del medio|cabecera|soporte|emisora|cadena|newspaper name|outlets|publications|medios|network|"
    "channel|canal|revista|magazine|news outlet|publisher name|media source",
    "date_text": "date|published|publication date|date published|date of publication|published at|published on|"
    "published date|pub date|day|fecha|fecha de publicacion|publicado|publicada|dia|publish date|air date|broadcast date|"
    "fecha de emision|date time|fecha y hora|run date|date aired|publicado el|issue date|datetime|dates|fechas|"
    "publication datetime|fecha hora",
    "url": "url|link|address|web address|hyperlink|href|enlace|direccion|liga|vinculo|direccion web|link url|permalink|"
    "hipervinculo|web link|weblink|enlace web|direccion url|original url|url link|links|urls|online link|enlaces|"
    "link to|url original|full url|page url|source url|ligas|web url",
    "archive_url": "archive|archive url|archive link|archive copy|archived|archive address|wayback|archivo|"
    "copia de archivo|enlace de archivo|copia archivada|archived url|archived link|wayback link|wayback url|"
    "wayback machine",
    "language": "language|lang|idioma|lengua|language code|languages",
    "kind": "kind|type|media type|medium|tipo|clase|tipo de medio|content type|source type|type of media|"
    "outlet type|tipo de soporte|media channel",
    "author": "author|byline|reporter|journalist|writer|authors|autor|autora|autores|periodista|firma|reportero|"
    "reportera|author name|journalist name|reporter name|influencer|contact name|redactor|redactora|autoria|"
    "journalists|writers|bylines|nombre del autor|nombre del periodista|periodistas|escrito por|written by",
    "gloss": "gloss|summary|description|abstract|in short|resumen|glosa|descripcion|sumario",
    "quote": "quote|quotation|pull quote|excerpt|cita|extracto|frase|hit sentence|key quote|cita textual|quotes",
}
#: Names that mean these only where no other column does.
_VAGUE_NAMES = {
    "headline": "article|story|noticia|articulo",
    "outlet_name": "source|media|site|station|domain|program|programa|website|sitio|origin",
    "date_text": "when|cuando",
    "url": "web|online|website|sitio web|pagina web|read more|view|clip",
    "kind": "format|category|formato|categoria",
    "author": "by|por|influencer name",
}
#: Words that say what all columns are about: "News Date", "Fecha de la noticia", "Story Link".
_SUBJECTS = frozenset(
    {
        *(
            "news",
            "article",
            "articles",
            "story",
            "clip",
            "clipping",
            "item",
            "coverage",
            "document",
            "post",
            "mention",
        ),
        *("noticia", "nota", "articulo", "publicada", "recorte", "mencion"),
        *("a", "de", "del", "la", "el", "of", "the", "to"),
    }
)
_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]|URL\b)")
#: Rows that the names of columns are looked for in.
HEADER_WITHIN = 20


def _reduced(name: str) -> str:
    """The words of a name that matter, as one."""
    words = normalize_for_matching(name).split()
    return "".join([word for word in words if word not in _SUBJECTS] or words)


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    return {_reduced(name): field for field, listed in names.items() for name in listed.split("|")}


_FIELDS = _by_name(COLUMN_NAMES)
_VAGUE = _by_name(_VAGUE_NAMES)


@lru_cache(maxsize=5000)
def _fields_of(name: str) -> tuple[str, str]:
    """The field that a name means, and the one that it may mean. A note in parentheses says nothing ("Date (UTC)"), and
    of "Outlet/Publication" one is enough."""
    plain = _CAMEL.sub(" ", _NOTE.sub(" ", name[:200]))
    readings = [_reduced(part) for part in (plain, *re.split(r"[/|\n]", plain)) if part.strip()]
    sure = next((_FIELDS[part] for part in readings if part in _FIELDS), "")
    return sure, sure or next((_VAGUE[part] for part in readings if part in _VAGUE), "")


def field_of(name: str) -> str:
    """The field of `ImportRow` that a column of this name holds, empty when the name says nothing."""
    return _fields_of(name)[1]


def guess_columns(header: Sequence[str], sample: Sequence[Sequence[str]] = ()) -> list[str]:
    """The field of `ImportRow` for each column, each at most once, empty for a column to pass over. What the names do
    not say is guessed from the first rows, if `sample` has any."""
    fields = [""] * len(header)
    taken: set[str] = set()  # looking through all columns for each of them would take minutes with thousands
    for is_vague in (False, True):
        for place, name in enumerate(header):
            field = _fields_of(name)[is_vague]
            if field and not fields[place] and field not in taken:
                fields[place] = field
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
    """How many fields the cells are names of."""
    return len({field for cell in cells if (field := field_of(cell))})


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Which row names the columns; None when none does. Titles may stand above it: rows with fewer cells, or any that
    list nothing above three known names. It has no address or date, and either known names or only words over rows that
    have addresses or dates."""
    candidates: list[tuple[int, list[str]]] = []
    widest_above = 0
    is_top = True
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        cells = [cell for cell in row if cell.strip()]
        fits = len(cells) > widest_above or (is_top and known_names(cells) > 2)
        if fits and not any(_by_content([cell]) for cell in cells):
            candidates.append((place, cells))
        widest_above = max(widest_above, len(cells))
        is_top = is_top and not _lists_something(row)
    for place, cells in candidates:
        if known_names(cells) > 1:
            return place
    for place, cells in candidates:
        below = rows[place + 1 : place + 6]
        is_known = place == 0 and len(cells) == 1 and known_names(cells) == 1
        if is_known or (below and all(any(_by_content([cell]) for cell in row) for row in below)):
            return place
    return None


def is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether these rows list coverage: under names of columns, or else with an address, or a date and some text, in
    most of them."""
    place = find_header(rows)
    named = {field_of(cell) for cell in rows[place]} if place is not None else set()
    if len(named - {""}) > 1:
        return "headline" in named or {"url", "date_text"} <= named
    return sum(map(_lists_something, rows)) * 2 > len(rows)


def _lists_something(row: Sequence[str]) -> bool:
    found = [_by_content([cell]) for cell in row]
    texts = [cell for cell, kind in zip(row, found, strict=True) if not kind]
    return "url" in found or ("date_text" in found and any(" " in text.strip() for text in texts))


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
