"""Imports and their rows, made without the screens."""

import datetime as dt

from wagtail.models import Locale

from press.imports import tasks
from press.imports.create_clippings import CreateClippings
from press.imports.enrichment import enrich
from press.imports.enums import ImportSource, RowState
from press.imports.models import ImportRow, PressImport


def english():
    return Locale.objects.get(language_code="en")


def make_import(user=None, count=0, outlet=None, **fields):
    """An import by `user` with `count` rows of `outlet` that are ready."""
    made = PressImport.objects.create(
        **{"source": ImportSource.PASTE, "title": "A paste", "locale": english(), "user": user, **fields}
    )
    add_rows(made, *({"headline": f"Headline number {n}", "outlet": outlet} for n in range(1, count + 1)))
    return made


def add_rows(press_import, *rows):
    """Add rows, checked as those that were brought in by the screens."""
    taken = press_import.rows.count()
    made = []
    for number, fields in enumerate(rows, start=taken + 1):
        outlet = fields.get("outlet")
        known = {"line": number, "date": dt.date(2017, 3, 28), "language": "en"}
        row = ImportRow(press_import=press_import, **{**known, **fields})
        row.outlet_name = row.outlet_name or (outlet.name if outlet else "")
        made.append(row)
    enrich(made, press_import)
    ImportRow.objects.insert(made)
    return made


def states_of(press_import):
    return list(press_import.rows.values_list("state", flat=True))


def file_all(press_import, user, *, publish=False):
    """File what is ready, as the screens do; the import afterwards."""
    assert tasks.start(CreateClippings, press_import, user, publish=publish)
    press_import.refresh_from_db()
    assert {row.state for row in press_import.rows.exclude(clipping=None)} <= {RowState.FILED}
    return press_import
