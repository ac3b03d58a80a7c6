"""Browsers that an account was signed in with before: whoever signs in with another is told of by mail.

A browser is known by a signed cookie that holds a keyed hash of each account that signed in with it. The site itself keeps
nothing, neither addresses nor what kind of browser it is.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

#: Seconds since the last sign-in: 400 days, the most that browsers keep a cookie (RFC 6265bis).
LONGEST = 60 * 60 * 24 * 400
#: Accounts of one browser: those that signed in last.
MOST_ACCOUNTS = 20
_SALT = "site_project.users.known_browsers"


class KnownBrowserMiddleware:
    """Sends the cookie with the answer to whoever has signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if known := getattr(request, "known_accounts", None):
            response.set_cookie(
                settings.KNOWN_BROWSER_COOKIE_NAME,
                signing.dumps(known, salt=_SALT),
                max_age=LONGEST,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Strict",
            )
        return response


def remember(request: HttpRequest, user: AbstractBaseUser) -> bool:
    """Note that somebody has signed in; whether the browser was known to them."""
    account = salted_hmac(_SALT, str(user.pk), algorithm="sha256").hexdigest()[:32]
    before = _known(request)
    others = [other for other in before if other != account]
    request.known_accounts = [account, *others][:MOST_ACCOUNTS]  # type: ignore[attr-defined]
    return account in before


def _known(request: HttpRequest) -> list[str]:
    try:
        known: list[str] = signing.loads(
            request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, ""), salt=_SALT, max_age=LONGEST
        )
    except signing.BadSignature:
        return []
    return known
