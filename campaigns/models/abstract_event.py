"""What an event is: when, where, in which languages; and how it says so."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.enums import EventMode, EventStatus
from site_project.blocks import shared_blocks
from site_project.fields import StreamField
from site_project.i18n import dates
from site_project.i18n.language_choices import LanguageListField, language_name
from site_project.models import BasePage
from site_project.models.mixins import FiledUnderCampaign, Illustrated
from site_project.time_zones import TimeZoneField


class AbstractEventPage(FiledUnderCampaign, Illustrated, BasePage):
    """Something that happens at a time and a place."""

    start = models.DateTimeField(_("start"), db_index=True, help_text=_("As clocks at the event show it."))
    end = models.DateTimeField(_("end"), null=True, blank=True, db_index=True)
    all_day = models.BooleanField(_("whole days"), default=False, help_text=_("Show dates only."))
    time_zone = TimeZoneField(_("time zone"))
    status = models.CharField(_("status"), max_length=16, choices=EventStatus.choices, default=EventStatus.SCHEDULED)
    status_note = models.CharField(
        _("note on the status"), max_length=255, blank=True, help_text=_("Why, and what people should do now.")
    )
    mode = models.CharField(_("format"), max_length=16, choices=EventMode.choices, default=EventMode.IN_PERSON)
    place_name = models.CharField(_("place"), max_length=160, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    online_url = models.URLField(_("online address"), blank=True)
    registration_url = models.URLField(_("registration address"), blank=True)
    languages = LanguageListField(_("languages spoken"))
    interpretation = models.CharField(
        _("interpretation"), max_length=255, blank=True, help_text=_("Into which languages, and how to ask for others.")
    )
    accessibility = models.TextField(
        _("access"), blank=True, help_text=_("Steps, elevators, captions, sign language, childcare, and whom to ask.")
    )
    body = StreamField(shared_blocks(), blank=True, verbose_name=_("body"))

    over_at = models.DateTimeField(_("over at"), null=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    @property
    def accent(self) -> str:
        """The color of the campaign, where `with_accent` has read it along; else empty."""
        return str(self.__dict__.get("campaign_accent") or "")

    @property
    def visitor_label(self) -> str:
        return gettext("Event")

    @property
    def local_start(self) -> dt.datetime:
        """The start as clocks at the event show it."""
        return self.start.astimezone(ZoneInfo(self.time_zone))

    @property
    def local_end(self) -> dt.datetime | None:
        """The end as clocks at the event show it."""
        return self.end.astimezone(ZoneInfo(self.time_zone)) if self.end else None

    @property
    def when_display(self) -> str:
        """Date or dates, time or times, zone."""
        start, end = self.local_start, self.local_end
        last = end.date() if end else start.date()
        # An event that ends in the small hours belongs to the evening on which it began.
        runs_past_midnight = end is not None and (end - start) < dt.timedelta(hours=18)
        if not self.all_day and (last == start.date() or runs_past_midnight):
            return f"{dates.day_with_weekday(start.date())}, {self.time_display}"
        return dates.date_range(start.date(), last)

    @property
    def time_display(self) -> str:
        """The times of day with the zone; empty for whole days."""
        return "" if self.all_day else dates.time_range(self.start, self.end, self.time_zone)

    @property
    def tile_day(self) -> str:
        """The day of the month, for a date tile."""
        return str(self.local_start.day)

    @property
    def tile_month(self) -> str:
        """The month, shortened, for a date tile."""
        return dates.short_month(self.local_start.date())

    @property
    def tile_iso(self) -> str:
        """The start as HTML's `datetime` attribute wants it."""
        return self.local_start.date().isoformat() if self.all_day else self.local_start.isoformat()

    @property
    def status_label(self) -> str:
        """The status, as a visitor reads it."""
        return str(self.get_status_display())

    @property
    def location_label(self) -> str:
        """Where, in a few words."""
        online = gettext("Online")
        if self.mode == EventMode.ONLINE:
            return online
        return f"{self.place_name} · {online}" if self.mode == EventMode.HYBRID else self.place_name

    @property
    def map_url(self) -> str:
        """A map of the address, elsewhere: a link that the visitor chooses to follow. Empty without an address."""
        if self.mode == EventMode.ONLINE or not self.address:
            return ""
        return "https://www.openstreetmap.org/search?" + urlencode({"query": " ".join(self.address.split())})

    @property
    def languages_display(self) -> str:
        """The languages spoken, as a sentence would list them."""
        return dates.join_list(language_name(code) for code in self.languages or ())

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the moment at which the event leaves the list of upcoming ones."""
        self.over_at = self.find_end()
        return super().save(*args, **kwargs)

    def find_end(self) -> dt.datetime:
        """The moment at which it is over: its end; without one, or for whole days, the midnight after its last day,
        as clocks at the event show it."""
        if self.end and not self.all_day:
            return self.end
        last = self.local_end or self.local_start
        return dt.datetime.combine(last.date() + dt.timedelta(days=1), dt.time.min, tzinfo=last.tzinfo)

    @property
    def is_past(self) -> bool:
        """Whether it is over."""
        return self.find_end() <= timezone.now()
