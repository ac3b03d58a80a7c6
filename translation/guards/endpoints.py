"""wagtail-localize's endpoints ask who calls them, and for which language.

Closes: its views check a snippet's permission for the whole model, so a translator of one language could change all;
they ignore locks; they crash where the translated page is gone or a value is missing or unfit; converting to an alias (which
publishes the source's text in the other language) asks for the right to edit only; the snippet API is open to everyone
who may enter the admin.
"""

import functools
from collections.abc import Callable
from typing import TypeAlias

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.models import Translation

from site_project.users.permissions import may
from translation.guards.rechecking import recheck
from translation.locks import lock_for

View: TypeAlias = Callable[..., HttpResponseBase]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
#: What a person may do to the model of a snippet to be shown its titles.
KNOWS_SNIPPET = ("view", "add", "change", "delete", "publish")


def target_or_404(translation: Translation) -> Model:
    """The translated page or snippet.

    Raises:
        Http404: it was deleted.
    """
    try:
        return translation.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error


def for_translator(view: View) -> View:
    """Let through to a page or file about one translation those who may change the translation."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, translation_id: int, *args: object, **kwargs: object) -> HttpResponseBase:
        translation = get_object_or_404(Translation, pk=translation_id)
        instance = target_or_404(translation)
        if not may(request.user, "change", instance):
            raise PermissionDenied
        if request.method not in SAFE_METHODS and lock_for(request.user, instance):
            raise PermissionDenied
        return view(request, translation_id, *args, **kwargs)

    return guarded


def preview(view: View) -> View:
    """`for_translator`, and a choice that is gone by now does not crash the preview."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, translation_id: int, *args: object, **kwargs: object) -> HttpResponseBase:
        recheck(get_object_or_404(Translation, pk=translation_id))
        return view(request, translation_id, *args, **kwargs)

    return for_translator(guarded)


def api(view: View) -> View:
    """`for_translator` for what scripts call: every refusal is JSON with a status that says so."""
    checked = for_translator(view)

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if b"\x00" in request.body or b"%00" in request.body or b"\\u0000" in request.body:  # PostgreSQL stores no NUL
            return JsonResponse({"error": _("This value cannot be saved.")}, status=400)
        try:
            return checked(request, *args, **kwargs)
        except PermissionDenied:
            return JsonResponse({"error": _("You may not change this translation, or it is locked.")}, status=403)
        except MultiValueDictKeyError:
            return JsonResponse({"error": _("No value was sent.")}, status=400)

    return guarded


def for_publisher(view: View) -> View:
    """Let through to an action on one page those who may publish the page."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, page_id: int, *args: object, **kwargs: object) -> HttpResponseBase:
        page = get_object_or_404(Page, pk=page_id)
        if not may(request.user, "publish", page) or lock_for(request.user, page.specific):
            raise PermissionDenied
        return view(request, page_id, *args, **kwargs)

    return guarded


def for_snippet_staff(view: View) -> View:
    """Let through those who may see snippets of the model that the address names."""

    @functools.wraps(view)
    def guarded(
        request: HttpRequest, app_label: str, model_name: str, *args: object, **kwargs: object
    ) -> HttpResponseBase:
        model = get_snippet_model_from_url_params(app_label, model_name)
        if not model.snippet_viewset.permission_policy.user_has_any_permission(request.user, KNOWS_SNIPPET):
            raise PermissionDenied
        return view(request, *args, app_label=app_label, model_name=model_name, **kwargs)

    return guarded
