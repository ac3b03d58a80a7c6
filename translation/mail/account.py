"""Whether somebody wants the mails, in their account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from translation.guards.submitting import PERMISSION
from translation.mail.digests import translates_only
from translation.models import MailSettings


class MailSettingsForm(forms.Form):
    is_wanted = forms.BooleanField(
        label=_("News of translations"),
        required=False,
        help_text=_("At most one mail an hour: new and changed texts, what was reviewed, what was published."),
    )

    def __init__(self, *args: Any, instance: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = instance
        known = MailSettings.objects.filter(user=instance).first()
        self.initial["is_wanted"] = known.is_wanted if known else translates_only(instance)

    def save(self) -> None:
        MailSettings.objects.update_or_create(user=self.user, defaults={"is_wanted": self.cleaned_data["is_wanted"]})


class MailSettingsPanel(BaseSettingsPanel):
    name = "translation_mail"
    title = _("Translations")
    tab = notifications_tab
    order = 200
    form_class = MailSettingsForm
    form_object = "user"

    def is_active(self) -> bool:
        return bool(self.user.has_perm(PERMISSION))
