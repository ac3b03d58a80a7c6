"""Events as iCalendar (RFC 5545), for calendars to subscribe to."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration
from wagtail.models import Page

from campaigns.enums import EventStatus
from site_project.models import OrganizationSettings
from site_project.text import collapse_whitespace, strip_control_characters, with_site_name

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
    calendar = Calendar()
    name = with_site_name(collapse_whitespace(name), OrganizationSettings.current(request).name)
    calendar.add("PRODID", f"-//{settings.WAGTAIL_SITE_NAME}//{get_language()}//")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", name)
    calendar.add("NAME", name)
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    for event in events:
        calendar.add_component(_event(event, request))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(page: Page, request: HttpRequest | None) -> Event:
    changed = (page.last_published_at or page.latest_revision_created_at or page.start).astimezone(dt.UTC)
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
    if location := ", ".join(filter(None, [page.place_name, " ".join(page.address.split()), page.online_url])):
        event.add("LOCATION", collapse_whitespace(location))
    event.add("URL", page.get_full_url(request))
    event.add("TRANSP", "TRANSPARENT" if page.status == EventStatus.CANCELLED else "OPAQUE")
    return event


def _times(page: Page) -> list[tuple[str, Any]]:
    """DTSTART and DTEND. The end of whole days is the day after the last (RFC 5545, 3.6.1)."""
    zone = ZoneInfo(page.time_zone)
    start = page.start.astimezone(zone)
    end = page.end.astimezone(zone) if page.end else None
    if page.all_day:
        last = (end or start).date()
        return [("DTSTART", start.date()), ("DTEND", last + dt.timedelta(days=1))]
    times: list[tuple[str, Any]] = [("DTSTART", start)]
    if end and end > start:
        times.append(("DTEND", end))
    return times


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
