"""What is told about an account: to its owner, by mail, and to the log of the admin."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.mail import send_mail
from django.db.models.signals import m2m_changed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context, log

from site_project.i18n.dates import day_with_weekday, time_range
from site_project.users import actions, known_browsers
from site_project.users.forms import preferred_language, profile_of
from site_project.users.models import Stored, User, user_changed


def connect() -> None:
    user_changed.connect(_tell_of_change, dispatch_uid="account-changed")
    user_logged_in.connect(_note_sign_in, dispatch_uid="signed-in")
    user_logged_out.connect(_note_sign_out, dispatch_uid="signed-out")
    m2m_changed.connect(_note_groups, sender=User.groups.through, dispatch_uid="groups-changed")


def warning() -> str:
    return _("If it was not you who did that, tell an administrator of the site at once.")


def send(email: str, subject: str, *paragraphs: str) -> None:
    """Send a mail to somebody about their account, with what it tells of: it is kept in the same transaction."""
    body = "\n\n".join(paragraphs) + "\n"
    if email:
        send_mail(subject, body, None, [email])


def _tell_of_change(user: User, before: Stored, is_new_password: bool, **_signal: object) -> None:
    is_new_email = before.email != user.email
    for is_new, action in ((is_new_email, actions.EMAIL), (is_new_password, actions.PASSWORD)):
        if is_new:
            log(instance=user, action=action)
    rights = {
        field: getattr(user, field)
        for field in ("is_superuser", "is_active")
        if getattr(user, field) != getattr(before, field)
    }
    if rights:
        log(instance=user, action=actions.RIGHTS, data=rights)
    if not (is_new_email or is_new_password):
        return
    with translation.override(preferred_language(user)):
        if is_new_email:
            subject = _("The e-mail address of your account was changed")
            what = _("The account “{name}” has another e-mail address now. Mail no longer comes here.")
        else:
            subject = _("The password of your account was changed")
            what = _("The account “{name}” has another password now.")
        send(before.email, subject, what.format(name=user.get_username()), warning())


def _note_sign_in(user: User, request: HttpRequest, **_signal: object) -> None:
    """Comes before Django notes the moment of the sign-in: our apps do before it in the settings."""
    if request.method != "POST":  # no form
        return
    log(instance=user, action=actions.SIGN_IN, user=user)
    if known_browsers.remember(request, user) or user.last_login is None:  # nobody has used the account before
        return
    zone = profile_of(user).get_current_time_zone()
    with translation.override(preferred_language(user)), timezone.override(zone):
        now = timezone.localtime()
        moment = f"{day_with_weekday(now.date())}, {time_range(now, None, zone)}"
        what = _(
            "Somebody signed in to the account “{name}” with a browser that it was not used with before: {moment}."
        )
        account = f"{settings.SITE_URL}{reverse('wagtailadmin_account')}"
        advice = _(
            "If it was not you, choose another password at once, and tell an administrator of the site: {address}"
        )
        send(
            user.email,
            _("Your account was used with a new browser"),
            what.format(name=user.get_username(), moment=moment),
            _("If it was you, there is nothing to do."),
            advice.format(address=account),
        )


def _note_sign_out(user: User | None, **_signal: object) -> None:
    if user is not None:
        log(instance=user, action=actions.SIGN_OUT, user=user)


def _note_groups(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_signal: object) -> None:
    """Only what somebody does in the admin: what sets up a site has no author."""
    what = {"post_add": "added", "post_remove": "removed"}.get(action)
    if what is None or not pk_set or get_active_log_context().user is None:
        return
    users = User.objects.filter(pk__in=pk_set) if reverse else [instance]
    groups = [instance] if reverse else Group.objects.filter(pk__in=pk_set)
    names = sorted(group.name for group in groups)
    for user in users:
        log(instance=user, action=actions.RIGHTS, data={what: names})
