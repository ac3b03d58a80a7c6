"""Events as iCalendar (RFC 5545), for calendars to subscribe to."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.models import Page

from campaigns.enums import EventStatus
from campaigns.vtimezones import define_zone
from site_project.models import OrganizationSettings
from site_project.text import collapse_whitespace, strip_control_characters, with_site_name

if TYPE_CHECKING:
    from icalendar import Event

MIME_TYPE = "text/calendar"
#: How often a subscribed calendar should look again.
REFRESH = dt.timedelta(hours=6)

_STATUS: dict[str, str] = {
    EventStatus.CANCELLED: "CANCELLED",
    EventStatus.POSTPONED: "TENTATIVE",
}


def response(events: Iterable[Page], name: str, request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(build(events, name, request), content_type=f"{MIME_TYPE}; charset=utf-8")
    answer["Content-Language"] = get_language() or ""
    return answer


def build(events: Iterable[Page], name: str, request: HttpRequest | None = None) -> bytes:
    """A calendar of `events`, called `name`, in UTF-8."""
    from icalendar import Calendar, vDuration  # noqa: PLC0415 few processes need it

    calendar = Calendar()
    name = with_site_name(collapse_whitespace(name), OrganizationSettings.current(request).name)
    calendar.add("PRODID", f"-//{settings.WAGTAIL_SITE_NAME}//{get_language()}//")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", name)
    calendar.add("NAME", name)
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    entries = []
    for event in events:
        # One that is not translated yet speaks its own language throughout.
        with override(event.locale.language_code):
            entries.append(_event(event, request))
    for key in sorted({zone for entry in entries for zone in _zones(entry)}):
        if definition := define_zone(key):
            calendar.add_component(definition.component)
    for entry in entries:
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _event(page: Page, request: HttpRequest | None) -> "Event":
    from icalendar import Event  # noqa: PLC0415 few processes need it

    changed = (page.last_published_at or page.start).astimezone(dt.UTC)
    event = Event()
    # Neither the date nor the language is part of the identifier: a moved event stays the same event.
    event.add("UID", f"{page.translation_key}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}")
    event.add("DTSTAMP", changed)
    event.add("LAST-MODIFIED", changed)
    event.add("SEQUENCE", int(changed.timestamp()) // 60)
    for name, moment in _times(page):
        event.add(name, moment)
    event.add("SUMMARY", summary(page), parameters={"LANGUAGE": page.locale.language_code})
    event.add("STATUS", _STATUS.get(page.status, "CONFIRMED"))
    event.add("DESCRIPTION", description(page), parameters={"LANGUAGE": page.locale.language_code})
    online_url = "" if page.status == EventStatus.CANCELLED else page.online_url
    if location := ", ".join(filter(None, [page.place_name, " ".join(page.address.split()), online_url])):
        event.add("LOCATION", collapse_whitespace(location), parameters={"LANGUAGE": page.place_language})
    event.add("URL", page.get_full_url(request))
    event.add("TRANSP", "TRANSPARENT" if page.status == EventStatus.CANCELLED else "OPAQUE")
    return event


def _times(page: Page) -> list[tuple[str, dt.date]]:
    """DTSTART and DTEND. The end of whole days is the day after the last (RFC 5545, 3.6.1)."""
    if page.all_day:
        last = (page.local_end or page.local_start).date()
        return [("DTSTART", page.local_start.date()), ("DTEND", last + dt.timedelta(days=1))]
    moments = [("DTSTART", page.start)]
    if page.end and page.end > page.start:
        moments.append(("DTEND", page.end))
    return [(name, _in_zone(moment, page.time_zone)) for name, moment in moments]


def _in_zone(moment: dt.datetime, key: str) -> dt.datetime:
    """`moment` as clocks in the zone show it; in UTC where a calendar could take that for another moment: before the
    definition of the zone holds, or in the hour that clocks show twice, the second time (RFC 5545, 3.3.5)."""
    definition = define_zone(key)
    local = moment.astimezone(ZoneInfo(key))
    return local if definition and moment >= definition.since and not local.fold else moment.astimezone(dt.UTC)


def _zones(entry: "Event") -> list[str]:
    """The zones that an entry refers to."""
    return [
        entry[name].params["TZID"] for name in ("DTSTART", "DTEND") if name in entry and "TZID" in entry[name].params
    ]


def summary(page: Page) -> str:
    """The title; with the status in front where it changes what to expect. (Some calendars ignore STATUS.)"""
    if page.status == EventStatus.SCHEDULED:
        return collapse_whitespace(page.title)
    return _("%(status)s: %(title)s") % {"status": page.get_status_display(), "title": collapse_whitespace(page.title)}


def description(page: Page) -> str:
    """What a person needs who sees only the calendar entry."""
    lines = [page.status_note, page.summary]
    if languages := page.languages_display:
        lines.append(_("Languages: %(languages)s") % {"languages": languages})
    lines += [page.interpretation, page.accessibility]
    return strip_control_characters("\n\n".join(line for line in lines if line) or page.title)
