"""The editor of a translation, and bulk actions, keep to locks and languages.

Closes: publishing a translation from its editor goes through a lock, and crashes when an override chose an object that
is gone by now; bulk actions on snippets (delete, and any added later) check the permission for the model only.

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
from translation.guards.rechecking import recheck


def before_edit(request: HttpRequest, instance: Model) -> HttpResponse | None:
    """Before the editor of a translated page or snippet acts on a POST."""
    if request.method != "POST" or not isinstance(instance, TranslatableMixin):
        return None
    translation = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
    ).first()
    if translation is None:
        return None  # an original, or a page edited by hand: Wagtail's own editor knows about locks
    if is_locked_for(request.user, instance):
        messages.error(request, _("This translation is locked. It cannot be published until it is unlocked."))
        return redirect(request.path)
    recheck(translation)
    return None


def before_delete_snippet(request: HttpRequest, instances: Iterable[Model]) -> None:
    """Before snippets are deleted, one or many.

    Raises:
        PermissionDenied: one of them is in a language that is not the user's.
    """
    _refuse_other_locales(request, instances)


def before_bulk_action(request: HttpRequest, action_type: str, objects: Iterable[Model], action: Any) -> None:
    """Before a bulk action. Pages are left to Wagtail, which asks about each of them.

    Raises:
        PermissionDenied: one of the objects is in a language that is not the user's.
    """
    _refuse_other_locales(request, objects)


def _refuse_other_locales(request: HttpRequest, instances: Iterable[Any]) -> None:
    own = locale_ids_of(request.user)
    for instance in instances:
        is_snippet = isinstance(instance, TranslatableMixin) and not isinstance(instance, Page)
        if is_snippet and instance.locale_id not in own:
            raise PermissionDenied
