"""Coverage that is there already: the same address, or the same headline in the same outlet on the same day."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import or_
from typing import TypeAlias, TypeVar

from django.db.models import Q

from press.imports.enums import RowState
from press.imports.models import ImportRow, PressImport
from press.imports.outlet_matching import outlet_key
from press.models import Clipping
from press.reading.text import normalize_for_matching

_Value = TypeVar("_Value")
#: What a piece is known by: the key of its address; or headline, outlet and day, when it has no address.
Mark: TypeAlias = str | tuple[str, int | str, dt.date]

#: Values in one query. SQLite takes no more than 999 in its older versions.
CHUNK = 400
#: Rows in these states are no earlier ones: they never become clippings, or are clippings by now.
PASSED_OVER = frozenset({RowState.LEFT_OUT, RowState.REFUSED, RowState.FILED})


def find_duplicates(rows: Sequence[ImportRow], press_import: PressImport) -> None:
    """Set `duplicate_of` and `duplicate_row` of each row: the clipping, and the earlier row of the same import, that
    seem to be the same piece. Rows may be unsaved, and point to unsaved ones then; those of the import that are not
    among them are read from the database; of an import that is not saved, nothing is. Queries: two for each `CHUNK`
    different addresses, and about as many for outlets and days."""
    clippings = _clippings(rows) if press_import.pk else {}
    earlier_rows = _earlier_rows(rows, press_import) if press_import.pk else {}
    for row in sorted(rows, key=_position):
        marks = _marks(row)
        clipping = next((clippings[mark] for mark in marks if mark in clippings), None)
        clipping = clipping if clipping != row.clipping_id else None
        if clipping and clipping != row.duplicate_of_id and not _was_filed_as(row.duplicate_row, clipping):
            # What was decided was decided about another one.
            row.keep_duplicate = row.campaign_too = False
        row.duplicate_of_id = clipping
        earlier = next((earlier_rows[mark] for mark in marks if mark in earlier_rows), None)
        row.duplicate_row = earlier if earlier and _position(earlier) <= _position(row) else None
        if row.state not in PASSED_OVER:
            _keep_first(earlier_rows, row)


def _was_filed_as(row: ImportRow | None, clipping: int) -> bool:
    return row is not None and row.clipping_id == clipping


def earlier_row(row: ImportRow) -> ImportRow | None:
    """The earlier row that `row` seems to repeat, as long as that one is still to be filed. A query, unless it is
    loaded."""
    earlier = row.duplicate_row
    return earlier if earlier and earlier.state not in PASSED_OVER else None


def chunks(values: Iterable[_Value], size: int) -> Iterator[list[_Value]]:
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _marks(row: ImportRow) -> list[Mark]:
    """What tells a piece: the key of its address; normalized headline, outlet and day, unless one of them is missing."""
    marks: list[Mark] = [row.url_key] if row.url_key else []
    outlet = row.outlet_id or outlet_key(row.outlet_name)
    if row.headline and outlet and row.date:
        marks.append((normalize_for_matching(row.headline) or row.headline, outlet, row.date))
    return marks


def _position(row: ImportRow) -> tuple[int, int]:
    return row.line, row.pk or 0


def _clippings(rows: Sequence[ImportRow]) -> dict[Mark, int]:
    """Citations, drafts too, by what tells them."""
    citations = Clipping.objects.citations().order_by("-pk")
    found: dict[Mark, int] = {}
    for keys in chunks({row.url_key for row in rows if row.url_key}, CHUNK):
        found.update(citations.filter(url_key__in=keys).values_list("url_key", "pk"))  # the oldest comes last
    pairs = {(row.outlet_id, row.date) for row in rows if row.outlet_id and row.date and row.headline}
    for chunk in chunks(pairs, CHUNK // 2):
        same_day = citations.filter(reduce(or_, (Q(outlet=outlet, date=date) for outlet, date in chunk)))
        for headline, outlet, date, pk in same_day.values_list("headline", "outlet_id", "date", "pk").iterator():
            found[normalize_for_matching(headline), outlet, date] = pk
    return found


def _earlier_rows(rows: Sequence[ImportRow], press_import: PressImport) -> dict[Mark, ImportRow]:
    """The other rows of the import that share an address or a day with one of `rows`, the first of each kind."""
    found: dict[Mark, ImportRow] = {}
    if not rows:
        return found
    others = (
        ImportRow.objects.filter(press_import=press_import, line__lte=max(row.line for row in rows))
        .exclude(state__in=PASSED_OVER)
        .only("line", "headline", "outlet_id", "outlet_name", "date", "url_key", "press_import_id", "state")
        .order_by("line", "pk")
    )
    searches = [Q(url_key__in=keys) for keys in chunks({row.url_key for row in rows if row.url_key}, CHUNK)]
    searches += [Q(date__in=days) for days in chunks({row.date for row in rows if row.date}, CHUNK)]
    own = {row.pk for row in rows}
    for search in searches:
        for other in others.filter(search):
            if other.pk not in own:
                _keep_first(found, other)
    return found


def _keep_first(found: dict[Mark, ImportRow], row: ImportRow) -> None:
    for mark in _marks(row):
        if mark not in found or _position(row) < _position(found[mark]):
            found[mark] = row
