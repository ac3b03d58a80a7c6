"""The press room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    """Keeps links and counts in step with clippings."""

    name = "press"
    verbose_name = _("Press")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from press import counting
        from press.link_life import keeping

        counting.connect()
        keeping.connect()
