"""Fifty translated glosses on one screen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GlossesConfig(AppConfig):
    name = "press.glosses"
    label = "press_glosses"
    verbose_name = _("Glosses")
    default_auto_field = "django.db.models.BigAutoField"
