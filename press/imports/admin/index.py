"""The list of imports: proposals of feeds and drafts that wait for a publisher first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, StatusTagColumn, Table, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from press.imports.admin.base import ImportView, home_of, url_of
from press.imports.enums import OPEN_ROWS, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.permissions import imports_of, may_publish
from press.imports.querysets import PressImportQuerySet

PER_PAGE = 30
#: Older drafts are found in the list; looking for them in every import that there ever was would take too long.
RECENT = dt.timedelta(days=120)


class RowsColumn(BaseColumn):
    """How many rows are filed, drafts, still open, refused: see `count_rows`."""

    cell_template_name = "press_imports/rows_cell.html"


class ListView(ImportView, BaseListingView):
    """All imports in the user's languages, the newest first."""

    page_title = _("Imports")
    template_name = "press_imports/index.html"
    index_url_name = "press_imports:index"
    paginate_by = PER_PAGE
    columns = [
        TitleColumn("title", label=_("Title"), get_url=home_of),
        Column("source", label=_("Source"), accessor="get_source_display"),
        StatusTagColumn("state", label=_("State"), accessor="get_state_display"),
        Column("user", label=_("By"), accessor=lambda press_import: press_import.user or ""),
        DateColumn("created_at", label=_("Started")),
        RowsColumn("rows", label=_("Rows")),
    ]

    def trail(self) -> list[dict[str, Any]]:
        return []

    def get_header_buttons(self) -> list[Any]:
        return [HeaderButton(gettext("Add coverage"), url=url_of("add"), icon_name="plus")]

    def get_base_queryset(self) -> PressImportQuerySet:
        imports = imports_of(self.request.user).select_related("user", "locale").without_content()
        return imports.exclude(pk__in=imports.proposals().values("pk"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        proposed = list(imports_of(self.request.user).proposals().without_content())
        drafts = ImportRow.objects.drafts().filter(press_import=OuterRef("pk"), state=RowState.FILED)
        recent = self.get_base_queryset().filter(Exists(drafts), filed_at__gt=timezone.now() - RECENT)[:PER_PAGE]
        waiting = [found for found in recent if may_publish(self.request.user, found)]
        count_rows([*proposed, *waiting, *context["object_list"]])
        return {
            **context,
            "proposed": [(found, home_of(found)) for found in proposed if found.counts["open"]],
            "waiting": waiting and Table(self.columns, waiting, caption=_("Imports that wait for a publisher")),
            "add_url": url_of("add"),
        }

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "caption": _("All imports")}


def count_rows(imports: Sequence[PressImport]) -> None:
    """Set `counts` of each import: numbers of rows by what the list says of them. Two queries."""
    rows = ImportRow.objects.filter(press_import__in=imports)
    states, drafts = rows.count_by_state(), rows.count_drafts()
    for found in imports:
        by_state = states.get(found.pk, {})
        found.counts = {
            "open": sum(by_state.get(state, 0) for state in OPEN_ROWS),
            "filed": by_state.get(RowState.FILED, 0),
            "refused": by_state.get(RowState.REFUSED, 0),
            "drafts": drafts.get(found.pk, 0),
        }
