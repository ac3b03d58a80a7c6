"""The admin form of an event."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class WallClockField(forms.DateTimeField):
    """A date and time as a clock on the wall shows it: without a zone, whatever zone the member of staff sits in.

    Django's own field would take it for a time in that zone, and refuse what that zone's clocks skip.
    """

    def to_python(self, value: Any) -> dt.datetime | None:
        with timezone.override(dt.UTC):  # no clock is ever put forward or back in UTC
            moment: dt.datetime | None = super().to_python(value)
        return moment.replace(tzinfo=None) if moment else None

    def prepare_value(self, value: Any) -> Any:
        return value


class EventPageForm(WagtailAdminPageForm):
    """Times are entered and shown as clocks at the event show them."""

    TIMES = ("start", "end")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = ZoneInfo(self.instance.time_zone)
        for name in self.TIMES:
            field = self.fields.get(name)
            if field is None:
                continue
            self.fields[name] = WallClockField(
                label=field.label, help_text=field.help_text, required=field.required, widget=field.widget
            )
            value = getattr(self.instance, name, None)
            if value is not None:
                self.initial[name] = timezone.make_naive(value, zone)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        zone = cleaned.get("time_zone") or self.instance.time_zone
        for name in self.TIMES:
            if cleaned.get(name):
                cleaned[name] = self._at_the_event(name, cleaned[name], ZoneInfo(zone))
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("An event cannot end before it starts."))
        in_person = cleaned.get("mode") in ("in_person", "hybrid")
        if (
            in_person
            and not cleaned.get("place_name")
            and not self.is_deferred_validation
            and "place_name" in self.fields
        ):
            self.add_error("place_name", _("Say where the event is held."))
        return cleaned

    def _at_the_event(self, name: str, wall: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
        """The moment at which clocks in `zone` show `wall`; None, and an error, where they skip it."""
        if not 1900 <= wall.year <= 2200:
            self.add_error(name, _("Check the year."))
            return None
        moment = wall.replace(tzinfo=zone)
        if timezone.make_naive(moment.astimezone(dt.UTC), zone) != wall:
            self.add_error(name, _("Clocks are put forward at that moment: this time does not exist there."))
            return None
        return moment
