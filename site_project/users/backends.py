"""How staff are known from one request to the next."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Q


class StaffBackend(ModelBackend):
    """Django's own, with two queries less in each request: the admin asks for the account's language and for the right
    to be there before anything else."""

    def get_user(self, user_id: Any) -> Any:
        users = get_user_model()._default_manager.select_related("wagtail_userprofile")
        user: Any = users.filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Those of the person and of the groups together; kept on the user, as Django does."""
        if user_obj.is_superuser or not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            found: set[str] = super().get_all_permissions(user_obj, obj)
            return found
        if not hasattr(user_obj, "_perm_cache"):
            rows = Permission.objects.filter(Q(user=user_obj.pk) | Q(group__user=user_obj.pk)).order_by()
            names = rows.values_list("content_type__app_label", "codename").distinct()
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in names}
        return set(user_obj._perm_cache)
