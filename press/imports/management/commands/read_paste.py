"""`manage.py read_paste`: how a paste is read, without importing it."""

import datetime as dt
import json
import sys
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from wagtail.models import Locale

from press.enums import DateOrder
from press.imports.create_import import row_of_paste
from press.imports.enrichment import enrich
from press.imports.enums import ImportSource, RowState
from press.imports.jobs import ConfirmDates, MarkNewOutlets
from press.imports.models import ImportRow, PressImport
from press.imports.outlet_matching import OutletIndex
from press.imports.validators import validate
from press.reading import InputError
from press.reading.paste import parse_paste

DATE_BUTTONS = {"month_first": DateOrder.MONTH_FIRST, "day_first": DateOrder.DAY_FIRST}
BUTTONS = {"new_outlets", *DATE_BUTTONS}


class Command(BaseCommand):
    help = (
        "Reads pastes from standard input, one JSON object a line, and says how each is read. No clippings, outlets or"
        " imports are read from the database or written to it."
    )
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        for number, line in enumerate(sys.stdin, start=1):
            if not line.strip():
                continue
            try:
                question = question_of(json.loads(line))
            except (ValueError, RecursionError) as error:
                raise CommandError(f"Line {number} is no question: {error}") from None
            self.stdout.write(json.dumps(answer(*question)))


def question_of(given: object) -> tuple[str, Sequence[Sequence[str]], dt.date, Sequence[str]]:
    """The paste; the known outlets, each with its name and its other spellings; the day; the buttons. Raises
    ValueError."""
    if not isinstance(given, dict):
        raise ValueError("not an object")
    text, outlets, buttons = given.get("text"), given.get("outlets") or [], given.get("buttons") or []
    if not isinstance(text, str):
        raise ValueError("text is not a string")
    if not isinstance(outlets, list) or not all(map(_is_outlet, outlets)):
        raise ValueError("outlets is not a list of names, or of lists of spellings")
    if not isinstance(buttons, list) or not all(button in BUTTONS for button in buttons):
        raise ValueError(f"buttons are none but {', '.join(sorted(BUTTONS))}")
    today = dt.date.fromisoformat(str(given["today"])) if given.get("today") else timezone.localdate()
    return text, [[outlet] if isinstance(outlet, str) else outlet for outlet in outlets], today, buttons


def answer(text: str, outlets: Sequence[Sequence[str]], today: dt.date, buttons: Sequence[str]) -> dict[str, Any]:
    """The rows as the review would show them, and which of them could be filed."""
    index = OutletIndex(
        (pk, name, "\n".join(spellings), "", "") for pk, (name, *spellings) in enumerate(outlets, start=1)
    )
    try:
        parsed = parse_paste(text, index)
    except InputError as error:
        return {"rows": [], "refused": error.code}
    press_import = PressImport(source=ImportSource.PASTE, locale=Locale(language_code=settings.LANGUAGE_CODE))
    rows = [row_of_paste(press_import, found) for found in parsed]
    enrich(rows, press_import, today=today, index=index)
    answers = [_describe(row, index) for row in rows]
    for row, found in zip(rows, answers, strict=True):
        _press_buttons(row, buttons, today)
        found["ready_after_buttons"] = row.state == RowState.READY
    return {"rows": answers, "refused": None}


def _is_outlet(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and bool(value) and all(isinstance(name, str) for name in value)
    )


def _describe(row: ImportRow, index: OutletIndex) -> dict[str, Any]:
    suggestions = [found for problem in row.problems for found in problem["params"].get("suggestions", [])]
    return {
        "line": row.line,
        "raw": row.raw,
        "headline": row.headline,
        "outlet": row.outlet_name,
        "outlet_known": index.names.get(row.outlet_id or 0),
        "outlet_suggestions": [found["name"] for found in suggestions],
        "date": row.date.isoformat() if row.date else None,
        "other_date": row.other_date.isoformat() if row.other_date else None,
        "url": row.url,
        "archive_url": row.archive_url,
        "author": row.author,
        "language": row.language,
        "kind": row.kind,
        "ready": row.state == RowState.READY,
        "doubts": [problem["code"] for problem in row.problems],
    }


def _press_buttons(row: ImportRow, buttons: Sequence[str], today: dt.date) -> None:
    """Change a row as the buttons for the whole list would. Duplicates are set aside: a list may name a piece twice."""
    for button in buttons:
        if button in DATE_BUTTONS and row.other_date and not row.date_confirmed:
            ConfirmDates().edit(row, {"order": DATE_BUTTONS[button]})
        elif button == "new_outlets" and row.outlet_name and not (row.outlet_id or row.new_outlet):
            MarkNewOutlets().edit(row, {})
    row.duplicate_row = None
    validate(row, today=today)
