"""What is still open about a row, by its values. Nothing here changes them: what was reviewed is filed."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import CharField
from django.utils import timezone

from press.imports.duplicates import earlier_row, find_duplicates
from press.imports.enums import CLOSED_ROWS, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.problems import DOUBTS, FETCH, REFUSALS, is_hint, problem
from press.reading.dates import read_date
from site_project.i18n.language_choices import CODES

Problem: TypeAlias = dict[str, Any]

#: Characters that there is room for, by field of text.
LENGTHS: dict[str, int] = {
    field.name: field.max_length
    for field in ImportRow._meta.get_fields()
    if isinstance(field, CharField) and field.max_length and not field.choices
}
#: Fields that can be given more than there is room for, and the code that says so.
LIMITED = {
    "headline": "headline_too_long",
    "outlet_name": "outlet_too_long",
    "url": "address_too_long",
    "archive_url": "archive_address_too_long",
    "author": "author_too_long",
    "gloss": "gloss_too_long",
}
_UNREADABLE_DATES = frozenset({"unreadable", "impossible", "too_old"})

_validate_address = URLValidator(schemes=["http", "https"])


def validate(row: ImportRow, *, today: dt.date | None = None) -> None:
    """Set `problems` and `state` of a row from its values. What they do not show (which outlets a name is like, that a
    language was guessed, that a text was cut off) is kept from the problems that the row had, for as long as the value
    is the same. `today` is the day by the site's clock, if not given."""
    if row.state in CLOSED_ROWS:
        return
    refusals = [found for found in row.problems if found["code"] in REFUSALS]
    if refusals and not (row.headline or row.url):
        row.problems, row.state = refusals, RowState.REFUSED
        return
    row.problems = open_problems(row, today or timezone.localdate())
    if _waits_for_address(row):
        row.problems, row.state = [], RowState.FETCHING
    elif all(is_hint(found) for found in row.problems):
        row.state = RowState.READY
    else:
        row.state = RowState.ATTENTION


def revalidate(rows: Sequence[ImportRow], press_import: PressImport) -> None:
    """Validate saved rows again, since others may have filed the same pieces. Nothing is saved. Load them with
    `select_related("duplicate_row")`."""
    find_duplicates(rows, press_import)
    today = timezone.localdate()
    for row in rows:
        validate(row, today=today)


def open_problems(row: ImportRow, today: dt.date) -> list[Problem]:
    """The problems of a row, in the order of the columns that they are shown in."""
    if row.campaign_too:
        return _campaign_too(row)
    known = {found["code"]: found for found in row.problems}
    return [
        *([known["clipping_locked"]] if _is_still_locked(row, known) else []),
        *_understanding(row, known),
        *_fetching(row),
        *([] if row.headline else [problem("headline", "headline_missing")]),
        *_doubts(row, known),
        *_outlet(row, known),
        *_date(row, today),
        *_language(row, known),
        *_addresses(row),
        *_lengths(row, known),
        *_duplicates(row),
    ]


def _is_still_locked(row: ImportRow, known: dict[str, Problem]) -> bool:
    """Whether it was the clipping that the row repeats that could not be changed."""
    locked = known.get("clipping_locked")
    return bool(locked and locked["params"].get("clipping") == row.duplicate_of_id) and not row.keep_duplicate


def _campaign_too(row: ImportRow) -> list[Problem]:
    """Nothing else of the row is filed: the clipping has all of it."""
    if not row.duplicate_of_id:
        return [problem("", "duplicate_gone")]
    return [] if row.campaign_id else [problem("campaign", "campaign_missing")]


def _waits_for_address(row: ImportRow) -> bool:
    """Whether the row is an address to be read: it has no headline, and no attempt has failed."""
    too_long = any(found["code"] == "address_too_long" for found in row.problems)
    return bool(row.url) and not (row.headline or row.fetch_error or too_long) and is_web_address(row.url)


@lru_cache(maxsize=5000)
def is_web_address(url: str) -> bool:
    """Whether a clipping takes this address: http or https, and a host name."""
    try:
        _validate_address(url)
    except ValidationError:
        return False
    return True


def _understanding(row: ImportRow, known: dict[str, Problem]) -> list[Problem]:
    empty = not (row.headline or row.outlet_name or row.date_text or row.date or row.url)
    return [known["not_understood"]] if empty and "not_understood" in known else []


def _fetching(row: ImportRow) -> list[Problem]:
    """Why the address brought nothing matters until everything is filled in by hand."""
    complete = row.headline and (row.outlet_id or row.outlet_name) and row.date
    return [problem("url", f"{FETCH}{row.fetch_error}")] if row.fetch_error and not complete else []


def _doubts(row: ImportRow, known: dict[str, Problem]) -> list[Problem]:
    """What is doubtful stays so until somebody changes the headline or the outlet's name, or says that they are right."""
    values = [row.headline, row.outlet_name]
    return [
        problem("headline", code, values=values)
        for code in sorted(DOUBTS & known.keys())
        if row.headline and known[code]["params"].get("values", values) == values
    ]


def _outlet(row: ImportRow, known: dict[str, Problem]) -> list[Problem]:
    if row.outlet_id or (row.new_outlet and row.outlet_name):
        return []
    before = known.get("outlet_unknown")
    if before and before["params"].get("name") == row.outlet_name:
        return [before]
    if not row.outlet_name:
        return [problem("outlet_name", "outlet_missing")]
    return [problem("outlet_name", "outlet_unknown", name=row.outlet_name, suggestions=[])]


def _date(row: ImportRow, today: dt.date) -> list[Problem]:
    if row.date:
        return [*([problem("date", "date_future")] if row.date > today else _disputed_date(row))]
    why = read_date(row.date_text, today=row.read_on).problem if row.date_text else ""
    code = f"date_{why}" if why in _UNREADABLE_DATES else "date_missing"
    return [problem("date", code, text=row.date_text)]


def _disputed_date(row: ImportRow) -> list[Problem]:
    """What can mean two days, and days that disagree, until somebody has chosen."""
    if row.date is None or row.date_confirmed:
        return []
    day, found = row.date.isoformat(), []
    if row.other_date:
        found.append(problem("date", "date_ambiguous", text=row.date_text or day, other=row.other_date.isoformat()))
    if row.article_date:
        code = "dates_disagree" if row.date_text else "article_dates_disagree"
        found.append(problem("date", code, day=day, article_day=row.article_date.isoformat()))
    return found


def _language(row: ImportRow, known: dict[str, Problem]) -> list[Problem]:
    if row.headline and row.language not in CODES:
        return [problem("language", "language_missing")]
    guess = known.get("language_unsure")
    return [guess] if guess and guess["params"].get("language") == row.language else []


def _addresses(row: ImportRow) -> list[Problem]:
    addresses = (("url", row.url, "address_bad"), ("archive_url", row.archive_url, "archive_address_bad"))
    return [problem(name, code) for name, url, code in addresses if url and not is_web_address(url)]


def _lengths(row: ImportRow, known: dict[str, Problem]) -> list[Problem]:
    """A text that was cut off fills its field to the last character."""
    found = []
    for name, code in LIMITED.items():
        limit, length = LENGTHS[name], len(getattr(row, name))
        if length > limit or (length == limit and code in known):
            found.append(problem(name, code, limit=limit))
    return found


def _duplicates(row: ImportRow) -> list[Problem]:
    if row.keep_duplicate:
        return []
    found = []
    if row.duplicate_of_id:
        found.append(problem("", "duplicate_clipping", clipping=row.duplicate_of_id))
    if (earlier := earlier_row(row)) is not None:
        found.append(problem("", "duplicate_row", line=earlier.line))
    return found
