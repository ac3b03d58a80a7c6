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

#: In the session: what was asked beside a password, and in place of one. The second asks for more, and takes no other answer.
_STATE, _STATE_ALONE = "second_factor_challenge", "passkey_challenge"
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

    name = user.get_username()
    options, request.session[_STATE] = _server().register_begin(
        PublicKeyCredentialUserEntity(id=_handle(user.pk), name=name, display_name=name),
        _credentials(Passkey.objects.filter(user=user.pk)),
        resident_key_requirement="preferred",  # those that are kept with the account's name sign in alone
        user_verification="preferred",
    )
    return dict(options)


def read_new(request: HttpRequest, answer: str) -> str | None:
    """The credential of a new passkey; None where the answer is not right."""
    from fido2.cose import UnsupportedKey  # noqa: PLC0415 heavy
    from fido2.utils import websafe_encode  # noqa: PLC0415 heavy

    state = request.session.pop(_STATE, None)
    try:
        registered = _server().register_complete(state, json.loads(answer))
    except _MALFORMED:
        return None
    if isinstance(registered.credential_data.public_key, UnsupportedKey):  # nothing could be proved with it
        return None
    return str(websafe_encode(registered.credential_data))


def ask(request: HttpRequest, user: AbstractBaseUser) -> dict[str, Any] | None:
    """What `navigator.credentials.get()` is to be asked; None for who has no passkey."""
    if not are_possible() or not (found := _credentials(Passkey.objects.filter(user=user.pk))):
        return None
    options, request.session[_STATE] = _server().authenticate_begin(found, user_verification="preferred")
    return dict(options)


def ask_anyone(request: HttpRequest) -> dict[str, Any]:
    """What `navigator.credentials.get()` is to be asked where nobody has typed a name or a password: whoever keeps the passkey
    proves that it is them, by finger, face or PIN."""
    options, request.session[_STATE_ALONE] = _server().authenticate_begin(None, user_verification="required")
    return dict(options)


def find_owner(answer: str) -> int | None:
    """The primary key of whoever an answer says that its passkey belongs to. Nothing is proved by that."""
    from fido2.utils import websafe_encode  # noqa: PLC0415 heavy

    try:
        named = json.loads(answer)["response"]["userHandle"]
    except _MALFORMED:
        return None
    owners = Passkey.objects.order_by().values_list("user", flat=True).distinct()
    return next((owner for owner in owners if websafe_encode(_handle(owner)) == named), None)


def verify(request: HttpRequest, user: AbstractBaseUser, answer: str, *, is_alone: bool = False) -> bool:
    """Whether the answer comes from a passkey of somebody, and was made for what `ask` (alone: `ask_anyone`) has asked."""
    state = request.session.pop(_STATE_ALONE if is_alone else _STATE, None)
    keys = list(Passkey.objects.filter(user=user.pk))
    found = _credentials(keys)
    try:
        used = _server().authenticate_complete(state, found, json.loads(answer))
    except _MALFORMED:
        return False
    Passkey.objects.filter(pk=keys[found.index(used)].pk).update(last_used_at=timezone.now())
    return True


def _handle(owner: int) -> bytes:
    """What passkeys call an account: nothing that could be read."""
    return salted_hmac("site_project.second_factor.passkeys", str(owner), algorithm="sha256").digest()


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
