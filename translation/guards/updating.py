"""Updating translations from their source ("Sync"): who may, and who may publish with it.

Closes: the permission to submit was enough to update every translation of any page and to publish them all.
"""

from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.update_translations import UpdateTranslationsView

from site_project.users.permissions import is_locked_for, may
from translation import publishing
from translation.guards import machine
from translation.guards.endpoints import target_or_404
from translation.guards.rechecking import recheck
from translation.guards.submitting import PERMISSION


class UpdateView(UpdateTranslationsView):
    """Update for those who may change the source, or all of its translations; publish for who may publish them all."""

    object: TranslationSource

    @cached_property
    def enabled(self) -> list[Translation]:
        """The translations that follow the source."""
        return list(self.get_object().translations.filter(enabled=True).select_related("target_locale", "source"))

    @cached_property
    def targets(self) -> list[Model]:
        """The translated pages or snippets."""
        return [target_or_404(translation) for translation in self.enabled]

    @cached_property
    def may_publish(self) -> bool:
        """Whether the user may publish every one of the translations, now."""
        user = self.request.user
        return all(may(user, "publish", target) and not is_locked_for(user, target) for target in self.targets)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.has_perm(PERMISSION):
            self._check(request)
        return super().dispatch(request, *args, **kwargs)

    def _check(self, request: HttpRequest) -> None:
        try:
            source = self.get_object().get_source_instance()
        except ObjectDoesNotExist as error:
            raise Http404 from error
        user = request.user
        changes_all = bool(self.targets) and all(may(user, "change", target) for target in self.targets)
        if not may(user, "change", source) and not changes_all:
            raise PermissionDenied
        if request.POST.get("publish_translations") and not self.may_publish:
            raise PermissionDenied

    def get_form(self) -> forms.Form:
        form: forms.Form = super().get_form()
        if not self.may_publish:
            field = form.fields["publish_translations"]
            field.disabled = True
            field.help_text = _("You may not publish all of these translations, or one of them is locked.")
        return form

    @transaction.atomic
    def form_valid(self, form: forms.Form) -> HttpResponseBase:
        for translation in self.enabled:
            recheck(translation)
        wants_publishing = form.cleaned_data["publish_translations"]
        form.cleaned_data["publish_translations"] = False  # wagtail-localize would fill gaps with the original's words
        wants_machine = form.cleaned_data.pop("use_machine_translation", False)
        response: HttpResponseBase = super().form_valid(form)
        if wants_machine:
            for translation in self.enabled:
                machine.fill(self.request, translation)
        if wants_publishing:
            self._publish()
        return response

    def _publish(self) -> None:
        for translation in self.object.translations.filter(enabled=True).select_related("source", "target_locale"):
            names = {"locale": translation.target_locale.get_display_name()}
            try:
                publishing.publish(translation, self.request.user)
            except publishing.OriginalNotPublicError:
                messages.error(self.request, _("Not published: the original has not been published yet."))
            except publishing.MissingTextsError:
                messages.warning(self.request, _("Not published in %(locale)s: texts wait for a translation.") % names)
            except ValidationError as error:
                publishing.mark_faults(translation, error)
                messages.error(self.request, _("Not published in %(locale)s: a text does not fit.") % names)
