"""What somebody proves who they are with beside the password, as devices of django-otp, and the groups that need it."""

import re
from base64 import b32encode

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.crypto import get_random_string, salted_hmac
from django_otp.models import Device, TimestampMixin
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

_SALT = "site_project.second_factor"


class AuthenticatorApp(TOTPDevice):
    """An app that shows codes (TOTP, RFC 6238). Unconfirmed until somebody has typed one of its codes.

    Its key is made of what is stored and of the site's SECRET_KEY: the database or a backup alone are of no use.
    """

    class Meta:
        proxy = True
        default_permissions = ()

    @property
    def bin_key(self) -> bytes:
        return salted_hmac(f"{_SALT}.app", self.key).digest()

    @property
    def secret(self) -> str:
        """The key as people type it."""
        return b32encode(self.bin_key).decode()


class RecoveryCodes(StaticDevice):
    """Codes that are good for once. Stored are keyed hashes of them."""

    NUMBER = 10
    #: Without what looks like something else: 59 bits.
    LENGTH, LETTERS = 12, "abcdefghjkmnpqrstuvwxyz23456789"

    class Meta:
        proxy = True
        default_permissions = ()

    def renew(self) -> list[str]:
        """New codes in place of all older ones."""
        codes = [get_random_string(self.LENGTH, self.LETTERS) for _number in range(self.NUMBER)]
        self.token_set.all().delete()
        StaticToken.objects.bulk_create(StaticToken(device=self, token=self._stored(code)) for code in codes)
        return ["-".join(re.findall("....", code)) for code in codes]

    def verify_token(self, token: str) -> bool:
        return bool(super().verify_token(self._stored(token)))

    @staticmethod
    def _stored(code: str) -> str:
        code = re.sub(r"[\W_]", "", code.lower())
        return b32encode(salted_hmac(f"{_SALT}.recovery", code, algorithm="sha256").digest()[:10]).decode()


class Passkey(TimestampMixin, Device):
    """A key that a browser, telephone or security token keeps (WebAuthn Level 2)."""

    #: Identifier and public key: attested credential data, in base64url.
    credential = models.TextField()

    class Meta:
        default_permissions = ()


class Requirement(models.Model):
    """Whoever belongs to the group needs a second factor."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, primary_key=True, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.group)


def factors(user: AbstractBaseUser) -> list[Device]:
    """The app and passkeys of somebody. Recovery codes alone are no second factor."""
    of_user = {"user_id": user.pk, "confirmed": True}
    return [*AuthenticatorApp.objects.filter(**of_user), *Passkey.objects.filter(**of_user).order_by("pk")]


def hold(user: AbstractBaseUser) -> None:
    """Within a transaction: of two changes at once to what an account has, one waits for the other."""
    get_user_model()._default_manager.select_for_update().get(pk=user.pk)


def is_required_of(user: AbstractBaseUser) -> bool:
    return Requirement.objects.filter(group__user=user.pk).exists()


def has_factor() -> Q:
    """In a query of users: those who have a second factor."""
    of_user = {"user": OuterRef("pk"), "confirmed": True}
    return Q(Exists(AuthenticatorApp.objects.filter(**of_user))) | Q(Exists(Passkey.objects.filter(**of_user)))


def lacks_required_factor() -> Q:
    """In a query of users: those who need a second factor, and have none."""
    return Q(Exists(Requirement.objects.filter(group__user=OuterRef("pk")))) & ~has_factor()
