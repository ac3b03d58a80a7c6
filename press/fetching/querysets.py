"""Rows that are fetched again and again: which are due, and which process takes one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from typing import Self


class ScheduledQuerySet(models.QuerySet[Any]):
    """Rows with a time at which they are to be fetched next."""

    #: The name of the field with that time.
    schedule_field: str

    def due(self, now: dt.datetime) -> Self:
        """The longest overdue first."""
        return self.filter(**{f"{self.schedule_field}__lte": now}).order_by(self.schedule_field, "pk")

    def claim(self, row: models.Model, duration: dt.timedelta) -> bool:
        """Take a row out of what is due. False when another process was faster.

        One UPDATE decides, which both databases do one after the other. The row is due again after `duration`, in case
        the process dies.
        """
        unclaimed = self.filter(pk=row.pk, **{self.schedule_field: getattr(row, self.schedule_field)})
        return bool(unclaimed.update(**{self.schedule_field: timezone.now() + duration}))
