"""What words look like: names of persons, by-lines, names of outlets, what web pages have around their articles."""

import re
from functools import lru_cache

from press.reading.outlet_names import is_well_known
from press.reading.paste.addresses import END_OF_LINK, END_OF_STRONG, LINK, STRONG
from press.reading.paste.dates import DATE, is_any_date
from press.reading.text import normalize_for_matching

#: Names of outlets are shorter than this, in characters and in words.
LONGEST_OUTLET = 85
WORDS_OF_OUTLET = 10

_UPPER = "A-ZÁÉÍÓÚÑÜÀÈÇÖÄ"
_CAPITALIZED = rf"[{_UPPER}][\w'’.\-]*"
_NAME = rf"{_CAPITALIZED}(?:\s(?:(?:de|del|la|las|los|van|von|der|da|dos|y)\s){{0,2}}{_CAPITALIZED}){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:,\s{_NAME})*,?\s(?:and|&|y|e)\s{_NAME})?"
_STAFF = r"(?:[Ss]taff(?:\s\w+){0,2}|[Rr]edacci[oó]n|[Aa]gencias?|STAFF|REDACCIÓN)"
_BY = r"(?:[Bb]y|BY|[Pp]or|POR|[Ww]ritten by|[Ww]ords by|[Rr]eported by|[Ee]scrito por|[Tt]exto de)"
_BYLINE = re.compile(rf"{_BY}:?\s(?!(?:[Tt]he|[Uu]n|[Uu]na)\s)({_NAMES}|{_STAFF})\s?\.?")
_BYLINE_INSIDE = re.compile(
    rf"(?:^|(?<=[|/•·⋅,–—-]\s)|(?<=[.;]\s)|(?<=[”\"»]\s)){_BY}:?\s(?!(?:[Tt]he|[Uu]n|[Uu]na)\s)({_NAMES}|{_STAFF})(?=\s*(?:$|[|/•·⋅,;(–—{DATE}-]|\.(?:\s|$)))"
)
_BYLINE_FOR = re.compile(rf"{_BY}:?\s({_NAMES}|{_STAFF})\s(?:for|para|at|in|en)\s(?=\S)")
_PERSON = re.compile(
    rf"{_NAMES}|[{_UPPER}][\w'’\-]+(?:\s[{_UPPER}][\w'’\-]+)?,\s{_CAPITALIZED}(?:\s{_CAPITALIZED}){{0,2}}"
    rf"(?:,?\s(?:and|y|&)\s{_NAME})?"
)
_PUBLISHED_BY = re.compile(
    r"(?:(?:originally\s)?(?:published|appeared|featured|posted|reported)\s(?:by|in|on|at)|publicad[oa]\s(?:por|en)|as seen (?:in|on)|via|vía)(?::\s?|\s)(?=\S)"
    r"|(?:source|fuente|outlet|medio|publication|publicación):\s?(?=\S)",
    re.IGNORECASE,
)
_JUNK = re.compile(
    r"(?:(?:read|see|learn|view|load|show) (?:more|all|full|the)(?: \w+){0,4}|read (?:article|it|on|full|story)(?: \w+){0,3}|continue reading|keep reading|(?:view|full|see) (?:article|story|post|original)"
    r"|see all stories on this topic|news|noticias|web|blogs|top stories|(?:other|more) news|otras noticias|share(?: this)?(?: on \w+)?|tweet|print|e-?mail|save|subscribe(?: .{0,40})?|sign up.{0,40}|listen(?: now)?|watch(?: now| video)?|download(?: pdf)?|pdf|link|here|click here|more|back to top|skip to .{0,20}"
    r"|leer (?:más|mas|nota|la nota|artículo|el artículo|completa?)(?: \w+){0,3}|ver (?:más|mas|nota|artículo|todo|todas)(?: \w+){0,2}|seguir leyendo|continuar leyendo|compartir|enlace|aquí|suscr[ií]bete.{0,40}|escuchar|descargar(?: pdf)?|volver"
    r"|(?:(?:facebook|twitter|linkedin|x)\s)*(?:flag as irrelevant|marcar como (?:irrelevante|no relevante))"
    r"|(?:see more results|edit this alert|ver más resultados|editar esta alerta).{0,40}"
    r"|(?:unsubscribe|cancelar (?:la )?suscripción)(?:\s(?:here|aquí|from this|\|).{0,60})?|(?:manage|update) (?:your )?(?:email )?preferences.{0,40}|view (?:this )?e?-?mail in .{0,40}"
    r"|you (?:have |are )?receiv(?:ed|ing) this .{0,100}|recib(?:e|ió|iste) este (?:correo|mensaje).{0,120}"
    r"|(?:©|\(c\)|copyright).*|.*all rights reserved.*|.*todos los derechos reservados.*"
    r"|on .{6,120} wrote:|el .{6,120} escribió:|-+ ?(?:original|forwarded) message ?-+|={3,}.*={3,}|-+ ?mensaje (?:original|reenviado) ?-+)[\s.…»›>→:]*",
    re.IGNORECASE,
)
#: What clipping services say of a piece.
_FIGURE = (
    r"(?:reach|(?:potential )?audience|sentiment|ave|circulation|uvm|impressions|views|engagement|country|alcance|audiencia"
    r"|sentimiento|circulación|impresiones|país|tono|valor publicitario)"
)
_FIGURES = re.compile(rf"{_FIGURE}\s?:[^|•·]{{1,40}}(?:[|•·]\s*{_FIGURE}\s?:[^|•·]{{1,40}})*", re.IGNORECASE)
#: What lists of coverage are called.
_TITLE = re.compile(
    r"\b(?:(?:press|news|media) (?:clips|clippings|coverage|mentions|hits|digest|roundup|summary)|in the (?:news|press|media)"
    r"|(?:daily|weekly|monthly) (?:clips|digest|roundup|update)|cobertura (?:de prensa|de medios|mediática)"
    r"|en (?:los medios|la prensa|las noticias)|(?:recortes|resumen|síntesis|apariciones|menciones) (?:de|en) (?:prensa|medios|noticias)"
    r"|síntesis informativa|monitoreo de medios|(?:actualización|resumen) (?:diari[ao]|semanal|mensual))\b",
    re.IGNORECASE,
)
_WORDS_OF_TITLE = 8
#: What pieces are marked with, before a colon.
_KINDS_OF_PIECE = frozenset(
    [
        *("op ed", "oped", "opinion", "editorial", "video", "audio", "podcast", "listen", "watch", "read", "interview"),
        *("letter", "column", "press release", "entrevista", "columna", "carta", "escuchar", "ver", "comunicado"),
    ]
)
_MAIL_HEADER = re.compile(
    r"(?:from|to|cc|bcc|subject|sent|reply-to|de|para|asunto|enviado|enviado el)\s?:(?:\s|$).*", re.IGNORECASE
)
#: Words that names of outlets have.
_OUTLET_WORDS = frozenset(
    [
        *(
            "news",
            "times",
            "post",
            "daily",
            "tribune",
            "herald",
            "journal",
            "gazette",
            "chronicle",
            "magazine",
            "radio",
            "tv",
            "press",
        ),
        *(
            "review",
            "star",
            "observer",
            "courier",
            "today",
            "weekly",
            "mail",
            "broadcasting",
            "media",
            "podcast",
            "network",
            "wire",
            "sun",
        ),
        *(
            "globe",
            "monitor",
            "register",
            "examiner",
            "dispatch",
            "public",
            "fm",
            "am",
            "independent",
            "reporter",
            "sentinel",
        ),
        *(
            "standard",
            "diario",
            "noticias",
            "periodico",
            "prensa",
            "revista",
            "el",
            "la",
            "voz",
            "mundo",
            "pais",
            "nacion",
            "hora",
            "tiempo",
        ),
        *(
            "nuevo",
            "semanario",
            "agencia",
            "canal",
            "noticiero",
            "telediario",
            "blog",
            "com",
            "org",
            "tv",
            "abc",
            "nbc",
            "cbs",
            "cnn",
            "npr",
            "pbs",
        ),
        *("ap", "bbc"),
    ]
)
#: Small words, which are no sign of a sentence.
_SMALL = frozenset(
    [
        *(
            "a",
            "an",
            "and",
            "at",
            "by",
            "de",
            "del",
            "des",
            "di",
            "e",
            "el",
            "en",
            "for",
            "from",
            "in",
            "la",
            "las",
            "le",
            "los",
            "of",
            "on",
            "or",
            "por",
            "the",
            "to",
            "und",
            "van",
        ),
        *("von", "y", "&", "con", "with", "und", "für"),
    ]
)
_IDEOGRAPHS = re.compile("[\u3040-\u9fff]")
_OURS = re.compile("[\ue000-\ue004]")
_LETTER = re.compile(r"[^\W\d_]")
_QUOTATION = re.compile('[“”"«»‘¿]')
_IN_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?!\w)")
_MARKS = str.maketrans(dict.fromkeys((LINK, END_OF_LINK, STRONG, END_OF_STRONG, DATE)))


@lru_cache(maxsize=8000)
def length(text: str) -> int:
    """How many words `text` has; two Chinese or Japanese characters count as one."""
    return len(text.split()) + len(_IDEOGRAPHS.findall(text)) // 2


def plain(text: str) -> str:
    """`text` without marks of links and of bold words."""
    return " ".join((text.translate(_MARKS) if _OURS.search(text) else text).split())


def is_byline(text: str) -> bool:
    return len(text) < 120 and bool(_BYLINE.fullmatch(text))


@lru_cache(maxsize=4000)
def is_person(text: str) -> bool:
    """Whether `text` is shaped as names of persons are: "Marta Quiroga", "Quiroga, Marta". Many outlets are, too."""
    return len(text) < 70 and bool(_PERSON.fullmatch(text.strip(" .;:"))) and not _names_outlet(text)


def _names_outlet(text: str) -> bool:
    words = text.casefold().split()
    return words[0] in {"the", "el", "la", "los", "las"} or any(
        word in _OUTLET_WORDS and word not in _SMALL for word in normalize_for_matching(text).split()
    )


def is_junk(text: str) -> bool:
    """Whether it is none of an article's facts: "Read more", the head of a mail."""
    return (
        len(text) < 160 and bool(_JUNK.fullmatch(text) or _MAIL_HEADER.fullmatch(text) or _FIGURES.fullmatch(text))
    ) or (text.startswith(("...", "…")) and len(text.split()) > 4)


def is_title(text: str) -> bool:
    """Whether it is what a list of coverage is called, not a piece of coverage."""
    return len(text.split()) <= _WORDS_OF_TITLE and bool(_TITLE.search(text))


def take_byline(text: str) -> tuple[str, str]:
    """`text` without the by-line in it, and whose it is."""
    whole = _BYLINE.match(text)
    if whole and (whole.end() == len(text)):
        return "", whole[1].strip(" .")
    found = _BYLINE_INSIDE.search(text)
    if not found:
        return text, ""
    left, right = text[: found.start()], text[found.end() :]
    if not left.strip():
        right = right.lstrip(" |/•·⋅,;–—-.")
        return right, found[1]
    if not right.strip(" ."):
        return left.rstrip(" |/•·⋅,;–—-"), found[1]
    return left.rstrip(" |/•·⋅,;–—-") + (" " if right.startswith(" ") else "") + right, found[1]


def take_byline_for(text: str) -> tuple[str, str]:
    """The outlet in "By Ana Ejemplo for Politico", and the author; all of another `text`, and nobody."""
    found = _BYLINE_FOR.match(text)
    return (text[found.end() :], found[1]) if found else (text, "")


def take_published_by(text: str) -> tuple[str, bool]:
    """`text` without "Published by" before the outlet, and whether it was there."""
    found = _PUBLISHED_BY.match(text)
    return (text[found.end() :], True) if found else (text, False)


@lru_cache(maxsize=4000)
def outlet_words(text: str) -> int:
    """How many words in `text` are such as names of outlets have."""
    return sum(word in _OUTLET_WORDS for word in normalize_for_matching(text).split())


@lru_cache(maxsize=8000)
def outlet_score(text: str) -> float:
    """How much `text` looks like the name of an outlet, by itself: about -4 to 2."""
    if len(text) > 120 or not _LETTER.search(text):
        return -4.0
    if is_well_known(text):
        return 2.0
    words = text.split()
    count = len(words)
    lower = sum(word[0].islower() and word.strip("(),.") not in _SMALL for word in words)
    signs = (
        (count <= 3, 1.0),
        (count == 4, 0.8),
        (5 <= count <= 6, 0.5),
        (7 <= count <= 8, -0.3),
        (count > 8, -1.0),
        (count > WORDS_OF_OUTLET or len(text) > LONGEST_OUTLET, -1.5),
        (text[-1] in "?!…:" or text[0] in "¿¡:,.)", -1.5),
        (bool(_QUOTATION.search(text)), -1.2),
        (count > 1, -min(1.5, 2.0 * lower / count)),
        (count == 1 and bool(lower), -0.3),
        (": " in text or ". " in text, -0.6),
        (text.count("(") != text.count(")"), -1.0),
        (is_any_date(text) or bool(_CLOCK.match(text)), -3.0),
        (normalize_for_matching(text) in _KINDS_OF_PIECE, -3.0),
        (is_byline(text) or (", " in text and is_person(text)), -2.0),
        (True, min(0.6, 0.4 * outlet_words(text))),
    )
    return sum(points for holds, points in signs if holds)


@lru_cache(maxsize=8000)
def headline_score(text: str) -> float:
    """How much `text` looks like a headline, by itself: about -4 to 1."""
    if not _LETTER.search(text):
        return -1.5
    count = length(text)
    signs = (
        (True, (-0.8, -0.3, 0.1, 0.4, 0.7)[max(0, min(count, 5) - 1)]),
        (count > 35, -0.8),
        (count > 10 and text.endswith(("...", "…")), -0.8),  # what search engines show of an article
        (count > 7 and text.endswith((".", ".”")), -0.3),  # a sentence of the article, mostly
        (is_well_known(text), -2.0),
        (text[0].islower() and count > 1, -0.4),
        (text[0] in "”»),.;:" or text[-1] in "“«(,;:", -0.8),
        (text.count("(") != text.count(")"), -0.7),
        (text.count("“") != text.count("”") or text.count('"') % 2 == 1, -0.5),
        (is_byline(text) or bool(_IN_PARENTHESES.fullmatch(text)), -3.0),
    )
    return sum(points for holds, points in signs if holds)
