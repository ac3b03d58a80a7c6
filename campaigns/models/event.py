"""Events, each with an address and translations of its own, and their index."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import re_path
from wagtail.models import PageManager
from wagtail.search import index

from campaigns import calendars
from campaigns.forms import EventPageForm
from campaigns.models.abstract_event import AbstractEventPage
from campaigns.querysets import EventPageQuerySet
from campaigns.structured_data import event_data
from site_project.models import BasePage
from site_project.models.mixins import Illustrated, RoutablePage
from site_project.pagination import paginate
from site_project.seo.head import HeadOptions

EVENTS_PER_PAGE = 20


class EventPage(RoutablePage, AbstractEventPage):
    """An event, as a page and as a calendar."""

    objects = PageManager.from_queryset(EventPageQuerySet)()  # type: ignore[misc]  # as every page does with its own

    base_form_class = EventPageForm
    parent_page_types = ["campaigns.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "campaigns/event_page.html"
    page_description = _("An event, in person or online.")
    related_on_visit = ("social_image", "image", "campaign")
    schema_type = "Event"
    #: Texts that would contradict a changed fact. True: until it is translated, the original's is shown; else nothing.
    texts_bound_to_facts: ClassVar[dict[str, bool]] = {"place_name": True, "address": True, "status_note": False}

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                FieldRowPanel([FieldPanel("time_zone"), FieldPanel("all_day")]),
                FieldRowPanel([FieldPanel("status"), FieldPanel("status_note")]),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("mode"),
                FieldPanel("place_name"),
                FieldPanel("address"),
                FieldPanel("online_url"),
                FieldPanel("registration_url"),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [FieldPanel("languages"), FieldPanel("interpretation"), FieldPanel("accessibility")],
            heading=_("Languages and access"),
        ),
        FieldPanel("campaign"),
        Illustrated.image_panel(),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("place_name"),
        index.FilterField("start"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @property
    def calendar_url(self) -> str:
        """The path of this event as a calendar."""
        return f"{self.url}event.ics"

    @property
    def feeds(self) -> list[tuple[str, str, str]]:
        return [(self.title, self.calendar_url, calendars.MIME_TYPE)]

    @re_path(r"^event\.ics/?$", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        return calendars.response([self], self.title, request)

    def structured_data(self, request: HttpRequest | None) -> list[dict[str, Any]]:
        return [event_data(self, request)]


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

    def events(self) -> EventPageQuerySet:
        """The events in the language of this page that a visitor may see."""
        return EventPage.objects.visible().in_language(self.locale.language_code)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        when = "past" if request.GET.get("when") == "past" else "upcoming"
        events = self.events().with_accent()
        pagination = paginate(events.past() if when == "past" else events.upcoming(), request, EVENTS_PER_PAGE)
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
        return calendars.response(self.events().order_by("start", "pk"), self.title, request)
