"""Which events are upcoming and which are past, to the minute; and how an event says when it is."""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils import timezone, translation

from campaigns.enums import EventStatus
from campaigns.models import EventPage
from campaigns.models.event import town_of
from tests.factories import CampaignFactory, EventFactory, StandardPageFactory, translate
from tests.reading import by_class, graph, main, read, said, words

NEW_YORK = ZoneInfo("America/New_York")
NOW = dt.datetime(2026, 6, 15, 12, 0, tzinfo=NEW_YORK)


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


def is_upcoming(event, now=NOW):
    """Whether the event is in the one list; it is always in exactly one."""
    ahead, over = EventPage.objects.visible().upcoming(now), EventPage.objects.visible().past(now)
    assert (event in ahead) != (event in over)
    return event in ahead


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-06-15T12:01", "2026-06-15T13:00", True),
        ("2026-06-15T10:00", "2026-06-15T12:30", True),
        ("2026-06-15T10:00", "2026-06-15T12:00", False),
        ("2026-06-15T10:00", "2026-06-15T11:59", False),
        ("2026-06-13T10:00", "2026-06-16T11:00", True),
        ("2026-06-14T22:00", "2026-06-15T01:00", False),
        ("2026-06-15T08:00", None, True),
        ("2026-06-15T00:00", None, True),
        ("2026-06-14T23:59", None, False),
        ("2026-07-01T08:00", None, True),
    ],
)
def test_event_under_way_is_upcoming_until_it_ends(site, start, end, expected):
    assert is_upcoming(EventFactory(start=at(start), end=end and at(end))) is expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-06-15T00:00", "2026-06-15T00:00", True),
        ("2026-06-14T00:00", "2026-06-15T00:00", True),
        ("2026-06-14T00:00", "2026-06-14T00:00", False),
        ("2026-06-15T00:00", None, True),
        ("2026-06-14T00:00", None, False),
    ],
)
def test_event_of_whole_days_is_upcoming_through_its_last_day(site, start, end, expected):
    assert is_upcoming(EventFactory(start=at(start), end=end and at(end), all_day=True)) is expected


def test_day_ends_at_midnight_where_the_event_is(site):
    event = EventFactory(start=at("2026-06-14T12:00"), end=None, time_zone="Pacific/Honolulu")

    assert is_upcoming(event, at("2026-06-15T05:59"))
    assert not is_upcoming(event, at("2026-06-15T06:00"))


def test_lists_begin_with_what_is_nearest(site):
    for days in (2, 1, -3, -1):
        EventFactory(title=str(days), start=NOW + dt.timedelta(days=days))

    assert [event.title for event in EventPage.objects.visible().upcoming(NOW)] == ["1", "2"]
    assert [event.title for event in EventPage.objects.visible().past(NOW)] == ["-1", "-3"]


@pytest.mark.parametrize("days", [-2, 2])
@pytest.mark.parametrize("all_day", [True, False])
@pytest.mark.parametrize("hours", [None, 1])
def test_page_and_lists_agree_on_what_is_past(site, days, all_day, hours):
    start = timezone.now() + dt.timedelta(days=days)
    event = EventFactory(start=start, end=hours and start + dt.timedelta(hours=hours), all_day=all_day)

    assert event.is_past is not (event in EventPage.objects.visible().upcoming())


def cards(client, path):
    return [words(card.xpath(".//h2 | .//h3")) for card in by_class(main(read(client, path)), "event-card")]


def test_index_shows_one_list_or_the_other(client, site):
    EventFactory(title="Ahead")
    EventFactory(title="Over", start=timezone.now() - dt.timedelta(days=3))

    assert cards(client, "/en/events/") == ["Ahead"]
    assert cards(client, "/en/events/?when=past") == ["Over"]
    assert cards(client, "/en/events/?when=x") == cards(client, "/en/events/?when[]=past") == ["Ahead"]
    assert cards(client, "/es/eventos/") == []


def test_block_shows_the_events_of_its_campaign(client, site):
    hub, other = CampaignFactory(), CampaignFactory()
    EventFactory(title="Ours", campaign=hub.campaign)
    EventFactory(title="Theirs", campaign=other.campaign)
    hub.body = [("events", {"heading": "Upcoming events", "scope": "campaign", "link_label": "View all events"})]
    hub.save_revision().publish()
    page = StandardPageFactory(body=[("events", {"heading": "Upcoming events", "scope": "all", "limit": 1})])

    assert cards(client, hub.url) == ["Ours"]
    assert len(cards(client, page.url)) == 1


def test_translated_event_is_listed_with_the_translated_hub(client, site):
    hub = CampaignFactory(body=[("events", {"heading": "Upcoming events", "scope": "campaign"})])
    event = EventFactory(title="Town hall", campaign=hub.campaign)
    spanish_hub = translate(hub)
    translate(event, convert=lambda text: "Foro")

    assert cards(client, spanish_hub.url) == ["Foro"]


def test_bilingual_event_is_listed_in_both_languages_before_it_is_translated(client, site):
    hub = CampaignFactory(body=[("events", {"heading": "Upcoming events", "scope": "campaign"})])
    event = EventFactory(title="Town hall", campaign=hub.campaign, languages=["en", "es"])
    EventFactory(title="English only", campaign=hub.campaign, languages=["en"])
    spanish_hub = translate(hub)
    (card,) = by_class(main(read(client, spanish_hub.url)), "event-card")
    (heading,) = card.xpath(".//h3")

    assert (words(heading), heading.get("lang"), heading.get("dir")) == ("Town hall", "en", "ltr")
    assert card.xpath(".//h3/a/@href") == [event.url]
    assert words(by_class(card, "chip")) == "en inglés"
    assert [card.xpath(".//h3/@lang") for card in by_class(main(read(client, hub.url)), "event-card")] == [[], []]

    index, calendar = "/es/eventos/", f"{spanish_hub.url}calendar.ics"
    assert cards(client, index) == ["Town hall"]
    assert by_class(main(read(client, index)), "event-card")[0].xpath(".//h2/@lang") == ["en"]
    for path in (f"{index}calendar.ics", calendar):
        (entry,) = icalendar.Calendar.from_ical(client.get(path).content).walk("VEVENT")
        assert (entry["SUMMARY"], entry["SUMMARY"].params["LANGUAGE"]) == ("Town hall", "en")
        assert "Languages: English and Spanish" in entry["DESCRIPTION"]

    translate(event, convert=lambda text: "Foro")
    assert cards(client, spanish_hub.url) == cards(client, index) == ["Foro"]
    assert client.get(calendar).content.count(b"BEGIN:VEVENT") == 1


def test_hub_without_events_says_so(client, site):
    hub = CampaignFactory(body=[("events", {"heading": "Upcoming events", "scope": "campaign"})])

    assert said("en", "No event in this language is planned right now.") in words(main(read(client, hub.url)))


def when(**fields):
    code = fields.pop("code", "en")
    event = EventPage(**{"time_zone": "America/New_York", **fields})
    with translation.override(code):
        return event.when_display.translate({0x2009: " ", 0x202F: " ", 0x2013: "-"})


@pytest.mark.django_db
def test_time_of_an_evening_comes_with_weekday_and_zone():
    start, end = at("2026-06-16T18:00"), at("2026-06-16T20:00")

    assert when(start=start, end=end) == "Tuesday, June 16, 2026, 6:00 - 8:00 PM EDT"
    assert when(start=start, end=end, code="es") == "martes 16 de junio de 2026, de 6:00 a 8:00 p.m., hora del este"


@pytest.mark.django_db
def test_time_is_that_of_the_place_of_the_event():
    assert when(start=at("2026-06-16T18:00"), time_zone="America/Los_Angeles").endswith("3:00 PM PDT")


@pytest.mark.django_db
def test_event_past_midnight_belongs_to_the_evening():
    assert (
        when(start=at("2026-06-16T22:00"), end=at("2026-06-17T01:00"))
        == "Tuesday, June 16, 2026, 10:00 PM - 1:00 AM EDT"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "start", "end", "expected"),
    [
        (
            "en",
            "2027-05-01T18:00",
            "2027-05-02T18:00",
            "Saturday, May 1, 2027, 6:00 PM - Sunday, May 2, 2027, 6:00 PM EDT",
        ),
        (
            "en",
            "2027-05-01T20:00",
            "2027-05-02T09:00",
            "Saturday, May 1, 2027, 8:00 PM - Sunday, May 2, 2027, 9:00 AM EDT",
        ),
        (
            "en",
            "2027-03-13T18:00",
            "2027-03-14T18:00",
            "Saturday, March 13, 2027, 6:00 PM EST - Sunday, March 14, 2027, 6:00 PM EDT",
        ),
        (
            "es",
            "2027-05-01T18:00",
            "2027-05-02T18:00",
            "del sábado 1 de mayo de 2027, 6:00 p.m., al domingo 2 de mayo de 2027, 6:00 p.m., hora del este",
        ),
        (
            "es",
            "2027-03-13T18:00",
            "2027-03-14T18:00",
            (
                "del sábado 13 de marzo de 2027, 6:00 p.m., hora estándar del este, "
                "al domingo 14 de marzo de 2027, 6:00 p.m., hora de verano del este"
            ),
        ),
    ],
)
def test_several_days_have_a_time_at_each_end(code, start, end, expected):
    assert when(code=code, start=at(start), end=at(end)) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "start", "end", "expected"),
    [
        ("en", "2027-03-14T01:30-05:00", "2027-03-14T03:30-04:00", "1:30 AM EST - 3:30 AM EDT"),
        ("en", "2027-11-07T01:30-04:00", "2027-11-07T01:15-05:00", "1:30 AM EDT - 1:15 AM EST"),
        ("en", "2027-11-06T22:00-04:00", "2027-11-07T03:00-05:00", "10:00 PM EDT - 3:00 AM EST"),
        (
            "es",
            "2027-11-07T01:30-04:00",
            "2027-11-07T01:15-05:00",
            "de 1:30 a.m., hora de verano del este, a 1:15 a.m., hora estándar del este",
        ),
    ],
)
def test_each_end_names_its_own_zone_across_a_clock_change(code, start, end, expected):
    text = when(code=code, start=dt.datetime.fromisoformat(start), end=dt.datetime.fromisoformat(end))

    assert text.endswith(f"2027, {expected}")


@pytest.mark.django_db
def test_whole_days_are_a_range():
    assert when(start=at("2026-06-16T00:00"), end=at("2026-06-18T00:00"), all_day=True) == "June 16 - 18, 2026"
    assert when(start=at("2026-06-16T00:00"), all_day=True) == "June 16, 2026"


def test_change_of_plan_is_said_with_its_reason(client, site):
    for status in ("moved", "postponed", "cancelled"):
        event = EventFactory(status=status, status_note="Because of the storm.")
        notice = words(by_class(read(client, event.url), "notice--alert"))
        assert notice.startswith(str(EventStatus(status).label)) and notice.endswith("Because of the storm.")


DOORS = {"mode": "hybrid", "online_url": "https://example.org/meet", "registration_url": "https://example.org/register"}


@pytest.mark.parametrize(
    ("fields", "open_"),
    [
        ({}, True),
        ({"status": "moved"}, True),
        ({"status": "cancelled"}, False),
        ({"start": dt.datetime(2017, 3, 1, 18, 0, tzinfo=NEW_YORK)}, False),
    ],
)
def test_only_an_event_that_can_be_attended_has_its_doors_on_the_page(client, site, fields, open_):
    event = EventFactory(**DOORS, **fields)
    links = main(read(client, event.url)).xpath(".//a/@href")

    for door in (DOORS["online_url"], DOORS["registration_url"], event.calendar_url):
        assert (door in links) is open_
    offered = described(client, event)["location"][-1]["url"]
    assert (offered == DOORS["online_url"]) is (fields.get("status") != "cancelled")


def described(client, event):
    (data,) = [item for item in graph(read(client, event.url)) if item["@type"] == "Event"]
    return data


def test_event_is_described_for_search_engines(client, site):
    event = EventFactory(
        title="Town hall",
        start=at("2026-06-16T18:00"),
        end=at("2026-06-16T20:00"),
        address="1 Main St\nSampleton",
        languages=["en", "es"],
    )
    data = described(client, event)

    assert (data["name"], data["startDate"], data["endDate"]) == (
        "Town hall",
        "2026-06-16T18:00:00-04:00",
        "2026-06-16T20:00:00-04:00",
    )
    assert data["location"][0]["address"]["streetAddress"] == "1 Main St Sampleton"
    assert data["inLanguage"] == ["en", "es"]
    assert data["eventAttendanceMode"].endswith("/OfflineEventAttendanceMode")


@pytest.mark.parametrize(
    ("status", "name"),
    [
        ("scheduled", "EventScheduled"),
        ("moved", "EventRescheduled"),
        ("postponed", "EventPostponed"),
        ("cancelled", "EventCancelled"),
    ],
)
def test_status_is_described(client, site, status, name):
    assert described(client, EventFactory(status=status))["eventStatus"] == f"https://schema.org/{name}"


@pytest.mark.parametrize(
    ("mode", "types"),
    [("in_person", ["Place"]), ("online", ["VirtualLocation"]), ("hybrid", ["Place", "VirtualLocation"])],
)
def test_place_is_described(client, site, mode, types):
    event = EventFactory(mode=mode, online_url="https://example.org/meet")

    assert [place["@type"] for place in described(client, event)["location"]] == types


def test_whole_days_are_described_by_dates(client, site):
    data = described(client, EventFactory(start=at("2026-06-16T00:00"), end=at("2026-06-17T00:00"), all_day=True))

    assert (data["startDate"], data["endDate"]) == ("2026-06-16", "2026-06-17")


@pytest.mark.parametrize(
    ("address", "town"),
    [
        ("100 Example Avenue, Sampleton", "Sampleton"),
        ("199 Chambers Street, New York, NY 10007", "New York"),
        ("1 Main Street\nDemo Falls, CO", "Demo Falls"),
        ("1 Main Street, Demo Falls, 80202-1234, USA", "Demo Falls"),
        ("Town Hall", ""),
        ("", ""),
    ],
)
def test_town_of_an_address(address, town):
    assert town_of(address) == town


def test_list_says_town_languages_and_access_once(client, site):
    EventFactory(
        title="Café",
        start=at("2032-06-15T10:00"),
        place_name="Corner Café",
        address="1 Main Street, Demo Falls, CO 80202",
        languages=["en"],
        accessibility="Step-free. Ask for anything else.",
        status=EventStatus.CANCELLED,
    )
    (card,) = by_class(main(read(client, "/en/events/")), "event-card")

    assert words(card).count("Corner Café, Demo Falls") == 1 and words(card).count("10:00") == 1
    assert "Step-free." in words(card) and "Ask for" not in words(card)
    assert "event-card--cancelled" in card.get("class")


def test_address_to_ask_for_access_is_a_link(client, site):
    event = EventFactory(
        campaign=None,
        accessibility="Sign language: access@example.org.\n<b>Step-free.</b>",
        interpretation="Ask by mail: access@example.org",
    )
    facts = by_class(read(client, event.url), "facts-list")
    assert [link.get("href") for link in facts[0].iter("a")] == ["mailto:access@example.org"] * 2
    assert "<b>Step-free.</b>" in words(facts)
