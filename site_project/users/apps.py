"""The user model. An app of its own: Wagtail's tables point to users, and our other tables to Wagtail's."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    name = "site_project.users"
    verbose_name = _("Users")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from site_project.users import middleware, notices, page_passwords

        middleware.connect()
        notices.connect()
        page_passwords.connect()
