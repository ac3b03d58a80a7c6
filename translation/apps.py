from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """Registers the system checks, and what listens to signals: the guards of strings and overrides, and the facts."""

    name = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from translation import checks, facts
        from translation.guards import overrides, strings

        checks.register()
        facts.connect()
        overrides.connect()
        strings.connect()
