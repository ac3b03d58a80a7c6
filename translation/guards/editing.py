"""The editor of a translation, and bulk actions, keep to locks and languages.

Closes: publishing a translation from its editor goes through a lock, and puts the source's words where a translation is
missing; the editor of a translation whose source is gone crashes; bulk publishing makes drafts public as they are; bulk
actions on snippets (delete, and any added later) check the permission for the model only.

These run before Wagtail's own work, as hooks; `translation/wagtail_hooks.py` registers them.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue

from site_project.users.permissions import is_locked_for, locale_ids_of, may
from translation import publishing
from translation.composing import block_of
from translation.guards import stopping
from translation.guards.rechecking import recheck
from translation.quality.translations import ready


def before_edit(request: HttpRequest, instance: Model) -> HttpResponseBase | None:
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
        return _answer_late(request)
    if restarts and not translation.enabled:
        if is_locked_for(request.user, instance):
            messages.error(request, _("This page is locked. It cannot be changed until it is unlocked."))
            return redirect(request.path)
        return stopping.resume(request, translation, instance)
    if request.method != "POST" or not translation.enabled:
        return _answer_late(request)  # edited by hand: Wagtail's own editor knows about locks
    if is_locked_for(request.user, instance):
        messages.error(request, _("This translation is locked. It cannot be published until it is unlocked."))
        return redirect(request.path)
    recheck(translation)
    if request.POST.get("action") == "publish":
        return _publish(request, translation, instance)
    return None


def _answer_late(request: HttpRequest) -> HttpResponse | None:
    """Answer a button of the editor of translations that was open when the page ceased to be a translation. Wagtail's
    own editor calls its button otherwise, and would miss the fields of its form."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    messages.error(request, _("This translation is kept by hand. Please change it in its own editor."))
    return redirect(request.path)


def _publish(request: HttpRequest, translation: Translation, instance: Model) -> HttpResponse:
    if not may(request.user, "publish", instance):
        raise PermissionDenied
    names = {"object": str(instance), "locale": translation.target_locale.get_display_name()}
    choice = request.POST.get("missing")
    try:
        waiting = publishing.publish(
            translation, request.user, leave_out=choice == "leave_out", show_source=choice == "show_source"
        )
    except publishing.OriginalNotPublicError:
        messages.error(request, _("Not published: the original has not been published yet."))
    except publishing.MissingTextsError as error:
        context = {
            "instance": instance,
            "texts": [StringValue(data).render_text() for _path, data in error.missing],
            "faulty": [
                (StringValue(checked.source).render_text(), finding.message)
                for checked in ready(translation)
                for finding in checked.findings
                if finding.is_error
            ],
            "has_title": all(path != "title" for path, _data in error.missing),
            "has_blocks": any(block_of(path) for path, _data in error.missing),
            "language": translation.source.locale.get_display_name(),
        }
        return render(request, "translation/missing_texts.html", context)
    except ValidationError as error:
        publishing.mark_faults(translation, error)
        messages.error(
            request,
            _("%(object)s was not published in %(locale)s: a text does not fit. It is marked below.") % names,
        )
    else:
        messages.success(request, _("Published “%(object)s” in %(locale)s.") % names)
        if waiting:
            message = ngettext(
                "%(count)d text of the original is not translated yet. Visitors read the older translation, the original’s words, or nothing in its place.",
                "%(count)d texts of the original are not translated yet. Visitors read the older translations, the original’s words, or nothing in their place.",
                waiting,
            )
            messages.warning(request, message % {"count": waiting})
        _tell_what_looks_wrong(request, translation)
    return redirect(request.path)


#: So many findings are shown after publishing; all are in the report.
SHOWN_FINDINGS = 5


def _tell_what_looks_wrong(request: HttpRequest, translation: Translation) -> None:
    told = [f"{checked.label}: {finding.message}" for checked in ready(translation) for finding in checked.findings]
    for text in told[:SHOWN_FINDINGS]:
        messages.warning(request, text)
    more = len(told) - SHOWN_FINDINGS
    if more > 0:
        text = ngettext(
            "%(count)d more finding is in the report “Languages compared”.",
            "%(count)d more findings are in the report “Languages compared”.",
            more,
        )
        messages.warning(request, text % {"count": more})


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
    titles = [page.get_admin_display_title() for page in pages if publishing.is_translation(page)]
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
