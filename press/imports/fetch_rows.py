"""Reading what is at the address of a row, in the background, and filling in what is missing there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Sequence

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from press.addresses import host_of
from press.fetching.archives import find_archive_copy
from press.fetching.article import Article, read_article
from press.fetching.problems import NOTHING_FOUND, TIMEOUT, FetchProblem
from press.imports import progress
from press.imports.enrichment import is_web_address
from press.imports.enums import ImportSource, RowState
from press.imports.language_detection import detect_language
from press.imports.models import ImportRow, PressImport
from press.imports.validation import CHECKED, check

#: Reading a page takes less than a minute. After this a row counts as forgotten.
FORGOTTEN = dt.timedelta(minutes=5)
#: How often reading is begun before the row is left to a person.
MAX_TRIES = 2


def worth_reading(press_import: PressImport) -> QuerySet[ImportRow]:
    """The rows with an address that lack a headline, an outlet or a date."""
    rows = press_import.rows.exclude(url="").filter(state__in=[RowState.ATTENTION, RowState.REFUSED])
    return rows.exclude(headline__gt="", outlet_name__gt="", date__isnull=False)


def request(rows: Iterable[ImportRow]) -> list[int]:
    """Mark rows as waiting for their address; the primary keys of those that have one that can be read. Rows that were
    filed since they were loaded stay as they are."""
    waiting = [row for row in rows if is_web_address(row.url)]
    marked: list[int] = []
    for start in range(0, len(waiting), progress.CHUNK):
        keys = [row.pk for row in waiting[start : start + progress.CHUNK]]
        ImportRow.objects.filter(pk__in=keys, clipping=None).exclude(state=RowState.FILED).update(
            state=RowState.FETCHING, problems=[], fetch_error="", fetch_tries=0
        )
        reading = ImportRow.objects.filter(pk__in=keys, state=RowState.FETCHING)
        marked += reading.order_by("line", "pk").values_list("pk", flat=True)
    PressImport.objects.filter(rows__in=marked[:1]).update(worked_at=timezone.now())
    return marked


def read(pk: int) -> bool:
    """Read the address of a row that waits for it. True: the address was changed meanwhile, read again."""
    row = ImportRow.objects.filter(pk=pk, state=RowState.FETCHING).first()
    if row is None:
        return False
    ImportRow.objects.filter(pk=pk).update(fetch_tries=F("fetch_tries") + 1)
    url, article, error = row.url, None, ""
    try:
        article = read_article(url)
    except FetchProblem as trouble:
        error = trouble.code
    around = (article.date if article else None) or row.date
    archive_url = row.archive_url or find_archive_copy(url, around)
    return _note(pk, url, article, error, archive_url)


@transaction.atomic
def _note(pk: int, url: str, article: Article | None, error: str, archive_url: str) -> bool:
    """Write down what came out, unless somebody has dealt with the row meanwhile."""
    waiting = ImportRow.objects.select_for_update(of=("self",)).select_related("press_import__locale")
    row = waiting.filter(pk=pk, state=RowState.FETCHING).first()
    if row is None:
        return False
    if row.url != url:
        return True
    if article:
        _fill(row, article)
        row.fetched_at = None if article.paywalled else timezone.now()
    row.archive_url = row.archive_url or archive_url
    _settle([row], row.press_import, error if row.headline else error or NOTHING_FOUND)
    return False


def _fill(row: ImportRow, article: Article) -> None:
    """Take over what the row lacks. The address is the one that the outlet itself gives, without what newsletters and
    search engines add to it: the row keeps the other one in `raw`."""
    site_title = row.press_import.source == ImportSource.ADDRESS and row.headline.startswith(article.headline)
    if not row.headline or site_title:  # a browser's title has the name of the site at its end
        row.headline = article.headline
    if not row.outlet_name:
        row.outlet_name, row.outlet = article.outlet_name or article.host, None
    if not row.date and article.date:
        row.date, row.other_date, row.date_confirmed = article.date, None, True
    row.author = row.author or article.author
    # What the page says of itself counts for more than a guess that is not certain.
    if article.language and (
        not row.language or (row.language == row.guessed_language and not detect_language(row.headline).sure)
    ):
        row.language, row.guessed_language = article.language, ""
    if article.canonical_url and host_of(article.canonical_url) == host_of(row.url):
        row.raw = row.raw or row.url
        row.url = article.canonical_url


def _settle(rows: Sequence[ImportRow], press_import: PressImport, error: str) -> None:
    for row in rows:
        row.state, row.fetch_error, row.fetch_tries = RowState.ATTENTION, error, 0
    check(rows, press_import)
    fields = [*CHECKED, "date_confirmed", "fetch_error", "fetch_tries", "fetched_at"]
    ImportRow.objects.bulk_update(rows, fields, batch_size=100)
    PressImport.objects.filter(pk=press_import.pk).update(worked_at=timezone.now())


def forgotten(queued: Callable[[], Container[int]]) -> list[int]:
    """The rows whose reading has to be begun again, because whoever was to do it is gone. Those for which that was
    done before are left to a person.

    Behind a long queue, rows are quiet for hours and not forgotten: those that are `queued` stay as they are."""
    now = timezone.now()
    quiet = Q(press_import__worked_at=None) | Q(press_import__worked_at__lt=now - FORGOTTEN)
    rows = ImportRow.objects.filter(quiet, state=RowState.FETCHING)
    again: list[int] = []
    known: Container[int] | None = None
    for press_import in PressImport.objects.filter(pk__in=rows.values("press_import")).select_related("locale"):
        with transaction.atomic():
            tried = list(rows.filter(press_import=press_import, fetch_tries__gte=MAX_TRIES))
            if tried:
                _settle(tried, press_import, TIMEOUT)
        known = queued() if known is None else known
        fetching = press_import.rows.filter(state=RowState.FETCHING).values_list("pk", flat=True)
        if left := [pk for pk in fetching if pk not in known]:
            again += left
            PressImport.objects.filter(pk=press_import.pk).update(worked_at=now)
    return again
