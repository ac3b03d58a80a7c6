"""Forms of the accounts of staff, and of private pages."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.account import NameEmailForm
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from site_project.mail import send_now
from site_project.users import actions, throttle


def profile_of(user: AbstractBaseUser) -> UserProfile:
    """What somebody has chosen for the admin; without a word in the database where they have chosen nothing."""
    return getattr(user, "wagtail_userprofile", None) or UserProfile(user=user)


def preferred_language(user: AbstractBaseUser) -> str:
    """The language of somebody's account; the active one where they have chosen none."""
    return str(profile_of(user).get_preferred_language())


def too_many_attempts() -> ValidationError:
    """Says the same of accounts, pages and addresses that there are and of those that there are not."""
    return ValidationError(_("That was tried too often. Please wait a while, and try again."), code="throttled")


class ThrottledLogin(AuthenticationForm):
    """Says that there is a limit to attempts where `StaffBackend` has found too many."""

    def get_invalid_login_error(self) -> ValidationError:
        if getattr(self.request, "is_throttled", False):
            return too_many_attempts()
        error: ValidationError = super().get_invalid_login_error()
        return error


class VisitorLoginForm(ThrottledLogin):
    """For pages that are private to those who have signed in."""


class AccountLoginForm(ThrottledLogin, LoginForm):
    """Wagtail's form, which has no translatable label for the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = capfirst(get_user_model()._meta.get_field("password").verbose_name)


class AccountPasswordResetForm(PasswordResetForm):
    """Wagtail's form, with a limit to attempts."""

    #: Set by the view that takes the form.
    request: HttpRequest

    def clean(self) -> Any:
        cleaned = super().clean()
        email = self.cleaned_data.get("email")
        if email and throttle.is_one_too_many(self.request, throttle.PASSWORD_RESET, email):
            raise too_many_attempts()
        return cleaned

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """In the language of the account instead of the browser's. Django's own only logs that the mail could not be sent."""
        with translation.override(preferred_language(context["user"])):
            subject = " ".join(render_to_string(subject_template_name, context).split())
            body = render_to_string(email_template_name, context)
        send_now(EmailMessage(subject, body, from_email, [to_email]))
        log(instance=context["user"], action=actions.RESET)


class AccountNameForm(NameEmailForm):
    """Wagtail's form. A new address, to which new passwords are sent, needs the password: others may sit at this desk."""

    current_password = forms.CharField(
        label=gettext_lazy("Current password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=gettext_lazy("Only needed for another e-mail address."),
    )

    def clean_email(self) -> str:
        """The rule of the model, at the field: the panel shows no other errors."""
        email: str = self.cleaned_data["email"]
        if get_user_model()._default_manager.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Another account has this e-mail address."))
        return email

    def clean(self) -> Any:
        cleaned = super().clean()
        # Not `changed_data`: the view validates twice, and the first time leaves what was typed in the instance.
        is_new = self.instance.stored and self.cleaned_data.get("email") not in (None, self.instance.stored.email)
        if is_new and not self.instance.check_password(self.cleaned_data["current_password"]):
            self.add_error("current_password", _("Please type your password to change the e-mail address."))
        return cleaned


class SharedPasswordForm(PasswordViewRestrictionForm):
    """Wagtail's form for the password of a private page or collection, which is stored as a hash."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        what, password = f"{self.restriction._meta.label}:{self.restriction.pk}", self.cleaned_data["password"]
        if throttle.is_one_too_many(self.request, throttle.PRIVATE_PAGE, what):
            raise too_many_attempts()
        if not check_password(password, self.restriction.password):
            raise ValidationError(_("The password you have entered is not correct. Please try again."))
        throttle.forgive(self.request, throttle.PRIVATE_PAGE, what)
        return password
