"""Coverage that is there already: the same address, or the same headline in the same outlet on the same day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import or_
from typing import NamedTuple, TypeVar

from django.db.models import Q

from press.imports.enums import RowState
from press.imports.models import ImportRow, PressImport
from press.imports.outlet_matching import outlet_key
from press.models import Clipping
from press.reading.text import normalize_for_matching

_Key = TypeVar("_Key")

#: Values in one query. SQLite takes no more than 999 in its older versions.
CHUNK = 400
#: Rows in these states are no earlier ones: they never become clippings, or are clippings by now.
PASSED_OVER = frozenset({RowState.LEFT_OUT, RowState.REFUSED, RowState.FILED})


class Place(NamedTuple):
    """What a citation is known by when it has no address."""

    headline: str
    outlet: int | str
    date: dt.date


def find_duplicates(rows: Sequence[ImportRow], press_import: PressImport) -> None:
    """Set `duplicate_of` and `duplicate_row` of each row: the clipping, and the earlier row of the same import, that
    seem to be the same piece. Rows may be unsaved, and point to unsaved ones then; those of the import that are not
    among them are read from the database; of an import that is not saved, nothing is. Queries: two for each `CHUNK`
    different addresses, and about as many for outlets and days."""
    clippings_by_key, clippings_by_place = _clippings(rows) if press_import.pk else ({}, {})
    by_key, by_place = _earlier_rows(rows, press_import) if press_import.pk else ({}, {})
    for row in sorted(rows, key=_position):
        place = place_of(row)
        clipping = clippings_by_key.get(row.url_key) or (clippings_by_place.get(place) if place else None)
        row.duplicate_of_id = clipping if clipping != row.clipping_id else None
        earlier = by_key.get(row.url_key) or (by_place.get(place) if place else None)
        row.duplicate_row = earlier if earlier and _position(earlier) <= _position(row) else None
        if row.state in PASSED_OVER:
            continue
        if row.url_key:
            _keep_first(by_key, row.url_key, row)
        if place:
            _keep_first(by_place, place, row)


def earlier_row(row: ImportRow) -> ImportRow | None:
    """The earlier row that `row` seems to repeat, as long as that one is still to be filed. A query, unless it is
    loaded."""
    earlier = row.duplicate_row
    return earlier if earlier and earlier.state not in PASSED_OVER else None


def place_of(row: ImportRow) -> Place | None:
    """Normalized headline, outlet and day of a row; None while one of them is missing."""
    outlet = row.outlet_id or outlet_key(row.outlet_name)
    if not (row.headline and outlet and row.date):
        return None
    return Place(normalize_for_matching(row.headline) or row.headline, outlet, row.date)


def _position(row: ImportRow) -> tuple[int, int]:
    return row.line, row.pk or 0


def _clippings(rows: Sequence[ImportRow]) -> tuple[dict[str, int], dict[Place, int]]:
    """Citations, drafts too, by the key of their address and by place."""
    citations = Clipping.objects.citations()
    by_key: dict[str, int] = {}
    for keys in _chunks({row.url_key for row in rows if row.url_key}, CHUNK):
        found = citations.filter(url_key__in=keys).order_by("-pk").values_list("url_key", "pk")
        by_key.update(found)  # the oldest comes last
    by_place: dict[Place, int] = {}
    pairs = {(row.outlet_id, row.date) for row in rows if row.outlet_id and row.date and row.headline}
    for chunk in _chunks(pairs, CHUNK // 2):
        same_day = reduce(or_, (Q(outlet=outlet, date=date) for outlet, date in chunk))
        found_there = citations.filter(same_day).order_by("-pk").values_list("headline", "outlet_id", "date", "pk")
        by_place.update(
            {
                Place(normalize_for_matching(headline), outlet, date): pk
                for headline, outlet, date, pk in found_there.iterator()
            }
        )
    return by_key, by_place


def _earlier_rows(
    rows: Sequence[ImportRow], press_import: PressImport
) -> tuple[dict[str, ImportRow], dict[Place, ImportRow]]:
    """The other rows of the import that share an address or a day with one of `rows`, the first of each kind."""
    by_key: dict[str, ImportRow] = {}
    by_place: dict[Place, ImportRow] = {}
    if not rows:
        return by_key, by_place
    own = {row.pk for row in rows if row.pk}
    others = (
        ImportRow.objects.filter(press_import=press_import, line__lte=max(row.line for row in rows))
        .exclude(state__in=PASSED_OVER)
        .only("line", "headline", "outlet_id", "outlet_name", "date", "url_key", "press_import_id", "state")
        .order_by("line", "pk")
    )
    searches = [Q(url_key__in=keys) for keys in _chunks({row.url_key for row in rows if row.url_key}, CHUNK)]
    searches += [Q(date__in=days) for days in _chunks({row.date for row in rows if row.date}, CHUNK)]
    for search in searches:
        for other in others.filter(search):
            if other.pk in own:
                continue
            if other.url_key:
                _keep_first(by_key, other.url_key, other)
            if place := place_of(other):
                _keep_first(by_place, place, other)
    return by_key, by_place


def _keep_first(found: dict[_Key, ImportRow], key: _Key, row: ImportRow) -> None:
    if key not in found or _position(row) < _position(found[key]):
        found[key] = row


def _chunks(values: Iterable[_Key], size: int) -> Iterator[list[_Key]]:
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk
