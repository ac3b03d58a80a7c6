"""Checking the links of clippings, politely, with a history."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinkChecksConfig(AppConfig):
    name = "press.link_checks"
    label = "press_link_checks"
    verbose_name = _("Link checks")

    def ready(self) -> None:
        from press.link_checks import record  # noqa: F401 models: not loaded before
