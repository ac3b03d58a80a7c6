"""Dates and times in forms of the admin: what is none stays as it was typed, and schedules say whose clock they go by."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from site_project.fields import zone_name

#: Wagtail's fields for when something is published and taken back.
SCHEDULE = frozenset({"go_live_at", "expire_at"})


def _untouched(get_config: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    """Wagtail's script puts the present moment in the place of what is no date or time. The form shall refuse that."""
    return lambda widget: get_config(widget) | {"validateOnBlur": False}


def _zone_note() -> str:
    zone = timezone.get_current_timezone_name()
    return gettext("By the clocks of the time zone in your account: %(zone)s.") % {"zone": zone_name(zone)}


def _options(field: models.DateTimeField) -> dict[str, Any]:
    note = {"help_text": lazy(_zone_note, str)()} if field.name in SCHEDULE else {}
    return {"widget": AdminDateTimeInput, **note}


def register() -> None:
    for widget in (AdminDateInput, AdminDateTimeInput, AdminTimeInput):
        widget.get_config = _untouched(widget.get_config)
    register_form_field_override(models.DateTimeField, override=_options)
