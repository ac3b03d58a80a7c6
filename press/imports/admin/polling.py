"""What the scripts on the screens ask for while work goes on in the background."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from press.imports.admin.base import ImportView, OneImportView, home_of
from press.imports.admin.rows import TEXTS, ReviewChoices, RowForm
from press.imports.admin.tabs import counts, file_label
from press.imports.enums import RowState
from press.imports.models import PressImport
from press.imports.tasks import JOBS
from press.models import Outlet
from press.reading.text import one_line
from site_project.text import parse_ids

MAX_NAMES = 20
LONGEST_NAME = 160
MAX_ROWS = 100


def progress_of(press_import: PressImport) -> dict[str, Any]:
    """How far the work on an import is, as numbers and in words."""
    job = JOBS.get(press_import.job.get("work", ""))
    doing = job.label if job else ""
    said = ngettext("%(done)d of %(total)d row", "%(done)d of %(total)d rows", press_import.total)
    counted = said % {"done": press_import.done, "total": press_import.total}
    return {
        "working": press_import.is_working,
        "done": press_import.done,
        "total": press_import.total,
        "text": f"{doing}: {counted}" if press_import.total else f"{doing}…",
    }


class StateView(OneImportView):
    """How far the work is; and, of the rows that a screen waits for (`row`), what those say that are done."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        keys = parse_ids(request.GET.getlist("row"))[:MAX_ROWS]
        rows = list(
            self.press_import.rows.filter(pk__in=keys)
            .exclude(state=RowState.FETCHING)
            .select_related("outlet", "duplicate_of__outlet", "duplicate_row", "clipping")
        )
        answer: dict[str, Any] = {"progress": progress_of(self.press_import), "url": home_of(self.press_import)}
        if rows:
            found = counts(self.press_import)
            answer["rows"] = [self.describe(RowForm(row, self.choices)) for row in rows]
            answer["counts"] = found
            answer["file_label"] = file_label(found["ready"])
            answer["publish_label"] = file_label(found["ready"], publish=True)
            said = ngettext("%(count)d address was read.", "%(count)d addresses were read.", len(rows))
            answer["announcement"] = said % {"count": len(rows)}
        return JsonResponse(answer)

    @cached_property
    def choices(self) -> ReviewChoices:
        return ReviewChoices(self.press_import, self.request.user)

    def describe(self, form: RowForm) -> dict[str, Any]:
        """What a screen needs to bring a row up to date."""
        context = {"form": form, "row": form.row, "press_import": self.press_import}
        parts = ("status", "outlet_help", "date_help", "language_help", "headline_help", "url_help")
        return {
            "pk": form.row.pk,
            "values": {name: form.values[name] for name in TEXTS},
            "html": {
                part: render_to_string(f"press_imports/parts/{part}.html", context, self.request) for part in parts
            },
        }


class OutletsView(ImportView):
    """Names of outlets that begin with, or hold, what somebody is typing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        query = one_line(request.GET.get("q", "")[:LONGEST_NAME])
        names: list[str] = []
        if query:
            starting = Outlet.objects.filter(name__istartswith=query).order_by("name")
            names = list(starting.values_list("name", flat=True)[:MAX_NAMES])
            holding = Outlet.objects.filter(name__icontains=query).exclude(name__in=names).order_by("name")
            names += holding.values_list("name", flat=True)[: MAX_NAMES - len(names)]
        return JsonResponse({"names": names})
