"""How long staff stay signed in."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

#: In the session: when it began, and when its end was last put off, in seconds since 1970.
BEGAN, RENEWED = "session_began", "session_renewed"
#: Seconds between two writes of the session.
RENEWAL = 300


class IdleSessionMiddleware:
    """Ends a session that has lasted too long, and puts off the end of one that is in use: Django's ends by itself, so
    long after it was last written, wherever it is asked for.

    An editor that is open tells every ten seconds that it is; nobody need sit there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        in_admin = request.path_info.startswith(reverse("wagtailadmin_home"))
        if in_admin and "/editing-sessions/" not in request.path_info:
            session, now = request.session, timezone.now().timestamp()
            if now - session.get(BEGAN, now) > settings.SESSION_LONGEST:
                logout(request)
            elif RENEWED in session and now - session[RENEWED] > RENEWAL:
                session[RENEWED] = now
        return self.get_response(request)


def _begin(request: HttpRequest, **_signal: object) -> None:
    request.session.set_expiry(None)  # that of what came before does not count; views that know better set theirs after
    request.session[BEGAN] = request.session[RENEWED] = timezone.now().timestamp()


def connect() -> None:
    user_logged_in.connect(_begin, dispatch_uid="session-began")
