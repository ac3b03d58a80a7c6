"""The project's own user model, so that it can grow without a change of the user table later."""

from typing import Any, NamedTuple, Self

from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _


class Stored(NamedTuple):
    """Of an account what nobody may change unnoticed, as it is in the database."""

    email: str
    password: str
    is_superuser: bool
    is_active: bool


class User(AbstractUser):
    """A member of staff. Visitors have no accounts."""

    #: As it was read; None where it was not, or is new.
    stored: Stored | None = None

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_account_per_address",
                violation_error_message=_("Another account has this e-mail address."),
            )
        ]

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        user = super().from_db(*args, **kwargs)
        user._note_stored()
        return user

    def save(self, *args: Any, **kwargs: Any) -> None:
        before = self.stored
        is_new_password = getattr(self, "_password", None) is not None  # a better hash of the same password is none
        super().save(*args, **kwargs)
        self._note_stored()
        if before and self.stored and before != self.stored:
            user_changed.send(
                type(self),
                user=self,
                before=before,
                is_new_password=is_new_password
                and before.password != self.stored.password
                and is_password_usable(before.password),
            )

    def _note_stored(self) -> None:
        values = self.__dict__  # a deferred field would be read from the database
        is_whole = values.keys() >= set(Stored._fields)
        self.stored = Stored(*(values[field] for field in Stored._fields)) if is_whole else None


#: Sent after something of `Stored` was changed, with what it was before.
user_changed = Signal()


class Attempts(models.Model):
    """How often something that a password guards was tried: see `throttle`."""

    #: A keyed hash of what is counted: it tells neither an account nor a network.
    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    #: When the row stops counting, and is deleted.
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
