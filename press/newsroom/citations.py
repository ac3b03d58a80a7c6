"""Clippings as visitors read them."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import get_language, pgettext

from press.enums import ClippingKind, LinkState
from press.models import Clipping
from site_project.i18n.language_choices import language_name


@dataclass(frozen=True, slots=True)
class Citation:
    """A clipping as a visitor reads it: facts in the source's language, our words in the visitor's."""

    pk: int
    key: uuid.UUID
    headline: str
    url: str
    archive_url: str
    link_state: str
    outlet_name: str
    date: dt.date
    lang: str
    lang_differs: bool
    lang_label: str
    gloss: str
    note: str
    quote: str
    author: str
    kind: str
    kind_label: str


def as_citations(clippings: QuerySet[Clipping], code: str | None = None) -> list[Citation]:
    """`clippings` as citations for a reader of `code` (default: the active language), with one query."""
    code = code or get_language() or ""
    return [as_citation(row, code) for row in with_citations(clippings, code)]


#: As Django's `get_kind_display` has them, which puts them together anew each time.
_KINDS = dict(ClippingKind.choices)
#: Of the row itself, what is shown.
_SHOWN = (
    "translation_key",
    "headline",
    "url",
    "archive_url",
    "date",
    "language",
    "gloss",
    "note",
    "quote",
    "author",
    "kind",
)


def with_citations(clippings: QuerySet[Clipping], code: str) -> QuerySet[Clipping]:
    """`clippings` with what `as_citation` needs for a reader of `code`.

    A gloss is shown only in the reader's own language: a line in a third language helps nobody.
    """
    carriers = Clipping.objects.filter(citation=OuterRef("pk"), locale__language_code=code, live=True).order_by()
    return clippings.only(*_SHOWN).annotate(
        outlet_name=F("outlet__name"),
        own_language=F("locale__language_code"),
        checked_url=F("link__url"),
        link_state=F("link__state"),
        translated_gloss=Subquery(carriers.values("gloss")[:1]),
        translated_note=Subquery(carriers.values("note")[:1]),
    )


def as_citation(row: Any, code: str) -> Citation:
    """A row of `with_citations` as a citation."""
    own = row.own_language == code
    state = row.link_state if row.checked_url == row.url and row.link_state else LinkState.UNKNOWN
    dead = state == LinkState.DEAD
    return Citation(
        pk=row.pk,
        key=row.translation_key,
        headline=row.headline,
        url="" if dead else row.url,
        archive_url=row.archive_url,
        link_state=state,
        outlet_name=row.outlet_name,
        date=row.date,
        lang=row.language,
        lang_differs=row.language != code,
        # Translators: %(language)s is a language's name in lower case where the language writes it so.
        lang_label=pgettext("language of an article", "in %(language)s") % {"language": language_name(row.language)},
        gloss=(row.gloss if own else row.translated_gloss) or "",
        note=(row.note if own else row.translated_note) or "",
        quote=row.quote,
        author=row.author,
        kind=row.kind,
        kind_label=str(_KINDS.get(row.kind, row.kind)),
    )
