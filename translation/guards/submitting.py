"""Submitting for translation: who may, into which languages, and without touching what is already public.

Closes: the permission to submit was enough to submit any page or snippet into any language; and a submission saves
*existing* translations again (of snippets that the page uses, of pages below it), which takes live snippets offline
and makes drafts of live pages public.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task
from wagtail_localize.components import TranslationComponentManager
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import TranslationCreator
from wagtail_localize.tasks import background
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
    SubmitTranslationView,
)

from site_project.users.permissions import LocalePermissionPolicy, User, locale_ids_of, may
from translation import snapshot

PERMISSION = "wagtail_localize.submit_translation"


def locale_ids_for_submitting(user: User, source: Model) -> frozenset[int]:
    """The locales into which `user` may submit `source`.

    Who may change the source may ask for it in any language: a submission only makes a draft. Others may fetch it
    into the languages that are theirs.
    """
    if may(user, "change", source):
        return frozenset(Locale.objects.values_list("pk", flat=True))
    if not isinstance(source, Page) and not LocalePermissionPolicy(type(source)).user_has_permission(user, "change"):
        return frozenset()
    return locale_ids_of(user)


class Creator(TranslationCreator):
    """Makes the translations that do not exist yet and leaves the others as they are.

    Aliases count as missing: they are turned into translations.
    """

    target_locales: Sequence[Locale]

    def create_translations(self, instance: Any, include_related_objects: bool = True) -> None:
        wanted: Sequence[Locale] = self.target_locales
        instance = instance.specific if isinstance(instance, Page) else instance
        if not TranslationSource.objects.get_for_instance_or_none(instance):
            snapshot.source_of(instance)  # wagtail-localize would ask ten times for each text
        existing = instance.get_translations()
        if isinstance(instance, Page):
            existing = existing.filter(alias_of__isnull=True)
        present = set(existing.values_list("locale", flat=True))
        self.target_locales = [locale for locale in wanted if locale.pk not in present]
        try:
            if self.target_locales:
                super().create_translations(instance, include_related_objects)
        finally:
            self.target_locales = wanted


@transaction.atomic
def submit(
    instances: Sequence[Model], locales: Sequence[Locale], components: TranslationComponentManager | None, user: User
) -> None:
    """Submit pages or snippets (parents before children) for translation into `locales`.

    Pages above them that are missing there become drafts, too: wagtail-localize would make aliases of them.
    """
    creator = Creator(user, locales)
    # A translation is saved four times until it is there.
    with disable_reference_index_auto_update():
        for instance in instances:
            above = instance.get_ancestors().filter(depth__gt=2).order_by("path") if isinstance(instance, Page) else ()
            for wanted in (*above, instance):
                creator.create_translations(wanted)
    _index_references(creator)
    if components is not None:
        components.save(creator, sources_and_translations=creator.mappings)


def _index_references(creator: Creator) -> None:
    for translations in creator.mappings.values():
        for translation in translations:
            try:
                made = translation.get_target_instance()
            except ObjectDoesNotExist:
                continue
            update_reference_index_task.enqueue(made._meta.app_label, made._meta.model_name, str(made.pk))


def submit_below(page_id: int, locales: Sequence[Locale], components: TranslationComponentManager, user: User) -> None:
    """Submit everything below a page. Gets a primary key, since it may run in a background worker."""
    submit(list(Page.objects.get(pk=page_id).get_descendants().order_by("path")), locales, components, user)


class _ScopedView(SubmitTranslationView):
    """For both views: only permitted languages are offered, and `Creator` does the work."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.user.has_perm(PERMISSION) and not locale_ids_for_submitting(request.user, self.get_object()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> forms.Form:
        form: forms.Form = super().get_form()
        field: Any = form.fields["locales"]
        field.queryset = field.queryset.filter(pk__in=locale_ids_for_submitting(self.request.user, self.object))
        if len(field.queryset) < 2:
            del form.fields["select_all"]
        else:  # by Wagtail's own script: the site's policy refuses the inline one
            form.fields["select_all"].widget.attrs |= {"data-w-bulk-target": "all", "data-action": "w-bulk#toggleAll"}
            field.widget.attrs |= {"data-w-bulk-target": "item", "data-action": "w-bulk#toggle"}
        return form

    @transaction.atomic
    def form_valid(self, form: forms.Form) -> HttpResponseBase:
        locales = list(form.cleaned_data["locales"])
        submit([self.object], locales, self.components, self.request.user)
        if isinstance(self.object, Page) and form.cleaned_data["include_subtree"]:
            background.enqueue(submit_below, [self.object.pk, locales, self.components, self.request.user], {})

        names = ", ".join(str(locale.get_display_name()) for locale in locales)
        messages.success(self.request, self.get_success_message(names))
        only = self.object.get_translation(locales[0]) if len(locales) == 1 else None
        if only and not may(self.request.user, "change", only):
            only = None  # they will find it in the list, not in an editor that is closed to them
        return redirect(self.get_success_url() or self.get_default_success_url(only))


class SubmitPageView(_ScopedView, SubmitPageTranslationView):
    """Submit a page."""


class SubmitSnippetView(_ScopedView, SubmitSnippetTranslationView):
    """Submit a snippet."""
