"""Queries on watched feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from press.imports.enums import OPEN_ROWS
from press.imports.models import ImportRow

if TYPE_CHECKING:
    from typing import Self


class WatchedFeedQuerySet(models.QuerySet[Any]):
    def due(self) -> Self:
        """Those to be read now, the longest overdue first."""
        due = self.filter(Q(next_read_at=None) | Q(next_read_at__lte=timezone.now()), active=True)
        return due.order_by("next_read_at", "pk")

    def with_waiting(self) -> Self:
        """With `waiting`, the number of proposals that wait."""
        rows = ImportRow.objects.filter(press_import=OuterRef("proposals"), state__in=OPEN_ROWS).order_by()
        counts = rows.values("press_import").annotate(count=Count("pk")).values("count")
        return self.annotate(waiting=Coalesce(Subquery(counts, output_field=IntegerField()), 0))
