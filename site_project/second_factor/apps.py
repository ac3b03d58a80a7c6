"""A second proof beside the password: a code of an app, a passkey, or a recovery code."""

from typing import Any

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class SecondFactorConfig(AppConfig):
    name = "site_project.second_factor"
    label = "second_factor"
    verbose_name = _("Second factor")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        config: Any = apps.get_app_config("wagtailusers")
        config.user_viewset = "site_project.second_factor.user_list.UserViewSet"
