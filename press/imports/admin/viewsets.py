"""The list of imports, proposals of feeds and drafts that wait for a publisher first; what can be done with a whole import:
publish it, undo it, throw it away; and the entries of the menu."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, Table, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from press.imports import tasks, undo
from press.imports.admin.base import NAMESPACE, ImportView, OneImportView, home_of, url_of
from press.imports.admin.create import AddView, ColumnsView
from press.imports.admin.review import ReviewView
from press.imports.admin.state import OutletsView, StateView
from press.imports.admin.waiting import counting
from press.imports.create_clippings import PublishDrafts
from press.imports.enums import IDLE_STATES, OPEN_ROWS, ImportState, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.permissions import imports_of, may_add, may_publish, may_undo
from press.imports.querysets import PressImportQuerySet
from site_project.admin.columns import TemplateColumn

PER_PAGE = 30
#: Older drafts are found in the list; looking for them in every import that there ever was would take too long.
RECENT = dt.timedelta(days=120)


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
        TemplateColumn("rows", "press_imports/rows_cell.html", label=_("Rows")),
    ]

    def trail(self) -> list[dict[str, Any]]:
        return []

    def get_header_buttons(self) -> list[Button]:
        return [HeaderButton(gettext("Add coverage"), url=url_of("add"), icon_name="plus")]

    def get_base_queryset(self) -> PressImportQuerySet:
        imports = imports_of(self.request.user).select_related("user", "locale").without_content()
        return imports.exclude(pk__in=imports.proposals().values("pk"))

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
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
    """Set `counts` of each import: numbers of rows by what the list says of them. One query."""
    numbers: dict[str, Any] = {
        "open": Count("pk", filter=Q(state__in=OPEN_ROWS)),
        "filed": Count("pk", filter=Q(state=RowState.FILED)),
        "refused": Count("pk", filter=Q(state=RowState.REFUSED)),
        "drafts": Count("pk", filter=Q(clipping__live=False)),
    }
    rows = ImportRow.objects.filter(press_import__in=imports).order_by().values("press_import")
    counted: dict[int, Any] = {row["press_import"]: row for row in rows.annotate(**numbers)}
    for found in imports:
        found.counts = counted.get(found.pk) or dict.fromkeys(numbers, 0)


class PublishView(OneImportView):
    """Publishes what an editor filed. The button for it stands on the review."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not may_publish(request.user, self.press_import):
            raise PermissionDenied
        if tasks.start(PublishDrafts, self.press_import, request.user) and not self.press_import.is_working:
            count = self.press_import.done
            message = ngettext("%(count)d clipping was published.", "%(count)d clippings were published.", count)
            messages.success(request, message % {"count": count})
        return redirect(url_of("review", self.press_import.pk))


class UndoView(OneImportView):
    page_title = _("Undo")
    template_name = "press_imports/undo.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not may_undo(request.user, self.press_import):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return self.render_to_response(self.get_context_data(preview=undo.preview(self.press_import)))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        preview = undo.preview(self.press_import)
        edited = "edited_too" in request.POST
        started = tasks.start(undo.Undo, self.press_import, request.user, edited=edited)
        if started and not self.press_import.is_working:
            count = preview.clippings + (preview.edited if edited else 0)
            message = ngettext(
                "Undone: %(count)d clipping was deleted.", "Undone: %(count)d clippings were deleted.", count
            )
            messages.success(request, message % {"count": count})
        return redirect(url_of("review", self.press_import.pk))


class DiscardView(OneImportView):
    """Throws away an import of which nothing is filed."""

    page_title = _("Throw away")
    template_name = "press_imports/discard.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        # A feed would propose everything again.
        if self.press_import.is_proposals:
            raise PermissionDenied
        if not _may_go(self.press_import):
            return self.refuse()
        return super().dispatch(request, *args, **kwargs)

    def refuse(self) -> HttpResponseBase:
        messages.error(self.request, _("Some of it is filed. Undo the import first."))
        return redirect(url_of("review", self.press_import.pk))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return self.render_to_response(self.get_context_data(rows=self.press_import.rows.count()))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        with transaction.atomic():
            # Somebody may have begun to file it.
            press_import = PressImport.objects.lock(self.press_import.pk)
            if press_import and not _may_go(press_import):
                return self.refuse()
            if press_import:
                press_import.delete()
        messages.success(request, _("The import was thrown away."))
        return redirect(url_of("index"))


def _may_go(press_import: PressImport) -> bool:
    """Whether nothing of the import is filed, or being filed."""
    idle = press_import.state in (*IDLE_STATES, ImportState.MAPPING)
    return idle and not undo.Undo().rows(press_import).exists()


class ImportsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_add(request.user)


class AddCoverageViewSet(ViewSet):
    name = "press_add_coverage"
    icon = "plus"
    menu_label = _("Add coverage")
    menu_item_class = ImportsMenuItem

    @cached_property
    def menu_url(self) -> str:
        return url_of("add")


class ImportViewSet(ViewSet):
    name = NAMESPACE
    url_prefix = "press/imports"
    icon = "download"
    menu_label = _("Imports")
    menu_item_class = counting(ImportsMenuItem, lambda waiting: waiting.imports + waiting.proposals)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", ListView.as_view(), name="index"),
            path("add/", AddView.as_view(), name="add"),
            path("outlets/", OutletsView.as_view(), name="outlets"),
            path("<int:pk>/", ReviewView.as_view(), name="review"),
            path("<int:pk>/columns/", ColumnsView.as_view(), name="columns"),
            path("<int:pk>/state/", StateView.as_view(), name="state"),
            path("<int:pk>/publish/", PublishView.as_view(), name="publish"),
            path("<int:pk>/undo/", UndoView.as_view(), name="undo"),
            path("<int:pk>/discard/", DiscardView.as_view(), name="discard"),
        ]
