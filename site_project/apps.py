"""How Django knows this package as an app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SiteProjectConfig(AppConfig):
    """The app of the user model, the images, the organization's settings and everything shared."""

    name = "site_project"
    verbose_name = _("Site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from site_project.search.configurations import ensure_configurations, ensure_index

        post_migrate.connect(ensure_configurations, sender=self)
        post_migrate.connect(ensure_index, sender=self)
