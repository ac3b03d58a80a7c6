"""What the press room reads from the database, in bounded numbers of queries.

Models are imported where they are used: pages and blocks build on these queries, so the models come later.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language, pgettext

from press.enums import LinkState
from site_project.iso_languages import language_name
from site_project.visibility import visible

if TYPE_CHECKING:
    from wagtail.query import PageQuerySet

    from press.models import Clipping, NewsPage


@dataclass(frozen=True, slots=True)
class Citation:
    """A clipping as a visitor reads it: facts in the source's language, our words in the visitor's."""

    pk: int
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
    kind: str
    kind_label: str


def citations() -> QuerySet[Clipping]:
    """Every published clipping, once, newest first."""
    from press.models import Clipping

    return Clipping.objects.filter(citation=None, live=True).order_by("-date", "-pk")


def of_campaign(clippings: QuerySet[Clipping], key: uuid.UUID) -> QuerySet[Clipping]:
    """Those filed under a campaign, given the translation key that its hubs in all languages share."""
    from press.models import ClippingCampaign

    links = ClippingCampaign.objects.filter(clipping=OuterRef("pk"), campaign__translation_key=key)
    return clippings.filter(Exists(links))


def news(code: str | None = None, key: uuid.UUID | None = None) -> PageQuerySet[NewsPage]:
    """News that a visitor may see in the language `code` (default: the active one), newest first; only of the
    campaign with the translation key `key`, if given."""
    from press.models import NewsPage

    posts = visible(NewsPage.objects.filter(locale__language_code=code or get_language()))
    if key:
        posts = posts.filter(campaign__translation_key=key)
    return posts.order_by("-date", "-pk")


def as_citations(clippings: Iterable[Clipping], code: str | None = None) -> list[Citation]:
    """Citations for a reader of `code` (default: the active language), with two queries for any number of them.

    A gloss is shown only in the reader's own language: a line in a third language helps nobody.
    """
    from press.models import Clipping

    code = code or get_language() or ""
    rows: Sequence[Clipping]
    if isinstance(clippings, QuerySet):
        rows = list(clippings.select_related("outlet", "locale"))
    else:
        rows = list(clippings)
    elsewhere = [row.pk for row in rows if row.locale.language_code != code]
    translated = (
        {
            carrier.citation_id: carrier
            for carrier in Clipping.objects.filter(citation__in=elsewhere, locale__language_code=code, live=True)
        }
        if elsewhere
        else {}
    )
    return [_citation(row, row if row.locale.language_code == code else translated.get(row.pk), code) for row in rows]


def _citation(row: Clipping, words: Clipping | None, code: str) -> Citation:
    dead = row.link_state == LinkState.DEAD
    return Citation(
        pk=row.pk,
        headline=row.headline,
        url="" if dead else row.url,
        archive_url=row.archive_url,
        link_state=row.link_state,
        outlet_name=row.outlet.name,
        date=row.date,
        lang=row.language,
        lang_differs=row.language != code,
        # Translators: %(language)s is a language's name in lower case where the language writes it so.
        lang_label=pgettext("language of an article", "in %(language)s") % {"language": language_name(row.language)},
        gloss=words.gloss if words else "",
        note=words.note if words else "",
        kind=row.kind,
        kind_label=row.get_kind_display(),
    )
