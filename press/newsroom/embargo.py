"""The end of an embargo in words, and the note about it in the editor."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.admin.panels import Panel

from site_project.i18n.dates import date_range, time_range
from site_project.time_zones import zone_name


def local_day(moment: dt.datetime, zone: str) -> dt.date:
    """The day that calendars in `zone` (an IANA name) show at `moment`."""
    return moment.astimezone(ZoneInfo(zone)).date()


def format_datetime(moment: dt.datetime, zone: str) -> str:
    """As in "October 12, 2026, 9:00 AM ET (New York)", in the active language."""
    day = local_day(moment, zone)
    return f"{date_range(day, day)}, {time_range(moment, None, zone)} ({zone_name(zone)})"


class EmbargoNote(Panel):
    """Until when nobody but staff sees the text, as clocks in the embargo's time zone show it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "press_newsroom/admin/embargo_note.html"

        def is_shown(self) -> bool:
            return bool(self.instance.is_embargoed)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"moment": format_datetime(self.instance.embargo, self.instance.embargo_time_zone)}
