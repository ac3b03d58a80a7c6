"""Staff enter the times that clocks at the event show, wherever they sit themselves."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail.users.models import UserProfile

from campaigns.models import EventIndexPage, EventPage
from tests.factories import EventFactory, UserFactory

pytestmark = pytest.mark.deep(postgres=True)

FIELDS = {
    "title": "Town hall",
    "slug": "town-hall",
    "summary": "",
    "start": "2026-06-16 18:00",
    "end": "2026-06-16 20:00",
    "time_zone": "America/Chicago",
    "status": "scheduled",
    "mode": "in_person",
    "place_name": "Town hall",
    "body": streamfield([]),
}


@pytest.fixture
def staff(site):
    """Signed-in staff by the time zone of their profile."""

    def sign_in(zone):
        user = UserFactory(is_superuser=True)
        profile = UserProfile.get_for_user(user)
        profile.current_time_zone = zone
        profile.save()
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def create(client, languages=(), **fields):
    parent = EventIndexPage.objects.get(locale__language_code="en")
    url = reverse("wagtailadmin_pages:add", args=["campaigns", "eventpage", parent.pk])
    data = nested_form_data({**FIELDS, **fields, "action-publish": "1"})
    return client.post(url, {**data, "languages": languages})


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Madrid", "Pacific/Honolulu"])
def test_times_are_those_of_the_event(staff, zone):
    response = create(staff(zone))
    event = EventPage.objects.get(slug="town-hall")

    assert response.status_code == 302
    assert event.start == dt.datetime(2026, 6, 16, 18, 0, tzinfo=ZoneInfo("America/Chicago"))
    assert event.end == dt.datetime(2026, 6, 16, 20, 0, tzinfo=ZoneInfo("America/Chicago"))


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Madrid"])
def test_form_shows_the_times_of_the_event(staff, zone):
    start = dt.datetime(2026, 6, 16, 18, 0, tzinfo=ZoneInfo("America/Los_Angeles"))
    event = EventFactory(start=start, time_zone="America/Los_Angeles")
    text = staff(zone).get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()

    assert 'value="2026-06-16 18:00"' in text


def test_saving_without_a_change_changes_nothing(staff):
    create(staff("Europe/Madrid"))
    event = EventPage.objects.get(slug="town-hall")
    url = reverse("wagtailadmin_pages:edit", args=[event.pk])
    staff("Pacific/Honolulu").post(url, nested_form_data({**FIELDS, "action-publish": "1"}))
    again = EventPage.objects.get(pk=event.pk)

    assert (again.start, again.end) == (event.start, event.end)


def test_another_zone_keeps_the_clock(staff):
    create(staff("America/New_York"))
    event = EventPage.objects.get(slug="town-hall")
    url = reverse("wagtailadmin_pages:edit", args=[event.pk])
    staff("America/New_York").post(
        url, nested_form_data({**FIELDS, "time_zone": "America/Denver", "action-publish": "1"})
    )
    event.refresh_from_db()

    assert event.start == dt.datetime(2026, 6, 16, 18, 0, tzinfo=ZoneInfo("America/Denver"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"end": "2026-06-16 17:59"}, "An event cannot end before it starts."),
        ({"end": "2026-06-15 20:00"}, "An event cannot end before it starts."),
        ({"start": "2026-03-08 02:30"}, "this time does not exist there"),
        ({"start": "0026-06-16 18:00"}, "Check the year."),
        ({"place_name": ""}, "Say where the event is held."),
        ({"mode": "hybrid", "place_name": ""}, "Say where the event is held."),
    ],
)
def test_what_cannot_be_is_refused_with_a_message(staff, fields, message):
    response = create(staff("America/New_York"), **fields)

    assert response.status_code == 200 and message in response.content.decode()
    assert not EventPage.objects.exists()


def test_online_event_needs_no_place_and_no_end(staff):
    assert create(staff("America/New_York"), mode="online", place_name="", end="").status_code == 302
    assert EventPage.objects.get().end is None


def test_unknown_language_is_refused(staff):
    assert create(staff("America/New_York"), languages=["xx"]).status_code == 200
    assert not Page.objects.filter(slug="town-hall").exists()
    assert create(staff("America/New_York"), languages=["en", "es"]).status_code == 302
    assert EventPage.objects.get().languages == ["en", "es"]
