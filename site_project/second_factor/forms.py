"""Forms of second factors."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from site_project.second_factor import notices, passkeys
from site_project.second_factor.backends import SecondFactorBackend
from site_project.second_factor.models import Passkey, Requirement, factors, is_required_of
from site_project.second_factor.verification import verify, verify_app, verify_passkey
from site_project.users.forms import AccountLoginForm
from site_project.users.models import User

CODE_ATTRIBUTES = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}


class ProofForm(forms.Form):
    """A second proof: a code, or the browser's answer about a passkey."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={**CODE_ATTRIBUTES, "autofocus": True}),
        help_text=gettext_lazy("Six digits from your app, or one of your recovery codes."),
    )
    #: JSON of a `PublicKeyCredential`, filled in by a script.
    answer = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean(self) -> None:
        code, answer = self.cleaned_data.get("code", ""), self.cleaned_data.get("answer", "")
        if not code and not answer:
            raise ValidationError(_("Please type a code."))
        verify(self.request, self.user, code=code, answer=answer)


class AppForm(forms.Form):
    """The first code of an app."""

    code = forms.CharField(
        label=gettext_lazy("Code that the app shows"),
        max_length=40,
        widget=forms.TextInput(attrs={**CODE_ATTRIBUTES, "inputmode": "numeric", "autofocus": True}),
    )

    def __init__(self, *args: Any, request: HttpRequest, app: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.app = request, app

    def clean_code(self) -> None:
        verify_app(self.request, self.app, self.cleaned_data["code"])


class PasskeyNameForm(forms.ModelForm):
    class Meta:
        model = Passkey
        fields = ["name"]
        labels = {"name": gettext_lazy("Name")}
        help_texts = {"name": gettext_lazy("So that you know it again: “Telephone”, “Key on my key ring”.")}


class PasskeyForm(PasskeyNameForm):
    """A new passkey."""

    answer = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.instance.user = request, user

    def clean(self) -> None:
        if not self.cleaned_data.get("name"):
            return
        credential = passkeys.read_new(self.request, self.cleaned_data.get("answer", ""))
        if credential is None:
            raise ValidationError(_("That passkey could not be added. Please try again."))
        self.instance.credential = credential


class PasskeyLoginForm(forms.Form):
    """The answer of a passkey that signs in alone."""

    #: Said by the browser, too, which finds no passkey where none keeps the account's name.
    failed = gettext_lazy(
        "That did not work. Not every passkey signs in alone: sign in with your password, and use it after that."
    )
    answer = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean(self) -> None:
        answer = self.cleaned_data.get("answer", "")
        self.user = SecondFactorBackend().get_user(passkeys.find_owner(answer))
        if self.user is None:
            raise ValidationError(_("This site does not know that passkey. Sign in with your password."))
        try:
            verify_passkey(self.request, self.user, answer, is_alone=True)
        except ValidationError as error:
            # It was added by a device that does not ask whose finger it is, or the question is old.
            raise ValidationError(self.failed) from error


class PasswordForm(forms.Form):
    """That it is them who are signed in."""

    password = forms.CharField(
        label=gettext_lazy("Current password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class LoginWithProofForm(AccountLoginForm):
    """Password and second proof at once, where there is no room for a second page."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=CODE_ATTRIBUTES),
        help_text=gettext_lazy("If your account has a second factor: six digits from your app, or a recovery code."),
    )

    #: Always given.
    request: HttpRequest

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if factors(user):
            if not self.cleaned_data.get("code"):
                raise ValidationError(
                    _(
                        "Your account has a second factor: type a code, too. With a passkey, sign in in another tab first, and then here."
                    )
                )
            verify(self.request, user, code=self.cleaned_data["code"])
        elif is_required_of(user):
            raise ValidationError(_("Your account needs a second factor. Sign in in another tab first to set it up."))


class RequirementForm(forms.Form):
    """On the page of a group, beside its permissions: whether its members need a second factor."""

    is_required = forms.BooleanField(
        label=gettext_lazy("Members need a second factor"),
        required=False,
        help_text=gettext_lazy(
            "Whoever has none sets it up when they next sign in, and can do nothing else until then."
        ),
    )

    def __init__(self, data: Any = None, files: Any = None, instance: Any = None) -> None:
        self.group = instance
        found = bool(instance and instance.pk and Requirement.objects.filter(group=instance).exists())
        super().__init__(data, initial={"is_required": found}, prefix="second_factor")

    def save(self) -> None:
        if not self.has_changed():
            return
        if self.cleaned_data["is_required"]:
            Requirement.objects.get_or_create(group=self.group)
            log(instance=self.group, action=notices.REQUIRED)
        else:
            Requirement.objects.filter(group=self.group).delete()
            log(instance=self.group, action=notices.NOT_REQUIRED)

    def as_admin_panel(self) -> str:
        return render_to_string("second_factor/requirement.html", {"form": self})
