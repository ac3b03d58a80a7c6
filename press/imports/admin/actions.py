"""What can be done with a whole import after its review: publish it, undo it, throw it away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from press.imports import tasks, undo
from press.imports.admin.base import OneImportView, url_of
from press.imports.enums import IDLE_STATES, ImportState
from press.imports.permissions import may_publish, may_undo
from press.imports.publish_drafts import PublishDrafts


class PublishView(OneImportView):
    """Publishes what an editor filed. The button for it stands on the review."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_publish(request.user, self.press_import):
            raise PermissionDenied
        if tasks.start(PublishDrafts, self.press_import, request.user) and not self.press_import.is_working:
            count = self.press_import.done
            message = ngettext("%(count)d clipping was published.", "%(count)d clippings were published.", count)
            messages.success(request, message % {"count": count})
        return redirect(url_of("review", self.press_import.pk))


class UndoView(OneImportView):
    """Says what undoing would do, and does it."""

    page_title = _("Undo")
    template_name = "press_imports/undo.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_undo(request.user, self.press_import):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(preview=undo.preview(self.press_import)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
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

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # A feed would propose everything again.
        if self.press_import.is_proposals:
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
        idle = self.press_import.state in (*IDLE_STATES, ImportState.MAPPING)
        return idle and not self.press_import.rows.exclude(clipping=None).exists()

    def refuse(self) -> HttpResponseBase:
        messages.error(self.request, _("Some of it is filed. Undo the import first."))
        return redirect(url_of("review", self.press_import.pk))
