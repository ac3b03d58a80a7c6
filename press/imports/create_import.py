"""New imports: of something pasted, a file, one address, or what somebody chose from proposals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from press.imports import tasks
from press.imports.enrichment import enrich
from press.imports.enums import ImportSource, ImportState, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.permissions import User
from press.imports.problems import problem
from press.reading.paste import ParsedRow, parse_paste
from press.reading.tables import open_table
from press.reading.text import one_line
from site_project.models import Campaign
from site_project.text import strip_control_characters

TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Whose an import is, in which language its clippings are filed, and what holds for all of its rows unless they say
    otherwise."""

    user: User
    locale: Locale
    campaign: Campaign | None = None
    date_order: str = ""

    def create(self, source: ImportSource, title: str, **fields: Any) -> PressImport:
        """Save a new import."""
        return PressImport.objects.create(
            source=source,
            title=title,
            user_id=self.user.pk,
            locale=self.locale,
            campaign=self.campaign,
            date_order=self.date_order,
            worked_at=timezone.now(),
            **fields,
        )


def from_paste(options: ImportOptions, text: str) -> PressImport | None:
    """An import of pasted text; None when there is nothing in it. Raises InputError.

    Rows that are only an address are read in the background."""
    parsed = parse_paste(text)
    if not parsed:
        return None
    with transaction.atomic():
        press_import = options.create(ImportSource.PASTE, _title(parsed[0].raw), text=strip_control_characters(text))
        rows = [row_of_paste(press_import, found) for found in parsed]
        enrich(rows, press_import)
        ImportRow.objects.insert(rows)
    tasks.enqueue_fetches(row.pk for row in rows if row.state == RowState.FETCHING)
    return press_import


def from_file(options: ImportOptions, name: str, content: bytes) -> PressImport:
    """An import of a file whose columns are not named yet. Raises InputError."""
    table = open_table(content, name)
    # The end of a name tells what kind of file it is.
    title = one_line(name)[-200:] or "file"
    return options.create(
        ImportSource.FILE,
        title,
        state=ImportState.MAPPING,
        content=content,
        columns=table.guess_columns(),
        job={"header": table.has_header},
    )


def from_address(options: ImportOptions, url: str, headline: str = "", quote: str = "") -> PressImport:
    """An import of one article, which is read in the background."""
    press_import = options.create(ImportSource.ADDRESS, _title(headline or url))
    row = ImportRow(press_import=press_import, line=1, raw=url, url=url, headline=headline, quote=quote)
    enrich([row], press_import)
    row.state, row.problems = RowState.FETCHING, []
    row.save()
    tasks.enqueue_fetches([row.pk])
    return press_import


@transaction.atomic
def from_proposals(proposals: PressImport, user: User) -> PressImport | None:
    """Move the chosen proposals into an import of their own, which can be filed and undone; None when there is none."""
    PressImport.objects.lock(proposals.pk)
    rows = list(proposals.rows.chosen().values_list("pk", flat=True))
    if not rows:
        return None
    options = ImportOptions(user, proposals.locale, proposals.campaign, proposals.date_order)
    taken = options.create(ImportSource.TAKEN, proposals.title, origin=proposals)
    ImportRow.objects.filter(pk__in=rows).update(press_import=taken)
    return taken


def row_of_paste(press_import: PressImport, found: ParsedRow) -> ImportRow:
    return ImportRow(
        press_import=press_import,
        line=found.line,
        raw=found.raw,
        headline=found.headline,
        outlet_name=found.outlet_name,
        date_text=found.date_text,
        url=found.url,
        author=found.author,
        gloss=found.gloss,
        problems=[problem("", found.problem)] if found.problem else [],
    )


def _title(text: str) -> str:
    words = one_line(text)
    return words if len(words) <= TITLE_LENGTH else words[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
