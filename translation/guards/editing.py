"""Translations are edited in our editor, and bulk actions keep to languages.

Closes: publishing a translation from wagtail-localize's editor goes through a lock, and puts the source's words where a
translation is missing; the editor of a translation whose source is gone crashes; bulk publishing makes drafts public as they are; bulk
actions on snippets (delete, and any added later) check the permission for the model only.

These run before Wagtail's own work, as hooks; `translation/wagtail_hooks.py` registers them.
"""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation

from site_project.users.permissions import locale_ids_of
from translation import publishing
from translation.editor.middleware import give_back
from translation.editor.save import typed_fields
from translation.editor.views import EditorView, in_review
from translation.guards import stopping
from translation.locks import lock_for
from translation.models import Question


def before_edit(request: HttpRequest, instance: Model) -> HttpResponseBase | None:
    """Before Wagtail's editor of a page or snippet: a translation has its own."""
    if not isinstance(instance, TranslatableMixin):
        return None
    jobs = Translation.objects.filter(source__object_id=instance.translation_key, target_locale_id=instance.locale_id)
    translation = (
        jobs.select_related("source__locale", "source__specific_content_type", "target_locale", "published")
        .annotate(is_in_review=in_review(type(instance), str(instance.pk)))
        .order_by("-enabled")
        .first()
    )
    if translation is None:
        _point_to_questions(request, instance)  # an original
        return _answer_late(request)
    restarts = request.method == "POST" and "localize-restart-translation" in request.POST
    original = publishing.original_of(translation) if translation.enabled or restarts else None
    if (translation.enabled or restarts) and original is None:
        jobs.update(enabled=False)  # from now on it is edited by hand, in Wagtail's own editor
        if restarts:
            messages.error(request, _("The original is gone, so there is nothing to take over. Edit the page itself."))
            return redirect(request.path)
        return _answer_late(request)
    if restarts and not translation.enabled:
        if lock_for(request.user, instance):
            messages.error(request, _("This page is locked. It cannot be changed until it is unlocked."))
            return redirect(request.path)
        return stopping.resume(request, translation, instance)
    if not translation.enabled:
        return _answer_late(request)  # edited by hand: Wagtail's own editor knows about locks
    if getattr(instance, "alias_of_id", None) and request.method != "POST":
        return None  # wagtail-localize offers to make it a page of its own
    instance.is_in_review = translation.is_in_review
    return EditorView.as_view()(request, translation=translation, instance=instance, original=original)


def _answer_late(request: HttpRequest) -> HttpResponse | None:
    """Answer a button of the editor of translations that was open when the page ceased to be a translation. Wagtail's
    own editor calls its button otherwise, and would miss the fields of its form."""
    if request.method != "POST":
        return None
    is_typed = bool(typed_fields(request.POST))
    if not is_typed and request.POST.get("action") not in EditorView.actions:
        return None
    messages.error(request, _("This translation is kept by hand. Please change it in its own editor."))
    return give_back(request, HTTPStatus.CONFLICT) if is_typed else redirect(request.path)


def _point_to_questions(request: HttpRequest, instance: Any) -> None:
    """Show in the editor of an original what translators ask about it."""
    if request.method != "GET":
        return
    questions = Question.objects.filter(
        context__object_id=instance.translation_key, string__locale=instance.locale_id, answer=""
    )
    jobs = (
        {
            job.target_locale_id: job.pk
            for job in Translation.objects.filter(source__object_id=instance.translation_key, enabled=True)
        }
        if (found := list(questions[:5]))
        else {}
    )
    for question in found:
        if translation_id := jobs.get(question.locale_id):
            url = reverse("translation_editor:text", args=[translation_id, question.context_id, question.string_id])
            buttons = [messages.button(url, _("Answer it"))]
            text = _("A translator asks: %(question)s") % {"question": question.question}
            messages.warning(request, text, buttons=buttons)


def before_delete_snippet(request: HttpRequest, instances: Iterable[Model]) -> None:
    """Before snippets are deleted, one or many.

    Raises:
        PermissionDenied: one of them is in a language that is not the user's.
    """
    _refuse_other_locales(request, instances)


def before_bulk_action(
    request: HttpRequest, action_type: str, objects: Iterable[Model], action: Any
) -> HttpResponse | None:
    """Before a bulk action. Wagtail asks about the right to each page.

    It publishes drafts as they are, and a translation's may hold the source's words: those go public from their editor.

    Raises:
        PermissionDenied: one of the objects is in a language that is not the user's.
    """
    _refuse_other_locales(request, objects)
    if action_type != "publish" or action.models[0] is not Page:
        return None
    pages: list[Any] = list(objects)
    if request.POST.get("include_descendants"):
        pages += [below for page in pages for below in page.get_descendants().not_live()]
    titles = [page.get_admin_display_title() for page in publishing.translations_among(pages)]
    if not titles:
        return None
    message = _(
        "Nothing was published. Publish translations from their own editor, which shows what is missing: %(titles)s"
    )
    messages.error(request, message % {"titles": ", ".join(titles)})
    return redirect(action.next_url)


def _refuse_other_locales(request: HttpRequest, instances: Iterable[Any]) -> None:
    own = locale_ids_of(request.user)
    for instance in instances:
        is_snippet = isinstance(instance, TranslatableMixin) and not isinstance(instance, Page)
        if is_snippet and instance.locale_id not in own:
            raise PermissionDenied
