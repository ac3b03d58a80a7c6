"""What watched feeds propose: a list that never ends, from which people take what they want."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from press.imports.enums import ImportSource, ImportState, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.permissions import User


def is_proposals(press_import: PressImport) -> bool:
    """Whether this is the list of a feed's proposals, and no import that somebody took from one."""
    return press_import.source == ImportSource.FEED


def proposals(imports: QuerySet[PressImport]) -> QuerySet[PressImport]:
    """The lists of proposals among `imports`."""
    return imports.filter(source=ImportSource.FEED, state=ImportState.REVIEW)


def chosen(press_import: PressImport) -> QuerySet[ImportRow]:
    """The ready rows that somebody has chosen."""
    return press_import.rows.filter(chosen=True, state=RowState.READY)


@transaction.atomic
def take(press_import: PressImport, user: User) -> PressImport | None:
    """Move the chosen rows into an import of their own, which can be filed and undone; None when there is none."""
    PressImport.objects.select_for_update().get(pk=press_import.pk)
    rows = list(chosen(press_import).values_list("pk", flat=True))
    if not rows:
        return None
    taken = PressImport.objects.create(
        source=ImportSource.TAKEN,
        title=press_import.title,
        user_id=user.pk,
        locale=press_import.locale,
        campaign=press_import.campaign,
        date_order=press_import.date_order,
        origin=press_import,
    )
    ImportRow.objects.filter(pk__in=rows).update(press_import=taken)
    return taken


def dismiss(rows: QuerySet[ImportRow]) -> int:
    """Leave out those of these proposals that nobody has chosen; how many."""
    return rows.filter(chosen=False, state__in=[RowState.READY, RowState.ATTENTION, RowState.REFUSED]).update(
        state=RowState.LEFT_OUT
    )
