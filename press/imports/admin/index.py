"""The list of imports: proposals of feeds and drafts that wait for a publisher first."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.widgets.button import HeaderButton

from press.imports.admin.base import ImportView, home_of, url_of
from press.imports.enums import RowState
from press.imports.models import ImportRow, PressImport
from press.imports.permissions import imports_of, may_publish

PER_PAGE = 30
#: Older drafts are found in the list; looking for them in every import that there ever was would take too long.
RECENT = dt.timedelta(days=120)


class ListView(ImportView):
    """All imports in the user's languages, the newest first."""

    page_title = _("Imports")
    template_name = "press_imports/index.html"

    def trail(self) -> list[dict[str, Any]]:
        return []

    def get_header_buttons(self) -> list[Any]:
        return [HeaderButton(gettext("Add coverage"), url=url_of("add"), icon_name="plus")]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        imports = imports_of(request.user).select_related("user", "locale").without_content()
        proposed = list(imports.proposals())
        rest = imports.exclude(pk__in=[press_import.pk for press_import in proposed])
        waiting = [found for found in self.waiting(rest) if may_publish(request.user, found)]
        page = WagtailPaginator(rest, PER_PAGE).get_page(request.GET.get("p"))
        listed = [*proposed, *waiting, *page.object_list]
        rows = ImportRow.objects.filter(press_import__in=listed)
        states = rows.count_by_state()
        drafts = rows.count_drafts()
        return self.render_to_response(
            self.get_context_data(
                proposed=[line for line in describe(proposed, states, drafts) if line["open"]],
                waiting=describe(waiting, states, drafts),
                lines=describe(page.object_list, states, drafts),
                page_obj=page,
                elided_page_range=page.paginator.get_elided_page_range(page.number),
                add_url=url_of("add"),
            )
        )

    def waiting(self, imports: QuerySet[PressImport]) -> QuerySet[PressImport]:
        """Imports with drafts that nobody has published."""
        drafts = ImportRow.objects.filter(press_import=OuterRef("pk"), state=RowState.FILED, clipping__live=False)
        return imports.filter(Exists(drafts), filed_at__gt=timezone.now() - RECENT)[:PER_PAGE]


def describe(
    imports: list[PressImport], states: dict[int, dict[str, int]], drafts: dict[int, int]
) -> list[dict[str, Any]]:
    """What a line of the list says."""
    lines = []
    for found in imports:
        counted = states.get(found.pk, {})
        still_open = sum(counted.get(state, 0) for state in (RowState.READY, RowState.ATTENTION, RowState.FETCHING))
        lines.append(
            {
                "import": found,
                "url": home_of(found),
                "open": still_open,
                "filed": counted.get(RowState.FILED, 0),
                "refused": counted.get(RowState.REFUSED, 0),
                "drafts": drafts.get(found.pk, 0),
            }
        )
    return lines
