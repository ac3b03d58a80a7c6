"""An event in the words of schema.org (https://schema.org/Event)."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from campaigns.enums import EventMode, EventStatus
from site_project.seo.structured_data import organization_id

_STATUS: dict[str, str] = {
    EventStatus.SCHEDULED: "https://schema.org/EventScheduled",
    EventStatus.MOVED: "https://schema.org/EventRescheduled",
    EventStatus.POSTPONED: "https://schema.org/EventPostponed",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
}
_MODE: dict[str, str] = {
    EventMode.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    EventMode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    EventMode.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def event_data(page: Page, request: HttpRequest | None) -> dict[str, Any]:
    url = page.get_full_url(request)
    start, end = page.local_start, page.local_end
    data: dict[str, Any] = {
        "@type": "Event",
        "@id": f"{url}#event",
        "name": page.title,
        "description": page.description or page.title,
        "url": url,
        "startDate": start.date().isoformat() if page.all_day else start.isoformat(),
        "eventStatus": _STATUS.get(page.status, _STATUS[EventStatus.SCHEDULED]),
        "eventAttendanceMode": _MODE.get(page.mode, _MODE[EventMode.IN_PERSON]),
        "location": _locations(page, url),
        "organizer": {"@id": organization_id()},
        "inLanguage": page.languages or [page.locale.language_code],
    }
    if end:
        data["endDate"] = end.date().isoformat() if page.all_day else end.isoformat()
    return data


def _locations(page: Page, url: str) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = []
    if page.mode != EventMode.ONLINE:
        place: dict[str, Any] = {"@type": "Place", "name": page.place_name or page.title}
        if page.address:
            place["address"] = {"@type": "PostalAddress", "streetAddress": " ".join(page.address.split())}
        places.append(place)
    if page.mode != EventMode.IN_PERSON:
        door = "" if page.status == EventStatus.CANCELLED else page.online_url or page.registration_url
        places.append({"@type": "VirtualLocation", "url": door or url})
    return places
