"""What can be done with a whole import after its review: publish it, undo it, throw it away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from press.imports import progress, proposals, publishing, tasks, undo
from press.imports.admin.permissions import OneImportScreen, url_of
from press.imports.enums import ImportState
from press.imports.permissions import may_publish, may_undo


class PublishScreen(OneImportScreen):
    """Publishes what an editor filed. The button for it stands on the review."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_publish(request.user, self.press_import):
            raise PermissionDenied
        if publishing.begin(self.press_import, request.user):
            tasks.run(self.press_import)
            self.press_import.refresh_from_db(fields=["state", "done"])
            if self.press_import.state not in progress.WORKING:
                said = ngettext(
                    "%(count)d clipping was published.", "%(count)d clippings were published.", self.press_import.done
                )
                messages.success(request, said % {"count": self.press_import.done})
        return redirect(url_of("review", self.press_import.pk))


class UndoScreen(OneImportScreen):
    """Says what undoing would do, and does it."""

    page_title = _("Undo")
    template_name = "press_imports/undo.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_undo(request.user, self.press_import):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(outlook=undo.outlook(self.press_import)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        before = undo.outlook(self.press_import)
        edited_too = "edited_too" in request.POST
        if undo.begin(self.press_import, request.user, edited_too=edited_too):
            tasks.run(self.press_import)
            self.press_import.refresh_from_db(fields=["state"])
            if self.press_import.state not in progress.WORKING:
                count = before.clippings + (before.edited if edited_too else 0)
                said = ngettext(
                    "Undone: %(count)d clipping was deleted.", "Undone: %(count)d clippings were deleted.", count
                )
                messages.success(request, said % {"count": count})
        return redirect(url_of("review", self.press_import.pk))


class DiscardScreen(OneImportScreen):
    """Throws away an import of which nothing is filed."""

    page_title = _("Throw away")
    template_name = "press_imports/discard.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # A feed would propose everything again.
        if proposals.is_proposals(self.press_import):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.possible:
            return self.refuse()
        return self.render_to_response(self.get_context_data(rows=self.press_import.rows.count()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.possible:
            return self.refuse()
        self.press_import.delete()
        messages.success(request, _("The import was thrown away."))
        return redirect(url_of("index"))

    @property
    def possible(self) -> bool:
        resting = self.press_import.state in (*progress.AT_REST, ImportState.MAPPING)
        return resting and not self.press_import.rows.exclude(clipping=None).exists()

    def refuse(self) -> HttpResponseBase:
        messages.error(self.request, _("Some of it is filed. Undo the import first."))
        return redirect(url_of("review", self.press_import.pk))
