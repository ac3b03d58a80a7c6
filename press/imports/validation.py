"""Checks rows by today's date and saves them, new or changed.

`check` finds out what rows do not say yet. `check_again` is for rows that somebody has reviewed: it changes nothing in
them, and only says what is open about them now.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from press.imports.duplicates import find_duplicates
from press.imports.enrichment import assess, fill_in
from press.imports.enums import RowState
from press.imports.models import ImportRow, PressImport
from press.imports.outlet_matching import OutletIndex

#: What a check can change in a row.
CHECKED = (
    *("raw", "headline", "outlet_name", "outlet", "date", "other_date", "language", "guessed_language"),
    *("url", "url_key", "archive_url", "author", "gloss", "quote", "campaign"),
    *("duplicate_of", "duplicate_row", "problems", "state"),
)
#: What a person can change in a row besides.
TYPED = (
    "new_outlet",
    "date_text",
    "date_confirmed",
    "kind",
    "keep_duplicate",
    "chosen",
    "fetch_error",
    "fetch_tries",
    "fetched_at",
)


def check(rows: Sequence[ImportRow], press_import: PressImport, index: OutletIndex | None = None) -> None:
    """Find out what can be found out about these rows and say what is still open. Nothing is saved."""
    own = [(row, row.campaign_id) for row in rows if row.pk]
    fill_in(rows, press_import, today=timezone.localdate(), index=index)
    for row, campaign in own:
        row.campaign_id = campaign  # rows get the import's campaign once: whoever empties the field means it


def check_again(rows: Sequence[ImportRow], press_import: PressImport) -> None:
    """Say of saved rows what is open about them now, since others may have filed the same pieces. Their values stay as
    they were reviewed. Nothing is saved."""
    find_duplicates(rows, press_import)
    today = timezone.localdate()
    for row in rows:
        assess(row, today=today)


def save_checked(rows: Sequence[ImportRow]) -> None:
    """Save what `check_again` found."""
    changed = [row for row in rows if row.state != RowState.READY or row.duplicate_of_id or row.duplicate_row_id]
    ImportRow.objects.bulk_update(changed, ["duplicate_of", "duplicate_row", "problems", "state"])
    others = {row.pk for row in rows} - {row.pk for row in changed}
    ImportRow.objects.filter(pk__in=others).update(duplicate_of=None, duplicate_row=None, state=RowState.READY)


def save_new(rows: Sequence[ImportRow]) -> None:
    """Save checked rows that are not in the database yet."""
    earlier = [row.duplicate_row for row in rows]
    for row in rows:
        row.duplicate_row = None  # it may have no primary key yet
    ImportRow.objects.bulk_create(rows)
    for row, before in zip(rows, earlier, strict=True):
        row.duplicate_row = before
    ImportRow.objects.bulk_update([row for row in rows if row.duplicate_row], ["duplicate_row"])


def save_changed(rows: Sequence[ImportRow]) -> None:
    """Save checked rows with what somebody has typed."""
    ImportRow.objects.bulk_update(rows, [*CHECKED, *TYPED], batch_size=100)
