"""The admin form of an event."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class EventPageForm(WagtailAdminPageForm):
    """Times are entered and shown as clocks at the event show them, whatever zone the member of staff sits in."""

    TIMES = ("start", "end")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = ZoneInfo(self.instance.time_zone)
        for name in self.TIMES:
            value = getattr(self.instance, name, None)
            if value is not None:
                self.initial[name] = timezone.make_naive(value, zone)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if zone := cleaned.get("time_zone"):
            for name in self.TIMES:
                if cleaned.get(name):
                    cleaned[name] = timezone.make_naive(cleaned[name]).replace(tzinfo=ZoneInfo(zone))
        start, end, mode = cleaned.get("start"), cleaned.get("end"), cleaned.get("mode")
        if start and end and end < start:
            self.add_error("end", _("An event cannot end before it starts."))
        if mode in ("in_person", "hybrid") and not cleaned.get("place_name") and "place_name" in self.fields:
            self.add_error("place_name", _("Say where the event is held."))
        return cleaned
