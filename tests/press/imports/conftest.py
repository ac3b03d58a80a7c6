"""Who uses the screens of an import, and the outlets that they know."""

import pytest
from django.test import Client

from tests.factories import OutletFactory, UserFactory
from tests.press.imports.screens import OUTLETS


@pytest.fixture
def browser_of(site):
    def sign_in(user):
        browser = Client()
        browser.force_login(user)
        return browser

    return sign_in


@pytest.fixture
def editor(browser_of):
    return browser_of(UserFactory(username="ed", group="Editors"))


@pytest.fixture
def publisher(browser_of):
    return browser_of(UserFactory(username="pub", group="Publishers"))


@pytest.fixture
def papers(site):
    return {name: OutletFactory(name=name) for name in OUTLETS}
