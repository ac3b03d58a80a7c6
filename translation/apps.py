from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """Registers the system checks and the guard of overrides, which listens to a signal."""

    name = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from translation import checks
        from translation.guards import overrides

        checks.register()
        overrides.connect()
