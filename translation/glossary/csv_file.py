"""The glossary as a CSV file: all lines are taken in, or none."""

import csv
import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from site_project.spreadsheets import meant
from site_project.text import collapse_whitespace
from translation.glossary.models import Term

#: The columns, by the field or attribute that each holds. Their names are the same in every language, so that a file
#: fits whoever exported it.
COLUMNS = {
    "source_locale.language_code": "term_language",
    "text": "term",
    "target_locale.language_code": "translation_language",
    "translation": "translation",
    "do_not_use": "do_not_use",
    "note": "note",
}
REQUIRED = {"term", "term_language", "translation", "translation_language"}
MAX_BYTES = 1024 * 1024
MAX_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Imported:
    """How many terms were added, and how many of those there were say something else now."""

    added: int
    changed: int


def read(content: bytes) -> list[Term]:
    """The terms of a file, not saved.

    Raises:
        ValidationError: with everything that is wrong, by line.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = _("Line %(line)d: these are not UTF-8 characters. Save the file as “CSV UTF-8”.")
        raise ValidationError(message % {"line": line}) from error
    if "\x00" in text:
        raise ValidationError(_("This is not a CSV file."))
    first = text.split("\n", 1)[0]
    # Excel writes semicolons where the comma separates decimals.
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _terms(reader)
    except csv.Error as error:
        raise ValidationError(
            _("Line %(line)d cannot be read: is a quotation mark missing?") % {"line": reader.line_num}
        ) from error


def _terms(reader: "csv.DictReader[str]") -> list[Term]:
    reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or []]
    missing = sorted(REQUIRED - set(reader.fieldnames))
    if missing:
        raise ValidationError(_("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    terms: dict[tuple[int, int, str], Term] = {}
    problems: list[str] = []
    for row in reader:
        if not any(isinstance(value, str) and value.strip() for value in row.values()):
            continue
        if len(terms) == MAX_ROWS:
            raise ValidationError(_("The file has more than %(limit)d lines.") % {"limit": MAX_ROWS})
        try:
            term = _term(row, locales)
            key = (term.source_locale_id, term.target_locale_id, term.text)
            if key in terms:
                raise ValidationError(_("This term stands in the file already."))
            terms[key] = term
        except ValidationError as error:
            line = _("Line %(line)d: ") % {"line": reader.line_num}
            problems += [line + text for text in _said(error)]
    if problems:
        raise ValidationError(problems)
    if not terms:
        raise ValidationError(_("The file has no terms."))
    return list(terms.values())


def _term(row: dict[str, str], locales: dict[str, Locale]) -> Term:
    if None in row or None in row.values():
        raise ValidationError(_("It has not as many columns as the first line."))
    codes = [row["term_language"].strip(), row["translation_language"].strip()]
    unknown = [code for code in codes if code not in locales]
    if unknown:
        raise ValidationError(_("The site has no language “%(code)s”.") % {"code": unknown[0]})
    term = Term(
        source_locale=locales[codes[0]],
        target_locale=locales[codes[1]],
        text=collapse_whitespace(meant(row["term"])),
        translation=meant(row["translation"]).strip(),
        do_not_use=meant(row.get("do_not_use", "")).strip(),
        note=meant(row.get("note", "")).strip(),
    )
    term.full_clean(validate_unique=False, validate_constraints=False, exclude=["source_locale", "target_locale"])
    return term


def _said(error: ValidationError) -> list[str]:
    """What is wrong, each with the name of its column."""
    if not hasattr(error, "error_dict"):
        return error.messages
    columns = {name: COLUMNS.get(name, name) for name in error.message_dict}
    return [f"{columns[name]}: {text}" for name, texts in error.message_dict.items() for text in texts]


@transaction.atomic
def save(terms: list[Term]) -> Imported:
    """Add terms, and change those that are there. What the file does not name stays."""
    known = {
        (term.source_locale_id, term.target_locale_id, term.text): term
        for term in Term.objects.filter(text__in=[term.text for term in terms])
    }
    new, changed = [], []
    fields = ("translation", "do_not_use", "note")
    for term in terms:
        old = known.get((term.source_locale_id, term.target_locale_id, term.text))
        if old is None:
            new.append(term)
        elif any(getattr(old, name) != getattr(term, name) for name in fields):
            for name in fields:
                setattr(old, name, getattr(term, name))
            changed.append(old)
    Term.objects.bulk_create(new)
    Term.objects.bulk_update(changed, fields)
    return Imported(len(new), len(changed))
