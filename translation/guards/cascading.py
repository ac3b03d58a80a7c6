"""Unpublishing, deleting and moving an original asks what becomes of its translations, and does it.

Closes: Wagtail does these to the original alone; its translations stay public, without anybody having decided so.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail_localize.models import Translation

from site_project.users.permissions import may
from translation.locks import lock_for
from translation.querysets import translations_of

#: The name of the answer, beside the fields of the form that was sent.
ANSWER = "translations"
WITH, WITHOUT = "with", "without"


def before_unpublish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before a page is unpublished."""
    return _ask(request, "unpublish", [page])


def before_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before a page is deleted; Wagtail's own question comes first."""
    return _ask(request, "delete", [page]) if request.method == "POST" else None


def before_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Before a page is moved."""
    return _ask(request, "move", [page], destination) if request.method == "POST" else None


def before_unpublish_snippet(request: HttpRequest, instance: DraftStateMixin) -> HttpResponse | None:
    """Before a snippet is unpublished."""
    is_snippet = isinstance(instance, TranslatableMixin) and not isinstance(instance, Page)
    return _ask(request, "unpublish", [instance]) if is_snippet else None


def before_delete_snippets(request: HttpRequest, instances: Iterable[Model]) -> HttpResponse | None:
    """Before snippets are deleted, one or many; Wagtail's own question comes first."""
    translatable = [instance for instance in instances if isinstance(instance, TranslatableMixin)]
    return _ask(request, "delete", translatable) if request.method == "POST" else None


def before_bulk(request: HttpRequest, action_type: str, pages: Iterable[Page], action: Any) -> HttpResponse | None:
    """Before pages are unpublished, deleted or moved from a list."""
    if action_type not in {"unpublish", "delete", "move"} or action.models[0] is not Page:
        return None
    form = action.cleaned_form
    destination = form.cleaned_data.get("chooser") if form else None
    return _ask(request, action_type, list(pages), destination)


def _ask(
    request: HttpRequest, action: str, originals: list[Any], destination: Page | None = None
) -> HttpResponse | None:
    if action == "unpublish" and request.POST.get("include_descendants"):
        originals = [*originals, *(below for page in originals for below in page.get_descendants().live())]
    originals = [original for original in originals if not getattr(original, "has_own_desk", False)]
    chosen = {original.pk for original in originals}
    found = [
        _specific(target) for original in originals for target in translations_of(original).select_related("locale")
    ]
    targets = [target for target in found if target.pk not in chosen and (target.live or action != "unpublish")]
    if not targets:
        return None
    able = all(_may(request.user, action, target, destination) for target in targets)
    answer = request.POST.get(ANSWER)
    if answer == WITH and able:
        for target in targets:
            _do(action, target, destination, request.user)
        return None
    if answer == WITHOUT:
        if action == "delete":  # from now on they are pages of their own
            Translation.objects.filter(
                source__object_id__in=[original.translation_key for original in originals],
                source__locale_id__in=[original.locale_id for original in originals],
            ).update(enabled=False)
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    context = {
        "fields": [(name, value) for name, value in fields if name not in {"csrfmiddlewaretoken", ANSWER}],
        "targets": targets,
        "able": able,
        **_words(action),
    }
    return render(request, "translation/ask_translations.html", context)


def _specific(target: object) -> Any:
    return target.specific if isinstance(target, Page) else target


def _words(action: str) -> dict[str, str]:
    return {
        "unpublish": {
            "question": _("Unpublish the translations, too?"),
            "yes": _("Unpublish in all languages"),
            "no": _("Leave the translations public"),
        },
        "delete": {
            "question": _("Delete the translations, too?"),
            "yes": _("Delete in all languages"),
            "no": _("Keep the translations as pages of their own"),
        },
        "move": {
            "question": _("Move the translations, too?"),
            "yes": _("Move in all languages"),
            "no": _("Leave the translations where they are"),
        },
    }[action]


def _destination(target: Page, destination: Page | None) -> Page | None:
    """The version of the new place in the language of `target`."""
    return destination.get_translation_or_none(target.locale) if destination is not None else None


def _may(user: Any, action: str, target: Any, destination: Page | None) -> bool:
    if lock_for(user, target):
        return False
    if not isinstance(target, Page):
        return may(user, "publish" if action == "unpublish" else action, target)
    permissions = target.permissions_for_user(user)
    if action == "unpublish":
        return bool(permissions.can_unpublish())
    if action == "delete":
        return bool(permissions.can_delete())
    place = _destination(target, destination)
    return place is not None and bool(permissions.can_move_to(place))


def _do(action: str, target: Any, destination: Page | None, user: object) -> None:
    """What was asked of the original, for a translation; `_may` has said that it may be."""
    act: Any
    if not isinstance(target, Page) and action == "delete":
        log(instance=target, action="wagtail.delete", deleted=True)
        target.delete()
        return
    if action == "unpublish":
        act = (UnpublishPageAction if isinstance(target, Page) else UnpublishAction)(target, user=user)
    elif action == "delete":
        act = DeletePageAction(target, user=user)
    else:
        act = MovePageAction(target, _destination(target, destination), pos="last-child", user=user)
    act.execute(skip_permission_checks=True)
