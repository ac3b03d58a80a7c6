"""One row of a paste, and how a line with headline, outlet and date is taken apart."""

from dataclasses import dataclass

#: Between headline and outlet, where both stand on one line.
CLEAR_SEPARATORS = (" | ", " / ", " // ")
SEPARATORS = (*CLEAR_SEPARATORS, " — ", " – ", " - ", " -- ", " · ", " • ")
#: Names of outlets are shorter than this, in characters and in words.
LONGEST_OUTLET = 60
WORDS_OF_OUTLET = 8


@dataclass(slots=True)
class ParsedRow:
    """A piece of coverage as it was pasted. `line` (from 1) is where it begins, `raw` what stands there, untouched
    but for control characters. What was not found is empty. `problem` is a code of `press.imports.problems` for lines
    that nothing was found in."""

    line: int
    raw: str
    headline: str = ""
    outlet_name: str = ""
    date_text: str = ""
    url: str = ""
    archive_url: str = ""
    language: str = ""
    kind: str = ""
    author: str = ""
    gloss: str = ""
    quote: str = ""
    problem: str = ""


def words(text: str) -> int:
    """How many words `text` has."""
    return len(text.split())


def looks_like_outlet(text: str) -> bool:
    """Whether `text` is as short as the names of outlets are."""
    return 0 < len(text) <= LONGEST_OUTLET and words(text) <= WORDS_OF_OUTLET


def headline_and_outlet(text: str, *, clear: bool = False) -> tuple[str, str] | None:
    """A line without its date, taken apart at what stands between headline and outlet: "headline / outlet",
    "headline — outlet", "headline (outlet)"; with `clear` only at what hardly occurs in headlines. None when nothing
    parts it."""
    if not clear and (parts := _parentheses(text, still_open=True)):
        return parts
    for separator in CLEAR_SEPARATORS if clear else SEPARATORS:
        headline, found, outlet = text.rpartition(separator)
        if found and headline.strip() and looks_like_outlet(outlet.strip()):
            return headline.strip(), outlet.strip()
    return None if clear else _parentheses(text, still_open=False)


def comma_separated(text: str) -> tuple[str, str] | None:
    """ "Headline, outlet" at the last comma; the comma of a quotation may stand inside the marks."""
    headline, comma, outlet = text.rpartition(",")
    if comma and outlet[:1] in {"”", '"', "’", "»"} and outlet[1:].strip():
        return f"{headline}{outlet[0]}".strip(), outlet[1:].strip()
    if comma and headline.strip() and outlet.strip():
        return headline.strip(), outlet.strip()
    return None


def _parentheses(text: str, *, still_open: bool) -> tuple[str, str] | None:
    """ "Headline (outlet)"; or "Headline (outlet", when the date after it in the parentheses was taken out."""
    start = text.rfind("(")
    if start <= 0 or still_open == text.endswith(")") or (still_open and ")" in text[start:]):
        return None
    headline, outlet = text[:start].strip(" ,"), text[start + 1 :].strip(" ,)")
    return (headline, outlet) if headline and looks_like_outlet(outlet) else None
