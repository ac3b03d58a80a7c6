"""The screens beside the editor: one text, one override, and the search."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_localize.models import String, StringSegment, StringTranslation, TranslationContext

from site_project.diffs import fingerprint
from site_project.text import parse_id
from site_project.users.permissions import locales_of, may
from translation.composing import plain_text
from translation.editor import memory, overrides, units
from translation.editor.forms import NoteForm, SearchForm
from translation.editor.save import Entry, save
from translation.editor.units import Unit
from translation.editor.views import edit_url, get_translation, target_of
from translation.locks import lock_for
from translation.models import Question, TextVersion
from translation.publishing import original_of

#: Texts on a page of the search.
FOUND_PER_PAGE = 50


class _AboutTranslation(WagtailAdminTemplateMixin, View):
    """A screen about one thing of a translation."""

    header_icon = "wagtail-localize-language"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.translation = get_translation(kwargs["translation_id"])
        self.instance = target_of(self.translation)

    @cached_property
    def may_change(self) -> bool:
        user = self.request.user
        return may(user, "change", self.instance) and lock_for(user, self.instance) is None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        editor = {"url": edit_url(self.instance), "label": str(self.instance)}
        return [*super().get_breadcrumbs_items(), editor, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context |= {
            "translation": self.translation,
            "instance": self.instance,
            "source_locale": self.translation.source.locale,
            "locale": self.translation.target_locale,
            "editor_url": edit_url(self.instance),
            "may_change": self.may_change,
        }
        return context


class TextView(_AboutTranslation):
    """One text: what it said before, what similar ones were translated as, and the question to the author."""

    template_name = "translation/editor/text.html"
    page_title = gettext_lazy("History and questions")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        originals = filter(None, [original_of(self.translation)])
        if not any(may(request.user, "change", instance) for instance in (self.instance, *originals)):
            raise PermissionDenied
        context = get_object_or_404(
            TranslationContext, pk=kwargs["context_id"], object_id=self.translation.source.object_id
        )
        string = get_object_or_404(_strings_at(context), pk=kwargs["string_id"])
        self.place = {"context": context, "string": string, "locale": self.translation.target_locale}
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if "version" in request.POST:
            return self._revert(parse_id(request.POST["version"]))
        form = self.form(request.POST)
        if "about" in request.POST and request.POST["about"] != self.about:
            messages.warning(request, _("Somebody else has asked or answered meanwhile. Your text is not sent yet."))
            return self.render_to_response(self.get_context_data(form=form))
        if request.POST.get("action") == "restore":
            messages.warning(request, _("What you had typed is in its fields again. It is not saved yet."))
            return self.render_to_response(self.get_context_data(form=form))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if self.question and self.question.is_open:
            self.question.answer = form.cleaned_data["note"]
            self.question.answered_by_id, self.question.answered_at = request.user.pk, timezone.now()
            self.question.save()
            messages.success(request, _("The answer is saved."))
        else:
            values = {
                "question": form.cleaned_data["note"],
                "asked_by": request.user,
                "asked_at": timezone.now(),
                "answer": "",
                "answered_by": None,
                "answered_at": None,
            }
            Question.objects.update_or_create(**self.place, defaults=values)
            messages.success(request, _("The question is saved. Who edits the original sees it there."))
        return redirect(request.path)

    @transaction.atomic
    def _revert(self, pk: int | None) -> HttpResponse:
        if not self.may_change:
            raise PermissionDenied
        self.translation = get_translation(self.translation.pk, lock=True)
        version, unit = TextVersion.objects.filter(pk=pk or 0, **self.place).first(), self.unit
        entries = []
        if version:
            typed = version.data if unit.is_rich else plain_text(version.data)
            seen = fingerprint(unit.shown)
            entries.append(Entry(unit.context_id, unit.string_id, seen, typed, is_older=not unit.is_stored, keep=True))
        if entries and save(self.translation, self.instance, entries, self.request.user).is_complete:
            messages.success(self.request, _("The text says again what it said then."))
        else:
            messages.error(self.request, _("This version cannot be used any more."))
        return redirect(self.request.path)

    @cached_property
    def unit(self) -> Unit:
        """The text; one that the original does not have any more has no field."""
        found = units.load(self.translation, self.instance, [self.place["context"].pk])
        units.add_older(self.translation, found)
        wanted = [unit for unit in found if unit.string_id == self.place["string"].pk]
        return wanted[0] if wanted else units.outdated(self.translation, self.place["context"], self.place["string"])

    @cached_property
    def question(self) -> Question | None:
        return Question.objects.filter(**self.place).select_related("asked_by", "answered_by").first()

    @property
    def about(self) -> str:
        """What a note is about that is typed now: the question that waits for its answer, or the text."""
        return str(self.question.pk) if self.question and self.question.is_open else ""

    def form(self, data: object = None) -> NoteForm:
        is_open = self.question and self.question.is_open
        return NoteForm(_("Your answer") if is_open else _("Your question"), data=data)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        place = self.place
        but = place["context"].pk, place["string"].pk
        kwargs.setdefault("form", self.form())
        return super().get_context_data(
            unit=self.unit,
            question=self.question,
            about=self.about,
            versions=[
                (version, version.data if self.unit.is_rich else plain_text(version.data))
                for version in TextVersion.objects.filter(**place).select_related("user")
            ],
            matches=memory.similar(place["string"].data, place["locale"], but=but),
            **kwargs,
        )


def _strings_at(context: TranslationContext) -> QuerySet[String]:
    """What the original says or has said at one place: a person may not know what others say."""
    here = {"context": context}
    return String.objects.filter(
        Exists(StringSegment.objects.filter(**here, string=OuterRef("pk")))
        | Exists(StringTranslation.objects.filter(**here, translation_of=OuterRef("pk")))
        | Exists(TextVersion.objects.filter(**here, string=OuterRef("pk")))
        | Exists(Question.objects.filter(**here, string=OuterRef("pk")))
    )


class OverrideView(_AboutTranslation):
    """What a translation shows in place of a picture, document, link or address of the original."""

    template_name = "translation/editor/override.html"
    page_title = gettext_lazy("Replace")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not self.may_change:
            raise PermissionDenied
        found = [item for item in overrides.load(self.translation) if item.segment.context_id == kwargs["context_id"]]
        if not found:
            raise Http404
        self.item = found[0]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        current = self.item.override or self.item.segment
        form = overrides.OverrideForm(self.item, self.translation, initial={"value": current.data})
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if "keep" in request.POST:
            if self.item.override:
                self.item.override.delete()
            messages.success(request, _("The translation shows what the original has."))
            return redirect(edit_url(self.instance))
        form = overrides.OverrideForm(self.item, self.translation, data=request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        form.save(request.user)
        messages.success(request, _("Replaced in the translation, once it is published."))
        return redirect(edit_url(self.instance))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(item=self.item, media=kwargs["form"].media, **kwargs)


class SearchView(WagtailAdminTemplateMixin, View):
    """How did we say that? All translations into the languages of a person."""

    template_name = "translation/editor/search.html"
    header_icon = "search"
    page_title = gettext_lazy("Search all translations")

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        locales = locales_of(request.user)
        if not locales:
            raise PermissionDenied
        form = SearchForm(request.GET or None)
        words = form.cleaned_data["q"] if form.is_valid() else ""
        found = memory.search(words, locales) if words else StringTranslation.objects.none()
        page = WagtailPaginator(found, FOUND_PER_PAGE).get_page(request.GET.get("p"))
        context = self.get_context_data(
            form=form, words=words, page=page, matches=memory.matches_of(page.object_list), search_url=request.path
        )
        context["elided_page_range"] = page.paginator.get_elided_page_range(page.number)
        return self.render_to_response(context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]
