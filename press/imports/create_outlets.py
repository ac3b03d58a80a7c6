"""New outlets of an import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from press.addresses import host_of
from press.imports import wagtail_bulk
from press.imports.models import ImportRow
from press.imports.outlet_matching import OutletIndex, outlet_key
from press.models import Outlet


def create_outlets(rows: Sequence[ImportRow], user_id: int | None, now: dt.datetime) -> None:
    """Give the rows marked `new_outlet` their outlet. Those created here keep the mark: undoing deletes them.

    An outlet that somebody else has created since the review is taken.
    """
    waiting = [row for row in rows if row.new_outlet and row.outlet_id is None]
    if not waiting:
        return
    known = OutletIndex.load()
    new: dict[str, Outlet] = {}
    for row in waiting:
        if not known.by_name(row.outlet_name):
            new.setdefault(_key(row), _outlet(row))
    Outlet.objects.bulk_create(new.values(), ignore_conflicts=True)
    # Databases that pass over what is there already do not tell the primary keys of the rest.
    made = list(Outlet.objects.filter(name__in=[outlet.name for outlet in new.values()]))
    wagtail_bulk.log(made, "wagtail.create", user_id, now)
    wagtail_bulk.index_for_search(Outlet, made)
    by_name = {outlet.name: outlet.pk for outlet in made}
    for row in waiting:
        row.new_outlet = _key(row) in new
        row.outlet_id = by_name[new[_key(row)].name] if row.new_outlet else known.by_name(row.outlet_name)
    ImportRow.objects.bulk_update(waiting, ["outlet", "new_outlet"])


def _key(row: ImportRow) -> str:
    return outlet_key(row.outlet_name) or row.outlet_name


def _outlet(row: ImportRow) -> Outlet:
    host = host_of(row.url)
    website = f"https://{host}/" if host else ""
    longest = Outlet._meta.get_field("website").max_length or 0
    outlet = Outlet(name=row.outlet_name, website=website if len(website) <= longest else "")
    outlet.language = row.language or outlet.language
    return outlet
