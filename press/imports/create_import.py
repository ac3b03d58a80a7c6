"""New imports: of something pasted, a file, one address, or what somebody chose from proposals.

`options` are fields of the import: whose it is (`user`), the `locale` that its clippings are filed in, and the
`campaign` and `date_order` that hold for all of its rows unless they say otherwise.
"""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from press.enums import ClippingKind
from press.imports import tasks
from press.imports.enrichment import enrich
from press.imports.enums import ImportSource, ImportState, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.outlet_matching import OutletIndex
from press.imports.parse_file import table_of
from press.imports.problems import DOUBTS, problem
from press.reading.paste import ParsedRow, parse_paste
from press.reading.text import one_line
from press.reading.values import clipping_kind
from press.wrapped_addresses import unwrap_all, unwrapped
from site_project.text import strip_control_characters
from site_project.users.permissions import User

if TYPE_CHECKING:
    from press.reading.tables import Table

TITLE_LENGTH = 60
FIELDS_OF_PASTE = (
    *("line", "raw", "headline", "outlet_name", "date_text", "url", "archive_url", "author"),
    *("language", "gloss", "quote"),
)


def from_paste(text: str, **options: object) -> PressImport | None:
    """An import of pasted text; None when there is nothing in it. Raises InputError.

    Rows that are only an address are read in the background."""
    index = OutletIndex.load()
    parsed = parse_paste(text, index)
    if not parsed:
        return None
    with transaction.atomic():
        press_import = PressImport.objects.create(
            source=ImportSource.PASTE,
            title=_title(next((row.headline for row in parsed if row.headline), parsed[0].raw)),
            text=unwrap_all(strip_control_characters(text)),
            worked_at=timezone.now(),
            **options,
        )
        rows = [row_of_paste(press_import, found) for found in parsed]
        enrich(rows, press_import, index=index)
        ImportRow.objects.insert(rows)
    tasks.enqueue_fetches(row.pk for row in rows if row.state == RowState.FETCHING)
    return press_import


def from_file(name: str, content: bytes, **options: object) -> PressImport:
    """An import of a file whose columns are not named yet. Raises InputError."""
    from press.reading.tables import open_table  # noqa: PLC0415 openpyxl is large

    table = open_table(content, name)
    return PressImport.objects.create(
        source=ImportSource.FILE,
        # The end of a name tells what kind of file it is.
        title=one_line(name)[-200:] or "file",
        state=ImportState.MAPPING,
        content=content,
        columns=table.guess_columns(),
        job=_reading(table),
        worked_at=timezone.now(),
        **options,
    )


def choose_sheet(press_import: PressImport, sheet: str) -> None:
    """Read another sheet of the file, whose columns are not named yet either. Raises InputError."""
    table = table_of(press_import, sheet)
    waiting = PressImport.objects.filter(pk=press_import.pk, state=ImportState.MAPPING)
    waiting.update(columns=table.guess_columns(), job=_reading(table), changed_at=timezone.now())


def _reading(table: "Table") -> dict[str, Any]:
    """How the file is read as long as nobody says otherwise."""
    return {"header": table.has_header, "sheet": table.sheet}


def from_address(url: str, headline: str, quote: str, **options: object) -> PressImport:
    url = unwrapped(url)
    press_import = PressImport.objects.create(
        source=ImportSource.ADDRESS, title=_title(headline or url), worked_at=timezone.now(), **options
    )
    row = ImportRow(press_import=press_import, line=1, raw=url, url=url, headline=headline, quote=quote)
    enrich([row], press_import)
    row.state, row.problems = RowState.FETCHING, []
    row.save()
    tasks.enqueue_fetches([row.pk])
    return press_import


@transaction.atomic
def from_proposals(proposals: PressImport, user: User, seen: dict[str, Any] | None = None) -> PressImport | None:
    """Move the chosen proposals into an import of their own, which can be filed and undone; None when there is none. Those
    that are not as they were `seen` stay, see `ImportRowQuerySet.as_seen`."""
    PressImport.objects.lock(proposals.pk)
    rows = list(proposals.rows.chosen().as_seen(seen).values_list("pk", flat=True))
    if not rows:
        return None
    taken = PressImport.objects.create(
        source=ImportSource.TAKEN,
        title=proposals.title,
        origin=proposals,
        user_id=user.pk,
        locale=proposals.locale,
        campaign=proposals.campaign,
        date_order=proposals.date_order,
        worked_at=timezone.now(),
    )
    ImportRow.objects.filter(pk__in=rows).update(press_import=taken)
    return taken


def row_of_paste(press_import: PressImport, found: ParsedRow) -> ImportRow:
    problems = [problem("headline" if found.problem in DOUBTS else "", found.problem)] if found.problem else []
    return ImportRow(
        press_import=press_import,
        problems=problems,
        kind=clipping_kind(found.kind) or ClippingKind.ARTICLE,
        **{name: getattr(found, name) for name in FIELDS_OF_PASTE},
    )


def _title(text: str) -> str:
    words = one_line(text)
    return words if len(words) <= TITLE_LENGTH else words[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
