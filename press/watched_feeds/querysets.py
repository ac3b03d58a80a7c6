"""Queries on watched feeds."""

import datetime as dt
from typing import Self

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from press.fetching.rate_limit import ScheduledQuerySet
from press.imports.enums import OPEN_ROWS
from press.imports.models import ImportRow


class WatchedFeedQuerySet(ScheduledQuerySet):
    schedule_field = "next_read_at"

    def due(self, now: dt.datetime) -> Self:
        """Active feeds to be read now, the longest overdue first; those that were never read among them."""
        due = self.filter(Q(next_read_at=None) | Q(next_read_at__lte=now), active=True)
        return due.order_by("next_read_at", "pk")

    def with_waiting(self) -> Self:
        rows = ImportRow.objects.filter(press_import=OuterRef("proposals"), state__in=OPEN_ROWS).order_by()
        counts = rows.values("press_import").annotate(count=Count("pk")).values("count")
        return self.annotate(waiting=Coalesce(Subquery(counts, output_field=IntegerField()), 0))
