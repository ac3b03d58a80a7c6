"""Somebody with an account, and what they prove who they are with."""

import datetime as dt

import pytest
from django.utils import timezone

from site_project.second_factor.models import AuthenticatorApp, RecoveryCodes, Requirement
from site_project.users.groups import EDITORS, group_named
from tests.factories import UserFactory


@pytest.fixture
def user(site):
    return UserFactory(group=EDITORS)


@pytest.fixture
def app(user):
    return AuthenticatorApp.objects.create(user=user)


@pytest.fixture
def required(user):
    Requirement.objects.create(group=group_named(EDITORS))


@pytest.fixture
def codes(user, app):
    return RecoveryCodes.objects.create(user=user).renew()


@pytest.fixture
def later(time_machine):
    """Moves the clock, to where an app shows its next code."""
    return lambda **by: time_machine.move_to(timezone.now() + dt.timedelta(**by), tick=False)
