"""How an import stands: its rows in tabs, the progress of work in the background; and the answers to the scripts that
ask while that goes on."""

from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy

from press.imports.admin.base import ImportView, OneImportView, home_of
from press.imports.admin.rows import TEXTS, ReviewChoices, RowForm
from press.imports.enums import CLOSED_ROWS, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.tasks import JOBS
from press.models import Outlet
from press.reading.text import one_line
from site_project.text import parse_ids

MAX_NAMES = 20
LONGEST_NAME = 160
MAX_ROWS = 100
DUPLICATES = (
    Q(keep_duplicate=False, campaign_too=False)
    & (Q(duplicate_of__isnull=False) | Q(duplicate_row__isnull=False))
    & ~Q(state__in=CLOSED_ROWS)
)

#: name -> (label, which rows)
TABS: dict[str, tuple[Promise, Q]] = {
    "all": (pgettext_lazy("rows of an import", "All"), Q()),
    "attention": (pgettext_lazy("rows of an import", "Needs a look"), Q(state=RowState.ATTENTION)),
    "ready": (pgettext_lazy("rows of an import", "Ready"), Q(state=RowState.READY)),
    "fetching": (pgettext_lazy("rows of an import", "Being read"), Q(state=RowState.FETCHING)),
    "duplicates": (pgettext_lazy("rows of an import", "Duplicates"), DUPLICATES),
    "refused": (pgettext_lazy("rows of an import", "Cannot be read"), Q(state=RowState.REFUSED)),
    "left_out": (pgettext_lazy("rows of an import", "Left out"), Q(state=RowState.LEFT_OUT)),
    "filed": (pgettext_lazy("rows of an import", "Filed"), Q(state=RowState.FILED)),
}
#: Tabs that are only there when they have something to show.
OPTIONAL = ("fetching", "filed")


def condition(name: str, press_import: PressImport) -> Q:
    """Which rows a tab shows. What was dismissed or taken of a feed's proposals is out of the way."""
    _label, rows = TABS[name]
    return ~Q(state__in=CLOSED_ROWS) if name == "all" and press_import.is_proposals else rows


def rows_of(press_import: PressImport, tab: str) -> QuerySet[ImportRow]:
    """The rows that a tab shows, in the order of the list; the newest proposals first."""
    order = ["-pk"] if press_import.is_proposals else ["line", "pk"]
    return press_import.rows.filter(condition(tab, press_import)).order_by(*order)


def counts(press_import: PressImport) -> dict[str, int]:
    """How many rows each tab has. One query."""
    wanted = {name: Count("pk", filter=condition(name, press_import) or None) for name in TABS}
    return press_import.rows.order_by().aggregate(**wanted)


def tabs(press_import: PressImport, found: dict[str, int], current: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "label": label, "count": found[name], "current": name == current}
        for name, (label, _rows) in TABS.items()
        if found[name] or name == current or name not in OPTIONAL
    ]


def file_label(count: int, *, publish: bool = False) -> str:
    """What the button that files says. It saves first: more rows may be ready by then."""
    if not count:
        return gettext("File and publish what is ready") if publish else gettext("File what is ready")
    if publish:
        said = ngettext("File and publish %(count)d clipping", "File and publish %(count)d clippings", count)
    else:
        said = ngettext("File %(count)d clipping", "File %(count)d clippings", count)
    return said % {"count": count}


def progress_of(press_import: PressImport) -> dict[str, Any]:
    job = JOBS.get(press_import.job.get("work", ""))
    doing = job.label if job else ""
    numbers = {"done": press_import.done, "total": press_import.total}
    said = ngettext("%(done)d of %(total)d row", "%(done)d of %(total)d rows", press_import.total) % numbers
    text = f"{doing}: {said}" if press_import.total else f"{doing}…"
    if press_import.job.get("interrupted"):
        interrupted = gettext("The work was interrupted and goes on where it was.")
        text = f"{text} {interrupted}"
    return {"working": press_import.is_working, "text": text, **numbers}


class StateView(OneImportView):
    """How far the work is; and, of the rows that a screen waits for (`row`), what those say that are done."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> JsonResponse:
        keys = parse_ids(request.GET.getlist("row"))[:MAX_ROWS]
        rows = list(
            self.press_import.rows.filter(pk__in=keys)
            .exclude(state=RowState.FETCHING)
            .select_related("outlet", "duplicate_of__outlet", "duplicate_row", "clipping")
            .prefetch_related("duplicate_of__campaign_links")
        )
        answer: dict[str, Any] = {"progress": progress_of(self.press_import), "url": home_of(self.press_import)}
        if rows:
            found = counts(self.press_import)
            choices = ReviewChoices(self.press_import, request.user)
            said = ngettext("%(count)d address was read.", "%(count)d addresses were read.", len(rows))
            answer |= {
                "rows": [self.describe(RowForm(row, choices)) for row in rows],
                "counts": found,
                "file_label": file_label(found["ready"]),
                "publish_label": file_label(found["ready"], publish=True),
                "announcement": said % {"count": len(rows)},
            }
        return JsonResponse(answer)

    def describe(self, form: RowForm) -> dict[str, Any]:
        context = {"form": form, "row": form.row, "press_import": self.press_import}
        parts = ("status", "outlet_help", "date_help", "language_help", "headline_help", "url_help")
        return {
            "pk": form.row.pk,
            "values": {name: form.values[name] for name in TEXTS},
            "fingerprint": form.fingerprint,
            "html": {
                part: render_to_string(f"press_imports/parts/{part}.html", context, self.request) for part in parts
            },
        }


class OutletsView(ImportView):
    """Names of outlets that begin with, or hold, what somebody is typing."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> JsonResponse:
        query = one_line(request.GET.get("q", "")[:LONGEST_NAME])
        found = Outlet.objects.filter(name__icontains=query) if query else Outlet.objects.none()
        found = found.order_by(Case(When(name__istartswith=query, then=0), default=1), "name")
        return JsonResponse({"names": list(found.values_list("name", flat=True)[:MAX_NAMES])})
