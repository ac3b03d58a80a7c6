"""Imports of coverage: pasted text, files and addresses become rows to review, and these become clippings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "press.imports"
    label = "press_imports"
    verbose_name = _("Imports of coverage")

    def ready(self) -> None:
        from press.imports import signals  # noqa: F401 models are loaded only now
