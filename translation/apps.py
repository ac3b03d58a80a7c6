from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """Registers the system checks, and what listens to signals: the guards of strings and overrides, and the facts."""

    name = "translation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from translation import checks, signals
        from translation.guards import overrides, strings

        checks.register()
        overrides.connect()
        strings.connect()
        signals.connect()
