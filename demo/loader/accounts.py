"""Four accounts, one for each job."""

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from wagtail.users.models import UserProfile

from site_project.users.groups import EDITORS, PUBLISHERS, group_named, translators

#: Account, group, language of the admin.
ACCOUNTS = (
    ("admin", None, "en"),
    ("editor", EDITORS, "en"),
    ("publisher", PUBLISHERS, "en"),
    ("translator", translators("es"), "es"),
)


def ensure_accounts(password: str) -> None:
    """Make the accounts that are missing and give all of them `password`."""
    for name, group, language in ACCOUNTS:
        first = {"email": f"{name}@example.org", "is_superuser": group is None, "password": make_password(password)}
        user, is_new = get_user_model().objects.get_or_create(username=name, defaults=first)
        if not is_new:
            user.set_password(password)
            user.save()
        if group:
            user.groups.add(group_named(group))
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = language
        profile.save()
