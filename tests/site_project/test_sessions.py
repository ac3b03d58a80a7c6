"""Staff who have left are signed out."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from site_project.users.groups import EDITORS
from tests.factories import UserFactory
from tests.factories.users import PASSWORD


@pytest.fixture
def opens(client, site, time_machine):
    """Goes to the admin some minutes later; whether it opens."""
    user = UserFactory(group=EDITORS)
    client.post(reverse("wagtailadmin_login"), {"username": user.username, "password": PASSWORD, "remember": "on"})

    def later(minutes, path="/admin/"):
        time_machine.move_to(timezone.now() + dt.timedelta(minutes=minutes))
        return client.get(path).status_code != 302

    return later


def test_after_two_hours_of_nothing(opens):
    assert opens(110)
    assert not opens(125)


def test_not_while_they_work(opens):
    assert all(opens(60) for _hour in range(10))


def test_but_after_a_working_day(opens):
    assert [opens(100) for _visit in range(8)] == [True] * 7 + [False]


def test_an_editor_that_is_left_open_is_no_work(opens):
    for _ping in range(3):
        opens(40, "/admin/editing-sessions/ping/home/standardpage/1/")
    assert not opens(40)
