"""The project's own user model, so that it can grow without a change of the user table later."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A member of staff. Visitors have no accounts."""


class Attempts(models.Model):
    """How often something that a password guards was tried: see `throttle`."""

    #: A keyed hash of what is counted: it tells neither an account nor a network.
    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    #: When the row stops counting; the next attempt of anybody deletes it.
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
