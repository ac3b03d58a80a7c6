"""What staff see of watched feeds: what is wrong with them, and how much waits."""

from __future__ import annotations

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext, ngettext

from press.enums import ImportSource
from press.fetching.problems import message
from press.intake import proposals
from press.intake.progress import OPEN_ROWS
from press.models import ImportRow, PressImport, WatchedFeed

#: After so many failures in a row the list says so: somebody has to look whether the feed is still there.
MANY = 10


def with_proposals(feeds: QuerySet[WatchedFeed]) -> QuerySet[WatchedFeed]:
    """`feeds` with `waiting`, the number of proposals that wait, and `proposals`, the import that they are in."""
    lists = proposals.proposals(PressImport.objects.filter(feed=OuterRef("pk"))).order_by("-pk")
    rows = ImportRow.objects.filter(
        press_import__feed=OuterRef("pk"), press_import__source=ImportSource.FEED, state__in=OPEN_ROWS
    ).order_by()
    counts = rows.values("press_import__feed").annotate(count=Count("pk")).values("count")
    return feeds.annotate(
        proposals=Subquery(lists.values("pk")[:1]), waiting=Coalesce(Subquery(counts, output_field=IntegerField()), 0)
    )


def problem_of(feed: WatchedFeed) -> str:
    """What is wrong with a feed, in words; empty when it could be read."""
    if not feed.error:
        return "" if feed.active else gettext("It is not read regularly.")
    text = str(message(feed.error))
    if feed.failures < MANY:
        return text
    often = ngettext("The last try failed.", "The last %(count)s tries failed.", feed.failures)
    return f"{often % {'count': feed.failures}} {text}"
