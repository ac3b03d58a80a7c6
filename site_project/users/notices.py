"""What is told about changes of an account: to its owner, at the address that it had, and to the log of the admin."""

from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from site_project.users.forms import preferred_language
from site_project.users.models import User, user_changed
from site_project.users.tasks import send_notice

EMAIL, PASSWORD, SIGN_IN = "users.email", "users.password", "users.sign_in"


def connect() -> None:
    user_changed.connect(_tell, dispatch_uid="account-changed")
    user_logged_in.connect(_log_sign_in, dispatch_uid="signed-in")


def _tell(user: User, old_email: str, is_new_email: bool, is_new_password: bool, **_signal: object) -> None:
    for is_new, action in ((is_new_email, EMAIL), (is_new_password, PASSWORD)):
        if is_new:
            log(instance=user, action=action)
    if not old_email or not (is_new_email or is_new_password):
        return
    with translation.override(preferred_language(user)):
        if is_new_email:
            subject = _("The e-mail address of your account was changed")
            what = _("The account “{name}” has another e-mail address now. Mail no longer comes here.")
        else:
            subject = _("The password of your account was changed")
            what = _("The account “{name}” has another password now.")
        warning = _("If it was not you who did that, tell an administrator of the site at once.")
        body = f"{what.format(name=user.get_username())}\n\n{warning}\n"
    transaction.on_commit(lambda: send_notice.enqueue(old_email, subject, body))


def _log_sign_in(user: User, request: HttpRequest, **_signal: object) -> None:
    if request.method == "POST":  # a form
        log(instance=user, action=SIGN_IN, user=user)
