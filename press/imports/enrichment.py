"""From what stands in a row to what can be filed: outlet, date, language. What a person has set stays."""

import datetime as dt
import re
from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone

from press.addresses import address_key
from press.imports.duplicates import find_duplicates
from press.imports.enums import CLOSED_ROWS
from press.imports.models import ImportRow, PressImport
from press.imports.outlet_matching import OutletIndex
from press.imports.problems import problem
from press.imports.validators import LENGTHS, LIMITED, validate
from press.reading.dates import guess_order, read_date
from press.reading.language_detection import detect_language
from press.reading.outlet_names import is_well_known
from press.reading.text import one_line
from press.reading.values import language_code
from press.wrapped_addresses import unwrap_all, unwrapped
from site_project.i18n.language_choices import CODES
from site_project.text import strip_control_characters

#: Where an outlet can stand in what was taken for a headline, or the other way round.
_OUTLET_PLACES = (
    re.compile(r"(?P<headline>\S.*)\s[-–—|/·]\s+(?P<outlet>[^|]{2,80})"),
    re.compile(r"(?P<headline>\S.*\S),\s+(?P<outlet>[^,|]{2,80})"),
    re.compile(r"(?P<headline>\S.*\S)\s*\((?P<outlet>[^()]{2,80})\)"),
    re.compile(r"(?P<outlet>[^:|]{2,80}):\s+(?P<headline>\S.*)"),
)


def enrich(
    rows: Sequence[ImportRow],
    press_import: PressImport,
    *,
    today: dt.date | None = None,
    index: OutletIndex | None = None,
) -> None:
    """Find out outlet, date, language, campaign and duplicates of rows, saved or not, from what stands in them, and
    validate them. Nothing is saved. What is set already stays, unless it was a guess of ours.

    The queries are as many for one row as for hundreds: one for the outlets (none, if `index` is given) and those of
    `find_duplicates`. `today` is the last day that a date can mean (default: the day that the row was read on, which the
    "yesterday" of a paste is counted from). Load saved rows with `select_related("duplicate_row")`.
    """
    waiting = [row for row in rows if row.state not in CLOSED_ROWS]
    index = index or OutletIndex.load()
    last_day = today or max((row.read_on for row in waiting), default=None)
    order = press_import.date_order or guess_order((row.date_text for row in waiting), today=last_day)
    for row in waiting:
        row.press_import, row.changed_at = press_import, timezone.now()
        row.read_on = today or row.read_on
        _tidy(row)
        _enrich_outlet(row, index)
        if row.pk is None:  # what a person has typed later is meant
            _question_headline(row, index)
        _enrich_date(row, order)
        _enrich_language(row, press_import, index)
        if row.pk is None:  # a saved row without a campaign is meant to have none
            row.campaign_id = row.campaign_id or press_import.campaign_id
        row.url_key = address_key(row.url)
    find_duplicates(waiting, press_import)
    for row in waiting:
        validate(row, today=today)


def _tidy(row: ImportRow) -> None:
    """Make every text such that any database takes it. What is too long is cut off, and reported as long as nobody
    shortens it; all of it still stands in `raw`."""
    row.raw, row.quote = unwrap_all(strip_control_characters(row.raw)), strip_control_characters(row.quote).strip()
    for name, limit in LENGTHS.items():
        value = getattr(row, name)
        if not value:
            continue
        is_address = name in {"url", "archive_url"}
        text = unwrapped(strip_control_characters(value).strip()) if is_address else one_line(value)
        setattr(row, name, text[:limit])
        if len(text) > limit and name in LIMITED:
            _forget(row, LIMITED[name])
            row.problems.append(problem(name, LIMITED[name], limit=limit))


def _forget(row: ImportRow, code: str) -> None:
    row.problems = [found for found in row.problems if found["code"] != code]


def _enrich_outlet(row: ImportRow, index: OutletIndex) -> None:
    if row.outlet_id or row.new_outlet:
        return
    if not (row.outlet_name and row.headline):
        _part_by_known_outlet(row, index)
    match = index.match(row.outlet_name, row.url)
    row.outlet_id = match.outlet_id
    if match.outlet_id and not row.outlet_name:
        row.outlet_name = index.names[match.outlet_id]
    _forget(row, "outlet_unknown")
    if match.outlet_id is None and (row.outlet_name or match.suggestions):
        suggestions = [{"id": pk, "name": name} for pk, name in match.suggestions]
        row.problems.append(problem("outlet_name", "outlet_unknown", name=row.outlet_name, suggestions=suggestions))


def _part_by_known_outlet(row: ImportRow, index: OutletIndex) -> None:
    """ "Cities join forces - NBC News", "NBC News: Cities join forces": parted only where one part is exactly the name
    of an outlet, for headlines have dashes and colons too."""
    text = row.headline or row.outlet_name
    if not text or index.by_name(text):
        return
    for place in _OUTLET_PLACES:
        found = place.fullmatch(text)
        if found and index.by_name(found["outlet"]):
            row.headline, row.outlet_name = found["headline"].strip(), found["outlet"].strip()
            return


def _question_headline(row: ImportRow, index: OutletIndex) -> None:
    """A headline that is the name of an outlet, a by-line or a date was read in the wrong place, mostly."""
    from press.reading.paste.dates import is_any_date  # noqa: PLC0415 few processes need it
    from press.reading.paste.signs import is_byline  # noqa: PLC0415

    text = row.headline
    if text and (index.by_name(text) or is_well_known(text) or is_byline(text) or is_any_date(text)):
        row.problems.append(problem("headline", "headline_unlikely"))


def _enrich_date(row: ImportRow, order: str) -> None:
    """A date is read as long as there is none, and again while two days are possible and the order is known."""
    if row.date_confirmed or not row.date_text or (row.date and not (row.other_date and order)):
        return
    read = read_date(row.date_text, order, today=row.read_on)
    row.date, row.other_date = read.date, read.other


def _enrich_language(row: ImportRow, press_import: PressImport, index: OutletIndex) -> None:
    """The headline's, if it is certain; else the outlet's, the best guess, the language of the import. It is doubtful
    when the headline is not certain, when the outlet mostly publishes in another language, and when no outlet speaks for
    a language that the site does not have."""
    if row.language and row.language not in CODES:
        row.language = language_code(row.language)
    if not row.headline or (row.language and row.language != row.guessed_language):
        return
    detected = detect_language(row.headline)
    outlets_own = index.languages.get(row.outlet_id or 0, "")
    if detected.sure:
        row.language = detected.code
    else:
        row.language = outlets_own or detected.code or press_import.locale.language_code.partition("-")[0]
    row.guessed_language = row.language
    _forget(row, "language_unsure")
    site_languages = {code.partition("-")[0] for code, _name in settings.LANGUAGES}
    if detected.sure and outlets_own and outlets_own != row.language:
        row.problems.append(problem("language", "language_unsure", language=row.language, usual=outlets_own))
    elif not detected.sure or not (outlets_own or row.language in site_languages):
        row.problems.append(problem("language", "language_unsure", language=row.language))
