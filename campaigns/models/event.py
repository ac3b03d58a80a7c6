"""Events, each with an address and translations of its own, and their index."""

import datetime as dt
import re
from typing import Any, ClassVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import re_path
from wagtail.models import PageManager
from wagtail.search import index

from campaigns import calendars
from campaigns.enums import EventMode, EventStatus
from campaigns.forms import EventPageForm
from campaigns.querysets import EventPageQuerySet
from campaigns.structured_data import event_data
from site_project.blocks import shared_blocks
from site_project.fields import StreamField, TimeZoneField
from site_project.i18n import dates
from site_project.i18n.language_choices import LanguageListField, language_name
from site_project.i18n.translations import source_blocks
from site_project.models import BasePage
from site_project.models.mixins import FiledUnderCampaign, Illustrated, RoutablePage
from site_project.pagination import paginate
from site_project.seo.head import HeadOptions
from site_project.text import excerpt

#: The state and ZIP code that end a postal address of the United States.
_STATE_AND_ZIP = re.compile(r"[A-Z]{2}(?: \d{5}(?:-\d{4})?)?|\d{5}(?:-\d{4})?")


def town_of(address: str) -> str:
    """The town of a postal address, as in "199 Chambers Street, New York, NY 10007"; empty where it names none."""
    parts = [part.strip() for part in re.split(r"[,\n]", address) if part.strip()]
    while len(parts) > 1 and (parts[-1] in ("USA", "United States") or _STATE_AND_ZIP.fullmatch(parts[-1])):
        parts.pop()
    return parts[-1] if len(parts) > 1 else ""


class EventPage(RoutablePage, FiledUnderCampaign, Illustrated, BasePage):
    """Something that happens at a time and a place, as a page and as a calendar."""

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

    objects = PageManager.from_queryset(EventPageQuerySet)()

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
    def when_parts(self) -> tuple[str, ...]:
        """The day and the times of day; a single part where they do not stand apart."""
        start, end = self.local_start, self.local_end
        if self.all_day:
            return (dates.date_range(start.date(), (end or start).date()),)
        if end is None or end.date() <= start.date() or self._ends_in_the_small_hours:
            return dates.day_with_weekday(start.date()), dates.time_range(self.start, self.end, self.time_zone)
        return (dates.moment_range(start, end, self.time_zone),)

    @property
    def when_display(self) -> str:
        return ", ".join(self.when_parts)

    @property
    def _ends_in_the_small_hours(self) -> bool:
        """Whether it belongs to the evening on which it began, though it ends on the next day."""
        start, end = self.local_start, self.local_end
        return (
            end is not None
            and end.date() - start.date() == dt.timedelta(days=1)
            and end.time() < dt.time(6)
            and end.astimezone(dt.UTC) - start < dt.timedelta(hours=18)
        )

    @property
    def tile_weekday(self) -> str:
        return dates.short_weekday(self.local_start.date())

    @property
    def tile_day(self) -> str:
        return str(self.local_start.day)

    @property
    def tile_month(self) -> str:
        return dates.short_month(self.local_start.date())

    @property
    def tile_iso(self) -> str:
        """The start as HTML's `datetime` attribute wants it."""
        return self.local_start.date().isoformat() if self.all_day else self.local_start.isoformat()

    @property
    def location_label(self) -> str:
        online = gettext("Online")
        if self.mode == EventMode.ONLINE:
            return online
        return f"{self.place_name} · {online}" if self.mode == EventMode.HYBRID else self.place_name

    @property
    def city(self) -> str:
        """The town in the postal address; empty where it is not in person, or the address has a single part."""
        return "" if self.mode == EventMode.ONLINE else town_of(self.address)

    @property
    def place(self) -> str:
        """As in "Community Center, Sampleton": with the town unless the place is called after it. Empty where it is online
        only."""
        if self.mode == EventMode.ONLINE:
            return ""
        is_called_after_it = self.city.casefold() in self.place_name.casefold()
        return self.place_name if is_called_after_it else ", ".join(filter(None, [self.place_name, self.city]))

    @cached_property
    def place_language(self) -> str:
        """The code of the language that the place is named in: until it is translated, that of the original."""
        own: str = self.locale.language_code
        known: Any = self
        if "untranslated" in self.__dict__:  # from `with_source_blocks`
            code, blocks = known.source_language, source_blocks(self)
        else:
            version = self.own_version
            code, blocks = (version.source_code, version.source_blocks) if version else ("", frozenset())
        return code if code and ("place_name" if self.place_name else "address") in blocks else own

    @property
    def foreign_place_language(self) -> str:
        """The same where that is not the reader's language; else empty."""
        return "" if self.place_language == get_language() else self.place_language

    @property
    def access_label(self) -> str:
        """The first sentence on access, for lists."""
        first = re.split(r"(?<=[.!?])\s", self.accessibility.strip(), maxsplit=1)[0]
        return excerpt(first, 80)

    @property
    def map_url(self) -> str:
        """A map of the address, elsewhere: a link that the visitor chooses to follow. Empty without an address."""
        if self.mode == EventMode.ONLINE or not self.address:
            return ""
        return "https://www.openstreetmap.org/search?" + urlencode({"query": " ".join(self.address.split())})

    @property
    def languages_display(self) -> str:
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
        return self.find_end() <= timezone.now()

    @property
    def foreign_language(self) -> str:
        """The code of the page's language where that is not the reader's; else empty."""
        code: str = self.locale.language_code
        return "" if code == get_language() else code

    @property
    def foreign_language_label(self) -> str:
        return pgettext("language of an article", "in %(language)s") % {
            "language": language_name(self.foreign_language)
        }

    @property
    def can_be_attended(self) -> bool:
        return self.status != EventStatus.CANCELLED and not self.is_past

    @property
    def calendar_url(self) -> str:
        return f"{self.url}event.ics"

    @property
    def feeds(self) -> list[tuple[str, str, str]]:
        return [(self.title, self.calendar_url, calendars.MIME_TYPE)]

    @re_path(r"^event\.ics/?$", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        return calendars.response([self], self.title, request)

    def structured_data(self, request: HttpRequest | None) -> list[dict[str, Any]]:
        return [event_data(self, request)]


EVENTS_PER_PAGE = 20


class EventIndexPage(RoutablePage, BasePage):
    """Upcoming events, soonest first; on request past ones, latest first (`when=past`)."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["campaigns.EventPage"]
    max_count_per_parent = 1
    template = "campaigns/event_index_page.html"
    page_description = _("The list of all events. One per language.")
    query_parameters = frozenset({"page", "when"})

    class Meta:
        verbose_name = _("event index")
        verbose_name_plural = _("event indexes")

    @property
    def calendar_url(self) -> str:
        return f"{self.url}calendar.ics"

    @property
    def feeds(self) -> list[tuple[str, str, str]]:
        return [(self.title, self.calendar_url, calendars.MIME_TYPE)]

    def events(self) -> EventPageQuerySet:
        """The events that a visitor of this page may see: those in its language, and those that are spoken in it and
        not translated yet."""
        return EventPage.objects.visible().for_readers_of(self.locale.language_code)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        when = "past" if request.GET.get("when") == "past" else "upcoming"
        events = self.events().with_accent()
        pagination = paginate(events.past() if when == "past" else events.upcoming(), request, EVENTS_PER_PAGE)
        url, past_query = self.url, "?when=past"
        query = pagination.query if when == "upcoming" else ""
        return context | {
            "events": pagination.items,
            "pagination": pagination,
            "when": when,
            "upcoming_url": url,
            "past_url": f"{url}{past_query}",
            "language_query": past_query if when == "past" else "",
            "calendar_url": self.calendar_url,
            "head_options": HeadOptions(query=query, indexed=when == "upcoming"),
        }

    @re_path(r"^calendar\.ics/?$", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        return calendars.response(self.events().order_by("start", "pk"), self.title, request)
