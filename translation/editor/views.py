"""The editor: all texts of a page or snippet, saved at once or one by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import CharField, Exists, Model, OuterRef, prefetch_related_objects
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import DraftStateMixin, Page, TaskState, WorkflowMixin, WorkflowState
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import RelatedObjectSegment, Translation, TranslationSource

from site_project.i18n.language_choices import language_name
from site_project.text import parse_id, strip_control_characters
from site_project.users.permissions import locale_ids_of, may
from translation import publishing, snapshot
from translation.composing import TITLE, block_of, plain_text
from translation.editor import memory, middleware, overrides, units
from translation.editor.save import COMMENT, Entry, Result, give_back, read, save
from translation.editor.units import TABS, Unit
from translation.guards.rechecking import recheck
from translation.locks import lock_for
from translation.quality.translations import ready

#: Texts on a page of the editor: a hub can have 500.
TEXTS_PER_PAGE = 50
#: Findings that are shown after publishing; all are in the report.
SHOWN_FINDINGS = 5


def get_translation(pk: int, *, lock: bool = False) -> Translation:
    """A translation that follows its original, with what the editor reads of it.

    Args:
        lock: lock it until the transaction ends.

    Raises:
        Http404: there is none.
    """
    followed = Translation.objects.filter(enabled=True).select_related(
        "source__locale", "source__specific_content_type", "target_locale"
    )
    return get_object_or_404(followed.select_for_update(of=("self",)) if lock else followed, pk=pk)


def target_of(translation: Translation) -> Any:
    """The translated page or snippet.

    Raises:
        Http404: it was deleted.
    """
    model = translation.source.specific_content_type.model_class()
    found = model._default_manager.annotate(is_in_review=in_review(model, Cast(OuterRef("pk"), CharField())))
    return get_object_or_404(found, translation_key=translation.source.object_id, locale=translation.target_locale_id)


def in_review(model: type[Model], pk: object) -> Exists:
    """Whether the page or snippet with this primary key, a string or an expression, is in review."""
    content_type = ContentType.objects.get_for_model(model)
    return Exists(WorkflowState.objects.active().filter(content_type=content_type, object_id=pk))


def edit_url(instance: Any) -> str:
    """The address of the editor of a page or snippet; empty when it has none."""
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    viewset = getattr(instance, "snippet_viewset", None)
    return reverse(viewset.get_url_name("edit"), args=[instance.pk]) if viewset else ""


def texts_url(translation: Translation) -> str:
    """What the addresses of the screens of single texts begin with; a key follows."""
    return reverse("translation_editor:text", args=[translation.pk, 0, 0]).removesuffix("0-0/")


class EditorView(WagtailAdminTemplateMixin, View):
    """All texts of a translation. Called by the hooks of Wagtail's own editors, which have asked for the right."""

    template_name = "translation/editor/editor.html"
    header_icon = "wagtail-localize-language"
    #: What its buttons do.
    actions = frozenset({"save", "publish", "submit", "reject", "restore"})

    def setup(
        self, request: HttpRequest, *args: object, translation: Translation, instance: Any, original: Any, **kwargs: Any
    ) -> None:
        super().setup(request, *args, **kwargs)
        self.translation, self.instance, self.original = translation, instance, original

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if getattr(self.instance, "has_own_desk", False):
            # Publishing such an original leaves wagtail-localize's copy of it as it was.
            with transaction.atomic():
                source = TranslationSource.objects.select_for_update().get(pk=self.translation.source_id)
                if not snapshot.is_taken(source, self.original):
                    snapshot.take(self.translation.source, self.original)
        return self.show(Result())

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        action = request.POST.get("action", "save")
        entries = read(request.POST)
        if self.lock:
            return self._locked(entries)
        if action == "reject":
            return self._reject()
        if action == "restore":
            return self._restore(entries)
        with transaction.atomic():
            self.translation = get_translation(self.translation.pk, lock=True)
            result = save(self.translation, self.instance, entries, request.user)
        self._report(result)
        if (action == "publish" and not self.may_publish) or (action == "submit" and not self.workflow):
            raise PermissionDenied  # what was typed is saved
        if not result.is_complete:
            return self.show(result)
        if action in ("publish", "submit"):
            return self._finish(action)
        if "use" in request.POST:
            return self._use(*request.POST["use"].rpartition("-")[::2])
        return HttpResponseRedirect(request.get_full_path())

    def _locked(self, entries: list[Entry]) -> HttpResponse:
        messages.error(self.request, _("This translation is locked. It cannot be published until it is unlocked."))
        if self.comment:
            return middleware.give_back(self.request, HTTPStatus.CONFLICT)
        result = give_back(entries, self.units, _("This translation is locked."))
        return redirect(self.request.path) if result.is_complete else self.show(result)

    def _restore(self, entries: list[Entry]) -> HttpResponse:
        """Show what was typed in a session that ended. Nothing is saved until the person says so."""
        result = give_back(entries, self.units)
        if self.comment and "reject" not in self.task_actions:
            return middleware.give_back(self.request, HTTPStatus.CONFLICT)
        if result.is_complete and not self.comment:
            return HttpResponseRedirect(self.request.get_full_path())
        messages.warning(self.request, _("What you had typed is in its fields again. It is not saved yet."))
        return self.show(result)

    def _use(self, key: str, pk: str) -> HttpResponse:
        """Put a similar text into the field of another one, to be changed and saved there."""
        unit = next((unit for unit in self.units if unit.key == key), None)
        text = memory.usable_text(self.translation.target_locale, parse_id(pk))
        if unit is None or text is None:
            messages.error(self.request, _("This text cannot be used any more."))
            return HttpResponseRedirect(self.request.get_full_path())
        unit.typed = unit.adapted(text.data)
        return self.show(Result(waiting={unit.key: unit}))

    def _reject(self) -> HttpResponse:
        if self.task_state is None or "reject" not in self.task_actions:
            raise PermissionDenied
        comment = strip_control_characters(self.comment)[:2000]
        self.task_state.task.specific.on_action(self.task_state, self.request.user, "reject", comment=comment)
        messages.success(self.request, _("The translation was sent back."))
        return redirect(self.request.path)

    def _report(self, result: Result) -> None:
        if result.saved:
            count = len(result.saved)
            text = ngettext("%(count)d text is saved.", "%(count)d texts are saved.", count)
            messages.success(self.request, text % {"count": count})
        if result.outdated:
            text = ngettext(
                "The original changed while you typed. %(count)d text is kept as the translation of what it said before.",
                "The original changed while you typed. %(count)d texts are kept as translations of what it said before.",
                result.outdated,
            )
            messages.warning(self.request, text % {"count": result.outdated})
        if not result.is_complete:
            count = len(result.waiting) + len(result.lost)
            text = ngettext(
                "%(count)d text could not be saved: see below. Nothing that you typed is lost.",
                "%(count)d texts could not be saved: see below. Nothing that you typed is lost.",
                count,
            )
            messages.error(self.request, text % {"count": count})

    def _finish(self, action: str) -> HttpResponse:
        """Publish or submit what is saved, or say why not."""
        names = {
            "object": str(self.instance),
            "locale": self.translation.target_locale.get_display_name(),
        }
        choice = self.request.POST.get("missing")
        choices = {"leave_out": choice == "leave_out", "show_source": choice == "show_source"}
        recheck(self.translation)
        try:
            if action == "submit":
                publishing.submit(self.translation, self.request.user, **choices)
                messages.success(self.request, _("Submitted “%(object)s” in %(locale)s for review.") % names)
            else:
                self._published(publishing.publish(self.translation, self.request.user, **choices), names)
        except publishing.OriginalNotPublicError:
            messages.error(self.request, _("Not published: the original has not been published yet."))
        except publishing.MissingTextsError as error:
            return self._missing(action, error.missing)
        except ValidationError as error:
            publishing.mark_faults(self.translation, error)
            messages.error(
                self.request,
                _("%(object)s was not published in %(locale)s: a text does not fit. It is marked below.") % names,
            )
        return redirect(self.request.path)

    def _published(self, waiting: int, names: dict[str, str]) -> None:
        self.instance.refresh_from_db()
        self.instance.__dict__.pop("scheduled_revision", None)
        if self.hour:
            when = date_format(timezone.localtime(self.hour), "DATETIME_FORMAT")
            message = _("“%(object)s” will be published in %(locale)s on %(date)s.") % {**names, "date": when}
            messages.success(self.request, message)
        else:
            messages.success(self.request, _("Published “%(object)s” in %(locale)s.") % names)
        if waiting:
            message = ngettext(
                "%(count)d text of the original is not translated yet. Visitors read the older translation, the original’s words, or nothing in its place.",
                "%(count)d texts of the original are not translated yet. Visitors read the older translations, the original’s words, or nothing in their place.",
                waiting,
            )
            messages.warning(self.request, message % {"count": waiting})
        for snippet in _related(self.translation):
            if not snippet.is_shown:
                messages.warning(self.request, f"{snippet.title}: {snippet.state}")
        self._tell_what_looks_wrong()

    def _tell_what_looks_wrong(self) -> None:
        told = [
            f"{checked.label}: {finding.message}" for checked in ready(self.translation) for finding in checked.findings
        ]
        for text in told[:SHOWN_FINDINGS]:
            messages.warning(self.request, text)
        more = len(told) - SHOWN_FINDINGS
        if more > 0:
            text = ngettext(
                "%(count)d more finding is in the report “Languages compared”.",
                "%(count)d more findings are in the report “Languages compared”.",
                more,
            )
            messages.warning(self.request, text % {"count": more})

    def _missing(self, action: str, missing: list[tuple[str, str]]) -> HttpResponse:
        context = {
            "instance": self.instance,
            "action": action,
            "texts": [plain_text(data) for _path, data in missing],
            "faulty": [
                (plain_text(checked.source), finding.message)
                for checked in ready(self.translation)
                for finding in checked.findings
                if finding.is_error
            ],
            "has_title": all(path != TITLE for path, _data in missing),
            "has_blocks": any(block_of(path) for path, _data in missing),
            "language": self.translation.source.locale.get_display_name(),
        }
        return self.response_class(self.request, ["translation/missing_texts.html"], context)

    def show(self, result: Result) -> HttpResponse:
        """Render the editor; texts of `result` that were not saved stand in their fields as they were typed."""
        for unit in self.units:
            if waiting := result.waiting.get(unit.key):
                unit.typed, unit.refusals, unit.has_conflict = waiting.typed, waiting.refusals, waiting.has_conflict
        return self.render_to_response(self.get_context_data(result=result))

    @property
    def comment(self) -> str:
        """What was typed about sending the translation back."""
        return self.request.POST.get(COMMENT, "").strip()

    @cached_property
    def units(self) -> list[Unit]:
        found = units.load(self.translation, self.instance)
        units.add_older(self.translation, found)
        units.add_questions(self.translation, found)
        return found

    @cached_property
    def lock(self) -> Any:
        return lock_for(self.request.user, self.instance)

    @cached_property
    def may_publish(self) -> bool:
        return may(self.request.user, "publish", self.instance)

    @cached_property
    def workflow(self) -> Any:
        """The review that those who may not publish submit to, unless it runs already."""
        if self.may_publish or not isinstance(self.instance, WorkflowMixin) or self.task_state:
            return None
        return self.instance.get_workflow()

    @cached_property
    def task_state(self) -> TaskState | None:
        """The review that the translation waits for."""
        return self._task_state_in(WorkflowState.STATUS_IN_PROGRESS)

    @cached_property
    def rejection(self) -> TaskState | None:
        """The review that sent the translation back, with its comment."""
        return self._task_state_in(WorkflowState.STATUS_NEEDS_CHANGES)

    def _task_state_in(self, status: str) -> TaskState | None:
        state = self.workflow_state
        return state.current_task_state if state and state.status == status else None

    @cached_property
    def workflow_state(self) -> WorkflowState | None:
        if not isinstance(self.instance, WorkflowMixin) or not self.instance.is_in_review:
            return None
        return self.instance.current_workflow_state

    @cached_property
    def task_actions(self) -> set[str]:
        """What the user may do about the review."""
        if self.task_state is None:
            return set()
        return {name for name, *_rest in self.task_state.task.specific.get_actions(self.instance, self.request.user)}

    @property
    def hour(self) -> Any:
        """When it is going to be published, if it is scheduled."""
        scheduled = self.instance.scheduled_revision if isinstance(self.instance, DraftStateMixin) else None
        return scheduled.approved_go_live_at if scheduled else None

    def get_page_title(self) -> str:
        # A title that was translated is that of the draft.
        return str(getattr(self.instance, "draft_title", "") or self.instance)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": "", "label": self.get_page_title()},
        ]

    @property
    def links(self) -> list[tuple[str, str]]:
        """The other screens about the page or snippet."""
        translation, instance, original = self.translation, self.instance, self.original
        found = []
        # The languages are known from the menu; the right may depend on a review, which is a query.
        user = self.request.user
        if original.locale_id in locale_ids_of(user) and may(user, "change", original):
            found.append((_("Edit the original"), edit_url(original)))
        if getattr(original, "full_url", None) and original.live:
            found.append((_("View the original"), original.full_url))
        if isinstance(instance, Page):
            preview = reverse("wagtail_localize:preview_translation", args=[translation.pk])
            found.append((_("Preview"), preview))
            if instance.live:
                found.append((_("View live"), instance.full_url))
            found.append((_("History of the page"), reverse("wagtailadmin_pages:history", args=[instance.pk])))
        found.append((_("Download a PO file"), reverse("wagtail_localize:download_pofile", args=[translation.pk])))
        found.append((_("Search all translations"), reverse("translation_editor:search")))
        return [(label, url) for label, url in found if url]

    def get_context_data(self, *, result: Result, **kwargs: object) -> dict[str, Any]:
        tab = self.request.GET.get("show", "all")
        tab = tab if tab in TABS else "all"
        shown = [unit for unit in self.units if unit.state in TABS[tab][1] or unit.key in result.waiting]
        page = WagtailPaginator(shown, TEXTS_PER_PAGE).get_page(self.request.GET.get("p"))
        if len(result.waiting) and page.has_other_pages():
            # What could not be saved comes first, wherever it stands.
            shown.sort(key=lambda unit: unit.key not in result.waiting)
            page = WagtailPaginator(shown, TEXTS_PER_PAGE).get_page(1)
        _name_others(page.object_list)
        units.add_hints(self.translation, page.object_list)
        if not self.lock:
            memory.add_matches(self.translation, page.object_list)
        counts = units.counts(self.units)
        is_end = tab == "all" and not page.has_next()
        translator = get_machine_translator()
        locales = self.translation.source.locale, self.translation.target_locale
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context |= {
            "translation": self.translation,
            "instance": self.instance,
            "source_locale": self.translation.source.locale,
            "locale": self.translation.target_locale,
            "language": language_name(self.translation.target_locale.language_code),
            "groups": units.grouped(page.object_list),
            "focus": next((unit.key for unit in page.object_list if unit.key in result.waiting), ""),
            "texts_url": texts_url(self.translation),
            "page": page,
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
            "tab": tab,
            "tabs": [(name, label, counts[name]) for name, (label, _states) in TABS.items()],
            "total": len(self.units),
            "lost": result.lost,
            "lock_message": self.lock.get_message(self.request.user) if self.lock else "",
            "is_editable": not self.lock,
            "may_publish": self.may_publish,
            "workflow": self.workflow,
            "review": self.task_state,
            "rejection": self.rejection,
            "can_reject": "reject" in self.task_actions,
            "comment": self.comment,
            "hour": self.hour,
            "links": self.links,
            "overrides": overrides.load(self.translation) if is_end else [],
            "related": _related(self.translation) if is_end else [],
            "machine": translator if translator and translator.can_translate(*locales) else None,
        }
        return context


def _name_others(found: Iterable[Unit]) -> None:
    """Read who has saved the texts that are in the way of others."""
    stored = [unit.stored for unit in found if unit.has_conflict and unit.stored]
    prefetch_related_objects(stored, "last_translated_by")


@dataclass(frozen=True, slots=True)
class Related:
    """A snippet that the original shows and that has translations of its own."""

    title: str
    #: Of its editor; empty when there is no translation yet.
    url: str
    is_shown: bool

    @property
    def state(self) -> str:
        return "" if self.is_shown else _("not shown until it is translated and published")


def _related(translation: Translation) -> list[Related]:
    segments = RelatedObjectSegment.objects.filter(source=translation.source_id).select_related("object__content_type")
    keys: dict[Any, list[Any]] = {}
    for segment in segments:
        keys.setdefault(segment.object.content_type.model_class(), []).append(segment.object_id)
    found = []
    for model, wanted in keys.items():
        if model is None or getattr(model, "has_own_desk", False):
            continue
        languages = [translation.source.locale_id, translation.target_locale_id]
        versions: dict[Any, dict[int, Any]] = {}
        for instance in model._base_manager.filter(translation_key__in=wanted, locale__in=languages):
            versions.setdefault(instance.translation_key, {})[instance.locale_id] = instance
        for version in versions.values():
            translated = version.get(translation.target_locale_id)
            is_shown = translated is not None and getattr(translated, "live", True)
            title = str(translated or version[translation.source.locale_id])
            found.append(Related(title, edit_url(translated) if translated else "", is_shown))
    return found


@transaction.atomic
def save_text(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Save one text for the script of the editor. Answers with its row."""
    if request.method != "POST":
        return JsonResponse({}, status=405)
    translation = get_translation(translation_id, lock=True)
    target = target_of(translation)
    entries = read(request.POST)
    if not may(request.user, "change", target):
        return JsonResponse({"error": _("You may not change this translation.")}, status=403)
    if lock_for(request.user, target):
        return JsonResponse({"error": _("This translation is locked.")}, status=423)
    if len(entries) != 1:
        return JsonResponse({"error": ""}, status=400)
    result = save(translation, target, entries, request.user)
    if result.outdated or result.lost:
        return JsonResponse({"error": _("The original changed while you typed. Save all texts to go on.")}, status=409)
    unit = next(iter(result.waiting.values()), None) or result.saved[0]
    _name_others([unit])
    units.add_questions(translation, [unit])
    units.add_hints(translation, [unit])
    memory.add_matches(translation, [unit])
    context = {
        "unit": unit,
        "texts_url": texts_url(translation),
        "source_locale": translation.source.locale,
        "locale": translation.target_locale,
        "is_editable": True,
    }
    row = render_to_string("translation/editor/unit.html", context, request)
    return JsonResponse({"row": row}, status=422 if result.waiting else 200)
