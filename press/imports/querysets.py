"""Queries on imports and their rows."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from press.imports.enums import CLOSED_ROWS, OPEN_ROWS, WORKING_STATES, ImportSource, ImportState, RowState
from press.models import ClippingCampaign

#: Without progress for this long, the work on an import counts as stalled. A chunk of rows takes seconds, reading an
#: address less than a minute.
STALLED_AFTER = dt.timedelta(minutes=5)

#: What validation sets in a row.
VALIDATED_FIELDS = ("duplicate_of", "duplicate_row", "keep_duplicate", "campaign_too", "problems", "state")
#: What enrichment sets in a row, validation included.
ENRICHED_FIELDS = (
    *("raw", "headline", "outlet_name", "outlet", "date", "other_date", "language", "guessed_language"),
    *("url", "url_key", "archive_url", "author", "gloss", "quote", "campaign", "changed_at"),
    *VALIDATED_FIELDS,
)
#: What else a person sets in a row.
EDITED_FIELDS = (
    *("new_outlet", "date_text", "date_confirmed", "article_date", "kind", "chosen"),
    *("fetch_error", "fetch_tries", "fetched_at"),
)


class PressImportQuerySet(models.QuerySet[Any]):
    def without_content(self) -> Self:
        """Without the pasted text and the file, which can be large."""
        return self.defer("content", "text")

    def proposals(self) -> Self:
        """The lists of what watched feeds propose."""
        return self.filter(source=ImportSource.FEED, state=ImportState.REVIEW)

    def working(self) -> Self:
        return self.filter(state__in=WORKING_STATES)

    def stalled(self) -> Self:
        return self.filter(Q(worked_at=None) | Q(worked_at__lt=timezone.now() - STALLED_AFTER))

    def lock(self, pk: int) -> Any:
        """The import, locked until the end of the transaction; None if it is gone."""
        return self.select_for_update().without_content().filter(pk=pk).first()


class ImportRowQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN_ROWS)

    def ready(self) -> Self:
        return self.filter(state=RowState.READY, clipping=None)

    def chosen(self) -> Self:
        """The ready proposals that somebody has chosen."""
        return self.filter(chosen=True, state=RowState.READY)

    def as_seen(self, seen: Mapping[str, Any] | None) -> Self:
        """Those that are as somebody saw them, see `admin.review.ReviewView.seen`."""
        if not seen:
            return self
        shown = Q(pk__in=seen["rows"], changed_at__lte=seen["saved_at"])
        elsewhere = Q(changed_at__lte=seen["shown_at"])
        return self.filter(shown | elsewhere).exclude(pk__in=seen["held"])

    def filed(self) -> Self:
        return self.exclude(clipping=None)

    def drafts(self) -> Self:
        """Filed rows whose clipping is not published."""
        return self.filter(clipping__live=False)

    def undecided_dates(self) -> Self:
        """Rows whose figures can mean two days. Where the article says something else, only a person decides."""
        return self._undecided().filter(date_confirmed=False, article_date=None).exclude(other_date=None)

    def unknown_outlets(self) -> Self:
        """Rows that name an outlet that is not known, or only similar to a known one."""
        return self._undecided().filter(outlet=None, new_outlet=False).exclude(outlet_name="")

    def for_another_campaign(self) -> Self:
        """Rows that repeat a clipping which is not filed under their campaign."""
        filed = ClippingCampaign.objects.filter(clipping=OuterRef("duplicate_of"), campaign=OuterRef("campaign"))
        rows = self._undecided().filter(~Exists(filed), keep_duplicate=False, campaign_too=False)
        return rows.exclude(duplicate_of=None).exclude(campaign=None)

    def repeating(self, rows: Sequence[Any]) -> list[Any]:
        """The open rows that repeat one of `rows`, others than these; none of them while its address is read."""
        keys = [row.pk for row in rows]
        found = self._undecided().filter(duplicate_row__in=keys).exclude(pk__in=keys) if keys else self.none()
        return list(found.select_related("duplicate_row"))

    def filed_too(self) -> Self:
        """Filed rows that made no clipping: one that was there is filed under their campaign too."""
        return self.filter(state=RowState.FILED, campaign_too=True)

    def _undecided(self) -> Self:
        return self.exclude(state__in=[*CLOSED_ROWS, RowState.FETCHING])

    def worth_fetching(self) -> Self:
        """Rows with an address that lack a headline, an outlet or a date."""
        rows = self.exclude(url="").filter(state__in=[RowState.ATTENTION, RowState.REFUSED])
        return rows.exclude(headline__gt="", outlet_name__gt="", date__isnull=False)

    def dismiss(self) -> int:
        """Leave out those of these proposals that nobody has chosen; how many."""
        return self.filter(chosen=False, state__in=[RowState.READY, RowState.ATTENTION, RowState.REFUSED]).update(
            state=RowState.LEFT_OUT
        )

    def insert(self, rows: Sequence[Any]) -> None:
        """Save new rows, which may point to each other as duplicates."""
        earlier = [row.duplicate_row for row in rows]
        for row in rows:
            row.duplicate_row = None  # it may have no primary key yet
        self.bulk_create(rows)
        for row, before in zip(rows, earlier, strict=True):
            row.duplicate_row = before
        self.bulk_update([row for row in rows if row.duplicate_row], ["duplicate_row"])

    def save_validated(self, rows: Sequence[Any]) -> None:
        changed = [row for row in rows if row.state != RowState.READY or row.duplicate_of_id or row.duplicate_row_id]
        self.bulk_update(changed, VALIDATED_FIELDS)
        others = {row.pk for row in rows} - {row.pk for row in changed}
        self.filter(pk__in=others).update(duplicate_of=None, duplicate_row=None, state=RowState.READY)

    def save_edited(self, rows: Sequence[Any]) -> None:
        """Save rows that a person has changed and that were enriched again."""
        self.bulk_update(rows, [*ENRICHED_FIELDS, *EDITED_FIELDS], batch_size=100)
