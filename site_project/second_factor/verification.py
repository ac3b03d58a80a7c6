"""Whether a second proof is right. Attempts are limited like those at passwords."""

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_otp import verify_token
from django_otp.models import Device

from site_project.second_factor import notices, passkeys
from site_project.second_factor.models import AuthenticatorApp, RecoveryCodes
from site_project.users import throttle
from site_project.users.forms import too_many_attempts
from site_project.users.models import User

_OF_AN_APP = re.compile(r"[0-9]{6}")


def verify(request: HttpRequest, user: User, *, code: str = "", answer: str = "") -> None:
    """Take in a code of the app, a recovery code, or the browser's answer about a passkey.

    Raises:
        ValidationError: it is not right, or was tried too often.
    """
    if answer:  # nobody guesses one: whoever tries codes does not keep the owner's passkey out
        verify_passkey(request, user, answer)
    else:
        _limited(request, user, lambda: _refuse_unless(_is_right(user, code), user))


def verify_passkey(request: HttpRequest, user: User, answer: str, *, is_alone: bool = False) -> None:
    """Take in the browser's answer about a passkey.

    Raises:
        ValidationError: it is not right.
    """
    _refuse_unless(passkeys.verify(request, user, answer, is_alone=is_alone), user)


def verify_app(request: HttpRequest, app: AuthenticatorApp, code: str) -> None:
    """Take in the first code of an app.

    Raises:
        ValidationError: as `verify`.
    """
    _limited(request, app.user, lambda: _require(_is_taken(app, _without_spaces(code))))


def _limited(request: HttpRequest, user: User, take: Callable[[], None]) -> None:
    account = str(user.pk)
    if throttle.is_one_too_many(request, throttle.SECOND_FACTOR, account):
        if not throttle.is_one_too_many(request, throttle.BLOCKED, account):
            notices.note(user, notices.BLOCKED, by=user)
        raise too_many_attempts()
    take()
    throttle.forgive(request, throttle.SECOND_FACTOR, account)


def _refuse_unless(is_right: bool, user: User) -> None:
    if not is_right:
        notices.note(user, notices.REFUSED, by=user)
    _require(is_right)


def _require(is_right: bool) -> None:
    if not is_right:
        raise ValidationError(_("That is not right. A code works only once, and not for long."), code="wrong")


def _is_right(user: User, code: str) -> bool:
    code = _without_spaces(code)
    if _OF_AN_APP.fullmatch(code):
        app = AuthenticatorApp.objects.filter(user=user.pk, confirmed=True).first()
        return app is not None and _is_taken(app, code)
    codes = RecoveryCodes.objects.filter(user=user.pk).first()
    if codes is None or not _is_taken(codes, code):
        return False
    notices.note(user, notices.CODE_USED, by=user)
    return True


def _is_taken(device: Device, code: str) -> bool:
    """In a transaction that holds the device: of two at once with one code, one is too late."""
    return verify_token(device.user, device.persistent_id, code) is not None


def _without_spaces(code: str) -> str:
    return "".join(code.split())
