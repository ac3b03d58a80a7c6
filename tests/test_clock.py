"""The clock of the tests: fixed for each test, the same for all threads, and only for the time of day."""

import datetime as dt
import threading
import time

from django.utils import timezone

SOON = dt.timedelta(minutes=1)


def test_every_test_begins_at_the_same_moment(pytestconfig):
    begin = dt.datetime.fromisoformat(pytestconfig.getoption("--clock"))

    assert begin <= timezone.now() < begin + SOON


def test_moved_clock_is_that_of_all_threads(clock):
    moment = dt.datetime(2027, 11, 7, 1, 30, tzinfo=dt.UTC)
    clock.move_to(moment)
    seen = []
    thread = threading.Thread(target=lambda: seen.append(timezone.now()))
    thread.start()
    thread.join()

    assert moment <= seen[0] < moment + SOON


def test_durations_are_measured_by_another_clock(clock):
    begin = time.monotonic()
    clock.move_to(dt.datetime(2041, 1, 1, tzinfo=dt.UTC))

    assert 0 <= time.monotonic() - begin < SOON.total_seconds()


def test_zone_of_the_machine_is_the_one_asked_for(pytestconfig, settings):
    offset = time.strftime("%z", time.localtime())
    zone = pytestconfig.getoption("--zone") or settings.TIME_ZONE

    with timezone.override(zone):
        assert offset == timezone.localtime().strftime("%z")
