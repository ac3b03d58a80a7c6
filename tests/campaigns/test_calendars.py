"""Calendars (RFC 5545): a moved event stays the same event, in every language and in every calendar."""

import bisect
import datetime as dt
import io
import itertools
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.tz import tzical
from wagtail.models import PageViewRestriction

from campaigns.models import EventPage
from site_project.fields import ZONES
from tests.factories import CampaignFactory, EventFactory, publish, translate
from tests.reading import said

pytestmark = pytest.mark.deep(postgres=True)

NEW_YORK = ZoneInfo("America/New_York")


def entries(client, path):
    """The events of a calendar."""
    response = client.get(path)
    assert response.status_code == 200 and response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(response.content)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    return calendar.walk("VEVENT")


def entry(client, event):
    (found,) = entries(client, f"{event.url}event.ics")
    assert not found.errors
    return found


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


@pytest.fixture
def event(site):
    return EventFactory(title="Town hall", start=at("2026-06-16T18:00"), end=at("2026-06-16T20:00"))


def test_entry_says_when_and_where(client, event):
    found = entry(client, event)

    assert (found.decoded("DTSTART"), found.decoded("DTEND")) == (event.start, event.end)
    assert found["DTSTART"].params["TZID"] == "America/New_York"
    assert (found["SUMMARY"], found["LOCATION"], found["STATUS"]) == ("Town hall", "Town hall", "CONFIRMED")
    assert found["URL"] == event.full_url


def zones(client, path):
    """The definitions of time zones in a calendar."""
    return icalendar.Calendar.from_ical(client.get(path).content).walk("VTIMEZONE")


def test_each_zone_is_defined_once_before_the_events(client, site):
    for zone in ("America/New_York", "America/Chicago", "America/New_York", "UTC"):
        EventFactory(time_zone=zone)
    content = client.get("/en/events/calendar.ics").content

    found = zones(client, "/en/events/calendar.ics")
    assert [str(zone["TZID"]) for zone in found] == ["America/Chicago", "America/New_York"]
    assert content.rindex(b"END:VTIMEZONE") < content.index(b"BEGIN:VEVENT")


@pytest.mark.parametrize("name", [zone for zone in ZONES if zone != "UTC"])
def test_definition_of_a_zone_is_what_outlook_reads_and_right_for_twenty_years(client, site, name):
    zone = ZoneInfo(name)
    event = EventFactory(start=dt.datetime(2027, 6, 16, 18, 0, tzinfo=zone), end=None, time_zone=name)
    (definition,) = zones(client, f"{event.url}event.ics")
    changes = zone.utcoffset(dt.datetime(2027, 1, 1)) != zone.utcoffset(dt.datetime(2027, 7, 1))

    parts = [part.name for part in definition.subcomponents]
    assert sorted(parts) == (["DAYLIGHT", "STANDARD"] if changes else ["STANDARD"])
    assert all(("RRULE" in part) is changes and "RDATE" not in part for part in definition.subcomponents)
    text = b"BEGIN:VCALENDAR\r\n" + definition.to_ical() + b"END:VCALENDAR\r\n"
    by_dateutil = tzical(io.StringIO(text.decode())).get(name)
    onsets, infos = definition.get_transitions()  # icalendar's own reading, in UTC
    for local in local_times(zone, dt.datetime(2024, 1, 1), years=20):
        expected = zone.utcoffset(local)
        assert by_dateutil.utcoffset(local) == expected, local
        if local.year < 2038:  # icalendar reads no rule further
            assert infos[bisect.bisect(onsets, local - expected) - 1][0] == expected, local


def local_times(zone, first, years):
    """Noon of each tenth day, and an hour and a minute around each change of clocks, where clocks show each once."""
    days = [first + dt.timedelta(days=number, hours=12) for number in range(years * 365)]
    for before, after in itertools.pairwise(days):
        if zone.utcoffset(before) != zone.utcoffset(after):
            for minutes in (-1441, -61, 61, 121, 181):
                middle = after.replace(hour=2) + dt.timedelta(minutes=minutes)
                if middle.replace(tzinfo=zone).utcoffset() == middle.replace(tzinfo=zone, fold=1).utcoffset():
                    yield middle
    yield from days[::10]


@pytest.mark.parametrize(
    ("zone", "start", "stamp"),
    [
        # Mexico has not changed clocks since 2022, the United States by these rules since 2007.
        ("America/Mexico_City", "2017-07-01T18:00-05:00", "20170701T230000Z"),
        ("America/Mexico_City", "2027-07-01T18:00-06:00", "20270701T180000"),
        ("America/New_York", "2006-04-01T18:00-05:00", "20060401T230000Z"),
        # Clocks show half past one twice: the second time is said in UTC.
        ("America/New_York", "2027-11-07T01:30-04:00", "20271107T013000"),
        ("America/New_York", "2027-11-07T01:30-05:00", "20271107T063000Z"),
        # A zone that is in no list, and that no yearly rule describes.
        ("Africa/Casablanca", "2027-02-10T18:00+01:00", "20270210T170000Z"),
    ],
)
def test_time_that_the_definition_would_get_wrong_is_in_utc(client, site, zone, start, stamp):
    event = EventFactory(start=dt.datetime.fromisoformat(start), end=None)
    EventPage.objects.filter(pk=event.pk).update(time_zone=zone)

    found = entry(client, event)
    assert found["DTSTART"].to_ical().decode() == stamp
    assert len(zones(client, f"{event.url}event.ics")) == (0 if stamp.endswith("Z") else 1)


def test_event_in_the_hour_that_is_shown_twice_keeps_its_end(client, site):
    start, end = (dt.datetime.fromisoformat(text) for text in ("2027-11-07T01:30-04:00", "2027-11-07T01:15-05:00"))
    found = entry(client, EventFactory(start=start, end=end))

    assert found.decoded("DTEND") - found.decoded("DTSTART").astimezone(dt.UTC) == end - start


def test_moved_event_keeps_its_identifier(client, event):
    before = entry(client, event)["UID"]
    event.start, event.end = at("2026-09-01T18:00"), at("2026-09-01T20:00")
    publish(event)

    assert entry(client, event)["UID"] == before


def test_identifier_is_the_same_in_both_languages_and_every_calendar(client, site):
    hub = CampaignFactory()
    event = EventFactory(campaign=hub.campaign)
    spanish = translate(event)
    translate(hub)
    paths = [
        f"{event.url}event.ics",
        f"{spanish.url}event.ics",
        "/en/events/calendar.ics",
        "/es/eventos/calendar.ics",
        f"{hub.url}calendar.ics",
    ]

    assert len({str(entries(client, path)[0]["UID"]) for path in paths}) == 1


def test_two_events_have_two_identifiers(client, site):
    EventFactory()
    EventFactory()

    assert len({str(found["UID"]) for found in entries(client, "/en/events/calendar.ics")}) == 2


@pytest.mark.parametrize("code", ["en", "es"])
def test_cancelled_event_says_so_twice(client, site, code):
    event = EventFactory(title="Town hall", status="cancelled", code=code)
    found = entry(client, event)

    assert found["STATUS"] == "CANCELLED"
    assert found["SUMMARY"] == f"{said(code, 'Cancelled', 'state of an event')}: Town hall"
    assert found["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize(("status", "named"), [("scheduled", True), ("cancelled", False)])
def test_cancelled_event_leads_to_no_meeting(client, site, status, named):
    event = EventFactory(mode="hybrid", online_url="https://example.org/meet", status=status)

    assert ("https://example.org/meet" in entry(client, event)["LOCATION"]) is named


def test_cancelled_event_stays_in_the_calendars(client, site):
    hub = CampaignFactory()
    EventFactory(status="cancelled", campaign=hub.campaign)

    assert len(entries(client, "/en/events/calendar.ics")) == len(entries(client, f"{hub.url}calendar.ics")) == 1


@pytest.mark.parametrize(("status", "expected"), [("moved", "CONFIRMED"), ("postponed", "TENTATIVE")])
def test_change_of_plan_is_in_the_title(client, site, status, expected):
    found = entry(client, EventFactory(title="Town hall", status=status))

    assert found["STATUS"] == expected and found["SUMMARY"] == f"{status.capitalize()}: Town hall"


@pytest.mark.parametrize("end", [None, "2026-06-18T00:00"])
def test_whole_days_end_on_the_day_after_the_last(client, site, end):
    found = entry(client, EventFactory(start=at("2026-06-16T00:00"), end=end and at(end), all_day=True))

    assert found.decoded("DTSTART") == dt.date(2026, 6, 16)
    assert found.decoded("DTEND") == (dt.date(2026, 6, 19) if end else dt.date(2026, 6, 17))
    assert found["DTSTART"].params["VALUE"] == "DATE"


def test_event_without_an_end_has_none(client, site):
    assert "DTEND" not in entry(client, EventFactory(end=None))


@pytest.mark.parametrize("kind", ["event", "index", "hub"])
def test_asking_again_gets_not_modified(client, site, kind):
    hub = CampaignFactory()
    event = EventFactory(campaign=hub.campaign)
    path = {"event": f"{event.url}event.ics", "index": "/en/events/calendar.ics", "hub": f"{hub.url}calendar.ics"}[kind]
    tag = client.get(path)["ETag"]

    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    publish(event)
    event.title = "Another title"
    publish(event)
    assert client.get(path, headers={"if-none-match": tag}).status_code == 200


def test_stamp_and_sequence_follow_the_publication(client, event):
    before = entry(client, event)
    event.last_published_at += dt.timedelta(hours=1)
    event.save(clean=False)
    after = entry(client, event)

    assert after.decoded("DTSTAMP") - before.decoded("DTSTAMP") == dt.timedelta(hours=1)
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTAMP"].to_ical().endswith(b"Z")


def test_lines_are_no_longer_than_the_standard_allows(client, site):
    event = EventFactory(title="Foro " + "ñ" * 200, summary="é" * 400, status_note="a;b,c\\d\nBEGIN:VEVENT")
    content = client.get(f"{event.url}event.ics").content

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert entry(client, event)["SUMMARY"] == event.title
    assert "a;b,c\\d" in entry(client, event)["DESCRIPTION"]


def test_calendar_of_a_language_holds_its_events(client, site):
    event = EventFactory(title="Town hall")
    EventFactory(title="Not translated")
    translate(event, convert=lambda text: "Foro")

    assert [found["SUMMARY"] for found in entries(client, "/es/eventos/calendar.ics")] == ["Foro"]


def test_drafts_and_private_events_are_in_no_calendar(client, site):
    EventFactory(live=False)
    PageViewRestriction.objects.create(page=EventFactory(), restriction_type=PageViewRestriction.LOGIN)

    assert entries(client, "/en/events/calendar.ics") == []
