"""The demo accounts and their password."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from wagtail.models import Page

from site_project.settings.secrets import get_or_create_secret, keep_secret

ACCOUNTS = ("admin", "editor", "publisher", "translator")

# The root of the tree is at depth 1, the home pages at depth 2.
DEPTH_BELOW_HOME = 3


@dataclass(frozen=True, slots=True)
class DemoAccess:
    """The demo accounts that exist, and the password that they got."""

    accounts: list[str]
    password: str


def ensure_demo() -> DemoAccess:
    """Load the demo into a site without content, and give its accounts their password.

    The password is DEMO_PASSWORD; without it, the one kept in the state folder since the last start, made at the
    first. In a site with content nothing changes, except that a DEMO_PASSWORD is set on the demo accounts.
    """
    file = Path(settings.VAR_DIR) / "demo-password"
    given = given_password()
    if given:
        keep_secret(file, given)
    password = given or get_or_create_secret(file, length=12)
    if not Page.objects.filter(depth__gte=DEPTH_BELOW_HOME).exists():
        call_command("load_demo", password=password)
    elif given:
        _set_passwords(given)
    names = get_user_model().objects.filter(username__in=ACCOUNTS).values_list("username", flat=True)
    return DemoAccess(accounts=sorted(names), password=password)


def given_password() -> str | None:
    """The password that the operator wants the demo accounts to have."""
    password: str | None = settings.ENVIRONMENT.demo_password
    return password


def _set_passwords(password: str) -> None:
    """Give the demo accounts this password. One that has it already is left alone: its sessions stay valid."""
    for user in get_user_model().objects.filter(username__in=ACCOUNTS):
        if not user.check_password(password):
            # Whoever tries the demo need not be told by mail.
            get_user_model().objects.filter(pk=user.pk).update(password=make_password(password))
