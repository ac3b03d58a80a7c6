"""The list of all events, upcoming or past."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import re_path

from campaigns import calendars
from campaigns.queries import events, past, upcoming
from site_project.models import BasePage
from site_project.models.mixins import RoutablePage
from site_project.pagination import paginate
from site_project.seo.head import HeadOptions

EVENTS_PER_PAGE = 20


class EventIndexPage(RoutablePage, BasePage):
    """Upcoming events, soonest first; on request past ones, latest first (`when=past`)."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["campaigns.EventPage"]
    max_count_per_parent = 1
    template = "campaigns/event_index_page.html"
    page_description = _("The list of all events. One per language.")

    class Meta:
        verbose_name = _("event index")
        verbose_name_plural = _("event indexes")

    @property
    def calendar_url(self) -> str:
        """The path of the calendar of all events."""
        return f"{self.url}calendar.ics"

    @property
    def feeds(self) -> list[tuple[str, str, str]]:
        return [(self.title, self.calendar_url, calendars.MIME_TYPE)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        when = "past" if request.GET.get("when") == "past" else "upcoming"
        found = events(self.locale.language_code)
        pagination = paginate(past(found) if when == "past" else upcoming(found), request, EVENTS_PER_PAGE)
        url = self.url
        query = pagination.query if when == "upcoming" else ""
        return context | {
            "events": pagination.items,
            "pagination": pagination,
            "when": when,
            "upcoming_url": url,
            "past_url": f"{url}?when=past",
            "calendar_url": self.calendar_url,
            "head_options": HeadOptions(query=query, indexed=when == "upcoming"),
        }

    @re_path(r"^calendar\.ics/?$", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        return calendars.response(events(self.locale.language_code), self.title, request)
