"""The tabs of an import's review: which rows there are, and how many."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy

from press.imports.enums import CLOSED_ROWS, RowState
from press.imports.models import ImportRow, PressImport

DUPLICATES = (
    Q(keep_duplicate=False)
    & (Q(duplicate_of__isnull=False) | Q(duplicate_row__isnull=False))
    & ~Q(state__in=CLOSED_ROWS)
)

#: name -> (label, which rows)
TABS: dict[str, tuple[Promise, Q]] = {
    "all": (pgettext_lazy("rows of an import", "All"), Q()),
    "attention": (pgettext_lazy("rows of an import", "Needs a look"), Q(state=RowState.ATTENTION)),
    "ready": (pgettext_lazy("rows of an import", "Ready"), Q(state=RowState.READY)),
    "fetching": (pgettext_lazy("rows of an import", "Being read"), Q(state=RowState.FETCHING)),
    "duplicates": (pgettext_lazy("rows of an import", "Duplicates"), DUPLICATES),
    "refused": (pgettext_lazy("rows of an import", "Cannot be read"), Q(state=RowState.REFUSED)),
    "left_out": (pgettext_lazy("rows of an import", "Left out"), Q(state=RowState.LEFT_OUT)),
    "filed": (pgettext_lazy("rows of an import", "Filed"), Q(state=RowState.FILED)),
}
#: Tabs that are only there when they have something to show.
OPTIONAL = ("fetching", "filed")
#: What was dismissed or taken of a feed's proposals is out of the way.
OPEN_PROPOSALS = ~Q(state__in=CLOSED_ROWS)


def condition(name: str, press_import: PressImport) -> Q:
    """Which rows a tab shows."""
    _label, rows = TABS[name]
    return OPEN_PROPOSALS if name == "all" and press_import.is_proposals else rows


def rows_of(press_import: PressImport, tab: str) -> QuerySet[ImportRow]:
    """The rows that a tab shows, in the order of the list; the newest proposals first."""
    order = ["-pk"] if press_import.is_proposals else ["line", "pk"]
    return press_import.rows.filter(condition(tab, press_import)).order_by(*order)


def counts(press_import: PressImport) -> dict[str, int]:
    """How many rows each tab has. One query."""
    wanted = {name: Count("pk", filter=condition(name, press_import) or None) for name in TABS}
    found: dict[str, int] = press_import.rows.order_by().aggregate(**wanted)
    return found


def tabs(press_import: PressImport, found: dict[str, int], current: str) -> list[dict[str, Any]]:
    """What the template needs to show the tabs."""
    return [
        {"name": name, "label": label, "count": found[name], "current": name == current}
        for name, (label, _rows) in TABS.items()
        if found[name] or name == current or name not in OPTIONAL
    ]


def file_label(count: int, *, publish: bool = False) -> str:
    """What the button that files says. It saves first: more rows may be ready by then."""
    if not count:
        return gettext("File and publish what is ready") if publish else gettext("File what is ready")
    if publish:
        said = ngettext("File and publish %(count)d clipping", "File and publish %(count)d clippings", count)
    else:
        said = ngettext("File %(count)d clipping", "File %(count)d clippings", count)
    return said % {"count": count}
