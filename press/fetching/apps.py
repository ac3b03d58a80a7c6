"""Outgoing requests: the only part of the site that fetches anything from other sites."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FetchingConfig(AppConfig):
    name = "press.fetching"
    label = "press_fetching"
    verbose_name = _("Fetching")
    default_auto_field = "django.db.models.BigAutoField"
