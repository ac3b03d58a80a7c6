"""Forms of the accounts of staff."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import translation
from django.utils.text import capfirst
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm
from wagtail.users.models import UserProfile


def preferred_language(user: AbstractBaseUser) -> str:
    """The language of somebody's account; the active one where they have chosen none."""
    profile = getattr(user, "wagtail_userprofile", None) or UserProfile(user=user)
    return str(profile.get_preferred_language())


class AccountLoginForm(LoginForm):
    """Wagtail's form, which has no translatable label for the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = capfirst(get_user_model()._meta.get_field("password").verbose_name)


class AccountPasswordResetForm(PasswordResetForm):
    """Wagtail's form, whose mail is in the language of the account instead of the browser's."""

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        *args: object,
        **kwargs: object,
    ) -> None:
        with translation.override(preferred_language(context["user"])):
            super().send_mail(subject_template_name, email_template_name, context, *args, **kwargs)
