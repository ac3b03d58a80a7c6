"""Sessions that began with less proof than an account has by now."""

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.utils import timezone


def end_sessions(user: AbstractBaseUser, *, but: str | None = None) -> None:
    """Sign somebody out everywhere, except in the session with the key `but`."""
    going = Session.objects.filter(expire_date__gt=timezone.now()).exclude(pk=but or "")
    account = str(user.pk)
    Session.objects.filter(
        pk__in=[session.pk for session in going.iterator() if session.get_decoded().get(SESSION_KEY) == account]
    ).delete()
