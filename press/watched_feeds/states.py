"""What staff see of watched feeds: what is wrong with them, and how much waits."""

from __future__ import annotations

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext, ngettext

from press.fetching.problems import message
from press.imports.enums import OPEN_ROWS
from press.imports.models import ImportRow
from press.watched_feeds.models import WatchedFeed

#: After so many failures in a row the list says so: somebody has to look whether the feed is still there.
MANY = 10


def with_proposals(feeds: QuerySet[WatchedFeed]) -> QuerySet[WatchedFeed]:
    """`feeds` with `waiting`, the number of proposals that wait."""
    rows = ImportRow.objects.filter(press_import=OuterRef("proposals"), state__in=OPEN_ROWS).order_by()
    counts = rows.values("press_import").annotate(count=Count("pk")).values("count")
    return feeds.annotate(waiting=Coalesce(Subquery(counts, output_field=IntegerField()), 0))


def problem_of(feed: WatchedFeed) -> str:
    """What is wrong with a feed, in words; empty when it could be read."""
    if not feed.error:
        return "" if feed.active else gettext("It is not read regularly.")
    text = str(message(feed.error))
    if feed.failures < MANY:
        return text
    often = ngettext("The last try failed.", "The last %(count)s tries failed.", feed.failures)
    return f"{often % {'count': feed.failures}} {text}"
