"""How staff are known from one request to the next."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.http import HttpRequest

from site_project.users import throttle


class StaffBackend(ModelBackend):
    """Django's own, with a limit to attempts, and with two queries less in each request: the admin asks for the account's
    language and for the right to be there before anything else."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Any:
        """Every form to sign in with comes here: attempts are counted, and no password is looked at after too many."""
        name = username or kwargs.get(get_user_model().USERNAME_FIELD) or ""
        if request is None:  # a command
            return super().authenticate(request, username, password, **kwargs)
        if throttle.is_one_too_many(request, throttle.SIGN_IN, name):
            request.is_throttled = True  # type: ignore[attr-defined]
            return None
        user = super().authenticate(request, username, password, **kwargs)
        if user is not None:
            throttle.forgive(request, throttle.SIGN_IN, name)
        return user

    def users(self) -> Any:
        """Those who can be signed in."""
        return get_user_model()._default_manager.select_related("wagtail_userprofile")

    def get_user(self, user_id: Any) -> Any:
        user: Any = self.users().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Those of the person and of the groups together, where Django keeps what it has found by two queries."""
        if user_obj.is_active and not user_obj.is_superuser and obj is None and not hasattr(user_obj, "_perm_cache"):
            own, of_groups = (
                Permission.objects.filter(**by).order_by().values_list("content_type__app_label", "codename")
                for by in ({"user": user_obj.pk}, {"group__user": user_obj.pk})
            )
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in own.union(of_groups)}
        found: set[str] = super().get_all_permissions(user_obj, obj)
        return found
