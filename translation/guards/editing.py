"""The editor of a translation, and bulk actions, keep to locks and languages.

Closes: publishing a translation from its editor goes through a lock, and puts the source's words where a translation is
missing; the editor of a translation whose source is gone crashes; bulk publishing makes drafts public as they are; bulk
actions on snippets (delete, and any added later) check the permission for the model only.

These run before Wagtail's own work, as hooks; `translation/wagtail_hooks.py` registers them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation

from site_project.users.permissions import is_locked_for, locale_ids_of
from translation.guards import publishing


def before_edit(request: HttpRequest, instance: Model) -> HttpResponse | None:
    """Before the editor of a translated page or snippet."""
    if not isinstance(instance, TranslatableMixin):
        return None
    jobs = Translation.objects.filter(source__object_id=instance.translation_key, target_locale_id=instance.locale_id)
    translation = jobs.order_by("-enabled").first()
    if translation is None:
        return None  # an original
    restarts = request.method == "POST" and "localize-restart-translation" in request.POST
    if (translation.enabled or restarts) and not publishing.has_source(translation):
        jobs.update(enabled=False)  # from now on it is edited by hand, in Wagtail's own editor
        if restarts:
            messages.error(request, _("The original is gone, so there is nothing to take over. Edit the page itself."))
            return redirect(request.path)
        return None
    if request.method != "POST" or not translation.enabled:
        return None  # edited by hand: Wagtail's own editor knows about locks
    if is_locked_for(request.user, instance):
        messages.error(request, _("This translation is locked. It cannot be published until it is unlocked."))
        return redirect(request.path)
    if request.POST.get("action") == "publish" and (found := publishing.problems(translation)):
        for problem in found:
            messages.error(request, problem)
        return redirect(request.path)
    return None


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
    titles = [page.get_admin_display_title() for page in pages if publishing.is_live_translation(page)]
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
