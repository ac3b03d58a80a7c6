"""How often somebody may try: to sign in, to open a private page, to have a mail sent.

Attempts are counted by account from one network, by network and by account, each within a window of time. Nothing of that
can be read from the database: a row has a keyed hash of what it counts, and is gone soon after its window.

Django's packages for this keep addresses, browsers and forms, or count in a cache that may forget.
"""

import datetime as dt
import ipaddress
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from site_project.users.models import Attempts


class Limits(NamedTuple):
    """Attempts within `window`."""

    #: By one account (a private page, an e-mail address) from one network.
    both: int
    #: By one network: an office, a library.
    network: int
    #: By one account from all networks. High: others must not be able to lock somebody out by a few clicks.
    account: int
    window: dt.timedelta


SIGN_IN = "sign-in"
SECOND_FACTOR = "second factor"
BLOCKED = "second factor blocked"
PRIVATE_PAGE = "private page"
PASSWORD_RESET = "password reset"  # noqa: S105

LIMITS = {
    SIGN_IN: Limits(10, 60, 200, dt.timedelta(minutes=15)),
    # Three codes in a million are right at a time, and only who knows the password gets here.
    SECOND_FACTOR: Limits(10, 60, 20, dt.timedelta(hours=1)),
    # Mails about that: one for each window.
    BLOCKED: Limits(1, 1000, 1, dt.timedelta(hours=1)),
    # Visitors share its password: all of them together are its account.
    PRIVATE_PAGE: Limits(10, 60, 1000, dt.timedelta(minutes=15)),
    PASSWORD_RESET: Limits(3, 20, 6, dt.timedelta(hours=1)),
}


def is_one_too_many(request: HttpRequest, purpose: str, account: str) -> bool:
    """Count an attempt, before it is looked at: many at once cannot pass each other. `account` is what was typed, whether or
    not there is such an account."""
    limits = LIMITS[purpose]
    forget()
    now = timezone.now()
    counts = {kind: _count(key, now + limits.window) for kind, key in _keys(request, purpose, account)}
    return any(count > getattr(limits, kind) for kind, count in counts.items())


def forget() -> None:
    """Delete what no longer counts."""
    Attempts.objects.filter(ends_at__lte=timezone.now()).delete()


def forgive(request: HttpRequest, purpose: str, account: str) -> None:
    """After a success: what was mistyped before does not count, except for the network, which others may be trying from."""
    for kind, key in _keys(request, purpose, account):
        if kind == "network":
            Attempts.objects.filter(pk=key, count__gt=0).update(count=F("count") - 1)
        else:
            Attempts.objects.filter(pk=key).delete()


def network_of(request: HttpRequest) -> str:
    """The network that a request comes from: an IPv4 address, or the 64 bits of an IPv6 address that a household has. Empty
    where it is not known.

    Behind a proxy it is what the proxy has added to X-Forwarded-For, which is the last one: all before it is what the
    visitor may have written.
    """
    if settings.BEHIND_PROXY:
        written = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
    else:
        written = request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(written.strip())
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return str(ipaddress.ip_network((int(address), 64), strict=False))
        address = address.ipv4_mapped
    return str(address)


def _keys(request: HttpRequest, purpose: str, account: str) -> Iterator[tuple[str, str]]:
    """What is counted, by the name of its limit."""
    account, network = account.strip().casefold(), network_of(request)
    yield "account", _key(purpose, "account", account)
    if network:
        yield "network", _key(purpose, "network", network)
        yield "both", _key(purpose, "both", account, network)


def _key(*parts: str) -> str:
    return salted_hmac("site_project.users.throttle", "\0".join(parts), algorithm="sha256").hexdigest()


def _count(key: str, ends_at: dt.datetime) -> int:
    Attempts.objects.get_or_create(pk=key, defaults={"ends_at": ends_at})
    Attempts.objects.filter(pk=key).update(count=F("count") + 1)
    return Attempts.objects.filter(pk=key).values_list("count", flat=True).first() or 1
