"""Reading what is at the address of a row, in the background, and filling in what is missing there."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from press.addresses import host_of
from press.fetching.archives import find_archive_copy
from press.fetching.article import Article, Doubt, read_article
from press.fetching.problems import FetchProblem, Problem
from press.imports.duplicates import CHUNK, chunks
from press.imports.enrichment import enrich
from press.imports.enums import ImportSource, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.problems import DOUBTS, problem
from press.imports.querysets import ENRICHED_FIELDS
from press.imports.validators import is_web_address
from press.reading.language_detection import detect_language
from press.reading.text import normalize_for_matching


def mark(rows: Iterable[ImportRow]) -> list[int]:
    """Mark rows whose address is to be read; the primary keys of those that have one that can be read. Rows that were
    filed since they were loaded stay as they are."""
    marked: list[int] = []
    for keys in chunks((row.pk for row in rows if is_web_address(row.url)), CHUNK):
        waiting = ImportRow.objects.filter(pk__in=keys)
        waiting.filter(clipping=None).exclude(state=RowState.FILED).update(
            state=RowState.FETCHING, fetch_error="", fetch_tries=0
        )
        marked += waiting.filter(state=RowState.FETCHING).order_by("line", "pk").values_list("pk", flat=True)
    PressImport.objects.filter(rows__in=marked[:1]).update(worked_at=timezone.now())
    return marked


def fetch(pk: int) -> bool:
    """Read the address of a row that waits for it. True: the address has changed since, and is to be read again."""
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
    return _save(pk, url, article, error, archive_url)


@transaction.atomic
def _save(pk: int, url: str, article: Article | None, error: str, archive_url: str) -> bool:
    """Save the result, unless somebody has dealt with the row since."""
    waiting = ImportRow.objects.select_for_update(of=("self",)).select_related("press_import__locale")
    row = waiting.filter(pk=pk, state=RowState.FETCHING).first()
    if row is None:
        return False
    if row.url != url:
        return True
    if article:
        _merge(row, article)
        row.fetched_at = None if article.paywalled else timezone.now()
    row.archive_url = row.archive_url or archive_url
    _finish([row], row.press_import, error if row.headline else error or Problem.NOTHING_FOUND)
    return False


def _merge(row: ImportRow, article: Article) -> None:
    """Set what the row lacks. The address is the one that the outlet itself gives, without what newsletters and
    search engines add to it: the row keeps the other one in `raw`."""
    site_title = row.press_import.source == ImportSource.ADDRESS and row.headline.startswith(article.headline)
    if not row.headline or site_title:  # a browser's title has the name of the site at its end
        row.headline = article.headline
        if Doubt.HEADLINE in article.doubts:
            row.problems.append(problem("headline", "headline_cut"))
    if not row.outlet_name:
        row.outlet_name, row.outlet = article.outlet_name or article.host, None
    _merge_date(row, article)
    row.author = row.author or article.author
    # What the page says of itself counts for more than a guess that is not certain.
    if article.language and (
        not row.language or (row.language == row.guessed_language and not detect_language(row.headline).sure)
    ):
        row.language, row.guessed_language = article.language, ""
    if article.canonical_url and host_of(article.canonical_url) == host_of(row.url):
        row.raw = row.raw or row.url
        row.url = article.canonical_url
    _merge_doubts(row, article)


def _merge_date(row: ImportRow, article: Article) -> None:
    """A day that list and article agree on is certain. If they do not, or the article contradicts itself, somebody has to
    choose."""
    if row.date_confirmed or not article.date:
        return
    given = {row.date, row.other_date} - {None}
    agreed = {article.date, article.other_date} & given
    if not given:
        row.date, row.article_date = article.date, article.other_date
        row.date_confirmed = article.other_date is None
    elif len(agreed) == 1:
        row.date, row.other_date, row.article_date, row.date_confirmed = agreed.pop(), None, None, True
    else:
        row.article_date = article.date


def _merge_doubts(row: ImportRow, article: Article) -> None:
    """What is doubtful in the list stays so, unless the article has the same headline."""
    if normalize_for_matching(row.headline) == normalize_for_matching(article.headline):
        row.problems = [known for known in row.problems if known["code"] not in DOUBTS - {"headline_cut"}]
    for known in row.problems:
        if known["code"] in DOUBTS:
            known["params"] = {}  # the values that it was about may have been filled in


def _finish(rows: Sequence[ImportRow], press_import: PressImport, error: str) -> None:
    for row in rows:
        row.state, row.fetch_error, row.fetch_tries = RowState.ATTENTION, error, 0
    enrich(rows, press_import)
    fields = [*ENRICHED_FIELDS, "date_confirmed", "article_date", "fetch_error", "fetch_tries", "fetched_at"]
    ImportRow.objects.bulk_update(rows, fields, batch_size=100)
    PressImport.objects.filter(pk=press_import.pk).update(worked_at=timezone.now())


@transaction.atomic
def give_up(press_import: PressImport, tries: int) -> None:
    """Leave the rows whose reading was begun this often to a person."""
    tried = press_import.rows.filter(state=RowState.FETCHING, fetch_tries__gte=tries)
    if rows := list(tried):
        _finish(rows, press_import, Problem.TIMEOUT)
