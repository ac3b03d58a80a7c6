from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """Registers the system checks and the guards of strings and overrides, which listen to signals."""

    name = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from translation import checks
        from translation.guards import overrides, strings

        checks.register()
        overrides.connect()
        strings.connect()
