"""What a person changes in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from press.imports import fetch_rows
from press.imports.enrichment import enrich
from press.imports.enums import RowState
from press.imports.models import ImportRow, PressImport

#: Fields that are set as they are typed.
PLAIN = ("headline", "language", "kind", "archive_url", "author", "gloss", "quote", "keep_duplicate", "chosen")


def apply_edits(row: ImportRow, typed: Mapping[str, Any]) -> None:
    """Set what was typed: values by field. `date_choice` is one of the two days that figures can mean; `outlet` is the
    primary key of an outlet that was picked; `leave_out` says whether the row is wanted at all."""
    if "campaign" in typed:
        row.campaign_id = typed["campaign"]
    for name in PLAIN:
        if name in typed:
            setattr(row, name, typed[name])
    if "language" in typed:
        row.guessed_language = ""  # said by a person, even if the guess was the same
    _change_outlet(row, typed)
    if "url" in typed:
        row.url, row.fetch_error, row.fetch_tries, row.fetched_at = typed["url"], "", 0, None
    _change_date(row, typed)
    if typed.get("leave_out"):
        row.state = RowState.LEFT_OUT
    elif row.state == RowState.LEFT_OUT and "leave_out" in typed:
        row.state = RowState.ATTENTION


def _change_outlet(row: ImportRow, typed: Mapping[str, Any]) -> None:
    if "new_outlet" in typed:
        row.new_outlet = typed["new_outlet"]
    if "outlet_name" in typed:
        row.outlet_name, row.outlet = typed["outlet_name"], None
    if "outlet" in typed:
        row.outlet, row.new_outlet = typed["outlet"], False
        row.outlet_name = typed["outlet"].name


def _change_date(row: ImportRow, typed: Mapping[str, Any]) -> None:
    day: dt.date | None = typed.get("date") or typed.get("date_choice")
    if day:
        row.date, row.other_date, row.date_confirmed = day, None, True
    elif "date" in typed:
        row.date, row.other_date, row.date_confirmed, row.date_text = None, None, False, ""


def save_edits(rows: Sequence[ImportRow], press_import: PressImport) -> list[int]:
    """Enrich and save changed rows; the primary keys of those whose address is to be read now.

    Rows whose address is being read are saved, but enriched only once it is."""
    reading = [row for row in rows if row.state == RowState.FETCHING]
    others = [row for row in rows if row.state != RowState.FETCHING]
    enrich(others, press_import)
    ImportRow.objects.save_edited([*reading, *others])
    return fetch_rows.mark(row for row in others if row.state == RowState.FETCHING)
