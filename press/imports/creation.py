"""How imports begin: with something pasted, a file, or one address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from press.imports import tasks
from press.imports.enums import ImportSource, ImportState, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.permissions import User
from press.imports.problems import problem
from press.imports.reading.paste import ParsedRow, parse_paste
from press.imports.reading.tables import open_table
from press.imports.reading.text import one_line
from press.imports.validation import check, save_new
from site_project.models import Campaign
from site_project.text import strip_control_characters

TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an import begins with: whose it is, in which language its clippings are filed, and what holds for all of
    its rows unless they say otherwise."""

    user: User
    locale: Locale
    campaign: Campaign | None = None
    date_order: str = ""

    def make(self, source: ImportSource, title: str, **fields: Any) -> PressImport:
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


def from_paste(beginning: Beginning, text: str) -> PressImport | None:
    """An import of pasted text; None when there is nothing in it. Raises TooLarge.

    Rows that are only an address are read in the background."""
    parsed = parse_paste(text)
    if not parsed:
        return None
    with transaction.atomic():
        press_import = beginning.make(ImportSource.PASTE, _title(parsed[0].raw), text=strip_control_characters(text))
        rows = [_row(press_import, found) for found in parsed]
        check(rows, press_import)
        save_new(rows)
    tasks.read_addresses(row.pk for row in rows if row.state == RowState.FETCHING)
    return press_import


def from_file(beginning: Beginning, name: str, content: bytes) -> PressImport:
    """An import of a file whose columns are not named yet. Raises TableProblem."""
    table = open_table(content, name)
    # The end of a name tells what kind of file it is.
    title = one_line(name)[-200:] or "file"
    return beginning.make(
        ImportSource.FILE,
        title,
        state=ImportState.MAPPING,
        content=content,
        columns=table.guess_columns(),
        job={"header": table.has_header},
    )


def from_address(beginning: Beginning, url: str, headline: str = "", quote: str = "") -> PressImport:
    """An import of one article, which is read in the background."""
    press_import = beginning.make(ImportSource.ADDRESS, _title(headline or url))
    row = ImportRow(press_import=press_import, line=1, raw=url, url=url, headline=headline, quote=quote)
    check([row], press_import)
    row.state, row.problems = RowState.FETCHING, []
    row.save()
    tasks.read_addresses([row.pk])
    return press_import


def _row(press_import: PressImport, found: ParsedRow) -> ImportRow:
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
