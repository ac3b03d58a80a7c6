"""Embargoes in the admin: the form of news, press releases and statements, and the note above it."""

import datetime as dt
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import Panel

from site_project.fields import zone_name
from site_project.forms import LocalDateTimeForm
from site_project.i18n.dates import date_range, join_list, time_range
from site_project.i18n.language_choices import language_name


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


class NewsPageForm(LocalDateTimeForm, WagtailAdminPageForm):
    """The embargo is entered as clocks in its time zone show it. It is set before the text is public, on the page that
    the others are translated from."""

    local_datetime_fields: ClassVar[tuple[str, ...]] = ("embargo",)
    zone_field: ClassVar[str] = "embargo_time_zone"

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "embargo" not in self.fields:
            return
        if self._goes_live_with_embargo():
            self.initial["go_live_at"] = None  # nobody has set it: it follows from the embargo, which may change now
        source = self.instance.translation_source() if self.instance.pk else None
        if source is not None:
            language = language_name(source.locale.language_code)
            self.fields["embargo"].help_text = _("It is set on the page in %(language)s.") % {"language": language}
            for name in ("embargo", "embargo_time_zone"):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        old, old_day = self.instance.embargo, self.instance.embargo_day
        cleaned: dict[str, Any] = super().clean()
        if "embargo" not in self.fields or self.fields["embargo"].disabled or "embargo" in self.errors:
            return cleaned
        if self._goes_live_with_embargo():
            self.instance.go_live_at = None
        new = cleaned.get("embargo")
        if _minute(new) == _minute(old):
            cleaned["embargo"] = new = old  # to the second
        else:
            self._check_change(new)
            if old_day and cleaned.get("date") == old_day:  # so does the date
                zone = cleaned.get("embargo_time_zone") or self.instance.embargo_time_zone
                cleaned["date"] = local_day(new, zone) if new else min(old_day, timezone.localdate())
        expire_at = cleaned.get("expire_at")
        if new and expire_at and expire_at <= new:
            self.add_error("embargo", _("The page is set to expire before the embargo ends."))
        return cleaned

    def _goes_live_with_embargo(self) -> bool:
        return self.instance.embargo is not None and self.instance.go_live_at == self.instance.embargo

    def _check_change(self, new: dt.datetime | None) -> None:
        public = self.instance.public_translations() if self.instance.pk else []
        if public:
            names = join_list(language_name(page.locale.language_code) for page in public)
            self.add_error(
                "embargo",
                _("This text is already public (in %(languages)s). Unpublish it first, then set an embargo.")
                % {"languages": names},
            )
        elif new and new <= timezone.now():
            self.add_error("embargo", _("This moment has passed. Choose a later one, or leave the field empty."))


def _minute(moment: dt.datetime | None) -> dt.datetime | None:
    """What a form shows of a moment: no seconds."""
    return moment.replace(second=0, microsecond=0) if moment else None
