"""Who has given the right password, and not yet a second proof: noted in the session, without any rights."""

import datetime as dt
from typing import Any, NamedTuple, Self

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

_KEY, _CONFIRMED = "second_factor_pending", "second_factor_confirmed"
#: How long the password counts: for the second proof, and for changes of one's account.
_LONGEST = dt.timedelta(minutes=10)


class Pending(NamedTuple):
    user: Any
    #: Where to go then: a path of this site.
    target: str
    #: Whether the session outlives the browser.
    is_remembered: bool = False
    #: Whether they are signed in already, and only confirm that it is them.
    is_confirmation: bool = False

    def begin(self, request: HttpRequest) -> None:
        """Ask for the second proof in this session, which gets a new key: nobody else can have given it to them."""
        if self.is_confirmation or request.user.is_anonymous:
            request.session.cycle_key()
        else:
            request.session.flush()
        request.session[_KEY] = {
            "user": self.user.pk,
            "hash": self.user.get_session_auth_hash(),
            "target": self.target,
            "is_remembered": self.is_remembered,
            "is_confirmation": self.is_confirmation,
            "at": timezone.now().timestamp(),
        }

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """None where nobody is known, the password is another by now, or it took too long."""
        kept = request.session.get(_KEY)
        if not kept or _is_over(kept["at"]):
            return None
        user = get_user_model()._default_manager.filter(pk=kept["user"], is_active=True).first()
        if user is None or not constant_time_compare(user.get_session_auth_hash(), kept["hash"]):
            return None
        if kept["is_confirmation"] and user != request.user:
            return None
        return cls(user, kept["target"], kept["is_remembered"], kept["is_confirmation"])

    def finish(self, request: HttpRequest) -> None:
        """Sign them in; or only note that it is them."""
        del request.session[_KEY]
        if self.is_confirmation:
            note_confirmed(request)
            return
        login(request, self.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        # As Wagtail's own view does.
        request.session.set_expiry(settings.SESSION_COOKIE_AGE if self.is_remembered else 0)


def note_confirmed(request: HttpRequest) -> None:
    request.session[_CONFIRMED] = timezone.now().timestamp()


def is_confirmed(request: HttpRequest) -> bool:
    """Whether who is signed in has lately proved again who they are: others may sit at this desk."""
    return not _is_over(request.session.get(_CONFIRMED, 0))


def _is_over(moment: float) -> bool:
    return timezone.now().timestamp() - moment > _LONGEST.total_seconds()
