"""The project's own user model, so that it can grow without a change of the user table later."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff. Visitors have no accounts."""
