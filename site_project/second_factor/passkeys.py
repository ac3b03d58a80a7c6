"""Passkeys: what the browser is asked, and whether its answer is right (Web Authentication Level 2).

fido2 takes 11 MiB, for what few requests need: it is loaded there.
"""

import json
import struct
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from site_project.second_factor.models import Passkey

_STATE = "second_factor_challenge"
#: What fido2 raises for an answer that is none, or whose key is of a kind that it cannot check.
_MALFORMED = (
    AssertionError, AttributeError, IndexError, KeyError, NotImplementedError, RecursionError, TypeError, ValueError,
    struct.error,
)  # fmt: skip


def are_possible() -> bool:
    """Browsers have passkeys for sites with a name and HTTPS, and for `localhost`."""
    site = urlsplit(settings.SITE_URL)
    return site.hostname == "localhost" or site.scheme == "https"


def ask_to_register(request: HttpRequest, user: AbstractBaseUser) -> dict[str, Any]:
    """What `navigator.credentials.create()` is to be asked."""
    from fido2.webauthn import PublicKeyCredentialUserEntity  # noqa: PLC0415 heavy

    handle = salted_hmac("site_project.second_factor.passkeys", str(user.pk), algorithm="sha256").digest()
    name = user.get_username()
    options, request.session[_STATE] = _server().register_begin(
        PublicKeyCredentialUserEntity(id=handle, name=name, display_name=name),
        _credentials(Passkey.objects.filter(user=user.pk)),
        user_verification="preferred",
    )
    return dict(options)


def register(request: HttpRequest, user: AbstractBaseUser, name: str, answer: str) -> Passkey | None:
    """Keep a new passkey; None where the answer is not right."""
    from fido2.cose import UnsupportedKey  # noqa: PLC0415 heavy
    from fido2.utils import websafe_encode  # noqa: PLC0415 heavy

    state = request.session.pop(_STATE, None)
    try:
        registered = _server().register_complete(state, json.loads(answer))
    except _MALFORMED:
        return None
    if isinstance(registered.credential_data.public_key, UnsupportedKey):  # nothing could be proved with it
        return None
    return Passkey.objects.create(user=user, name=name, credential=websafe_encode(registered.credential_data))


def ask(request: HttpRequest, user: AbstractBaseUser) -> dict[str, Any] | None:
    """What `navigator.credentials.get()` is to be asked; None for who has no passkey."""
    if not are_possible() or not (found := _credentials(Passkey.objects.filter(user=user.pk))):
        return None
    options, request.session[_STATE] = _server().authenticate_begin(found, user_verification="preferred")
    return dict(options)


def verify(request: HttpRequest, user: AbstractBaseUser, answer: str) -> bool:
    """Whether the answer comes from a passkey of somebody, and was made for what `ask` has asked."""
    state, keys = request.session.pop(_STATE, None), list(Passkey.objects.filter(user=user.pk))
    found = _credentials(keys)
    try:
        used = _server().authenticate_complete(state, found, json.loads(answer))
    except _MALFORMED:
        return False
    Passkey.objects.filter(pk=keys[found.index(used)].pk).update(last_used_at=timezone.now())
    return True


def _server() -> Any:
    from fido2.server import Fido2Server  # noqa: PLC0415 heavy
    from fido2.webauthn import PublicKeyCredentialRpEntity  # noqa: PLC0415 heavy

    site = urlsplit(settings.SITE_URL)
    host, origin = site.hostname or "", f"{site.scheme}://{site.netloc}"
    return Fido2Server(PublicKeyCredentialRpEntity(name=host, id=host), verify_origin=lambda given: given == origin)


def _credentials(keys: Any) -> list[Any]:
    from fido2.utils import websafe_decode  # noqa: PLC0415 heavy
    from fido2.webauthn import AttestedCredentialData  # noqa: PLC0415 heavy

    return [AttestedCredentialData(websafe_decode(key.credential)) for key in keys]
