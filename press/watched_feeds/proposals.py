"""From entries of a feed to rows of an import that wait for a person."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from wagtail.models import Locale

from press.addresses import address_key
from press.imports import tasks
from press.imports.enrichment import enrich
from press.imports.enums import OPEN_ROWS, ImportSource, ImportState, RowState
from press.imports.models import ImportRow, PressImport
from press.models import Clipping
from press.watched_feeds.entries import Entry, matches
from press.watched_feeds.models import WatchedFeed

#: New rows of one read.
MOST_AT_ONCE = 50
#: When this many proposals of a feed wait, nobody looks at them: no more are added until somebody does.
MOST_WAITING = 500
#: Characters of a summary that reviewers see.
LONGEST_SUMMARY = 1000


def propose(feed: WatchedFeed, entries: Iterable[Entry]) -> tuple[int, int]:
    """Add the new entries that match to the proposals of `feed`: how many rows, and how many there was no room for. With
    any of these, the feed must be read again even though it does not change.

    An entry is proposed once, even if it was dismissed; an article that is among the clippings already, or that another
    feed has proposed, is not, unless that was for another campaign: it can be filed under this one too. The caller has claimed the feed, so that no other process adds to its proposals.
    """
    new = _unknown(feed, [entry for entry in entries if matches(feed.words, entry.title, entry.summary, entry.more)])
    waiting = ImportRow.objects.filter(_of(feed), state__in=OPEN_ROWS).count()
    taken = new[: min(MOST_AT_ONCE, max(MOST_WAITING - waiting, 0))]
    rows = _add(feed, taken) if taken else []
    tasks.enqueue_fetches(row.pk for row in rows if row.state == RowState.FETCHING)
    return len(rows), len(new) - len(taken)


def _of(feed: WatchedFeed) -> Q:
    """Rows that the feed proposed, including those that were taken into an import."""
    if feed.proposals_id is None:
        return Q(pk=None)
    return Q(press_import=feed.proposals_id) | Q(press_import__origin=feed.proposals_id)


def _unknown(feed: WatchedFeed, entries: Sequence[Entry]) -> list[Entry]:
    """Those that nobody has seen yet, each once."""
    by_key: dict[str, Entry] = {}
    for entry in entries:
        by_key.setdefault(entry.key, entry)
    ours = ImportRow.objects.filter(_of(feed), entry_key__in=by_key)
    seen = set(ours.values_list("entry_key", flat=True))
    addresses = {address_key(entry.url) for entry in entries if entry.url}
    proposed = ImportRow.objects.filter(
        press_import__source__in=[ImportSource.FEED, ImportSource.TAKEN], url_key__in=addresses
    )
    filed = Clipping.objects.citations().filter(url_key__in=addresses)
    if feed.campaign_id:
        proposed = proposed.filter(campaign=feed.campaign_id)
        filed = filed.filter(campaign_links__campaign=feed.campaign_id)
    known = {*proposed.values_list("url_key", flat=True), *filed.values_list("url_key", flat=True)}
    found = []
    for entry in by_key.values():
        address = address_key(entry.url)
        if entry.key not in seen and address not in known:
            found.append(entry)
            known |= {address} - {""}
    return found


def _add(feed: WatchedFeed, entries: Sequence[Entry]) -> list[ImportRow]:
    press_import = _proposals(feed)
    last = press_import.rows.aggregate(last=Max("line"))["last"] or 0
    rows = [_row(feed, press_import, line, entry) for line, entry in enumerate(entries, last + 1)]
    enrich(rows, press_import)  # takes its time, and no lock
    with transaction.atomic():
        ImportRow.objects.insert(rows)
        press_import.worked_at = timezone.now()
        press_import.save(update_fields=["worked_at", "changed_at"])
    return rows


def _proposals(feed: WatchedFeed) -> PressImport:
    """The import that the proposals of `feed` are in."""
    if feed.proposals is None:
        feed.proposals = PressImport.objects.create(
            source=ImportSource.FEED,
            state=ImportState.REVIEW,
            title=feed.title,
            locale=Locale.get_default(),
            campaign=feed.campaign,
        )
        feed.save(update_fields=["proposals"])
    return feed.proposals


def _row(feed: WatchedFeed, press_import: PressImport, line: int, entry: Entry) -> ImportRow:
    date = _possible(entry.date)
    date_text = entry.date_text or (entry.date.isoformat() if entry.date else "")
    raw = [entry.title, entry.outlet_name, date_text, entry.url, entry.summary[:LONGEST_SUMMARY]]
    return ImportRow(
        press_import=press_import,
        line=line,
        raw="\n".join(part for part in raw if part),
        headline=entry.title,
        outlet=feed.outlet,
        outlet_name=feed.outlet.name if feed.outlet else entry.outlet_name,
        date=date,
        date_confirmed=date is not None,
        date_text="" if date else date_text,
        url=entry.url,
        author=entry.author,
        campaign=feed.campaign,
        entry_key=entry.key,
    )


def _possible(date: dt.date | None) -> dt.date | None:
    """`date`, if something published can have it. Clocks that are a little ahead make tomorrow of today."""
    today = timezone.localdate()
    if date is None or date > today + dt.timedelta(days=1):
        return None
    return min(date, today)
