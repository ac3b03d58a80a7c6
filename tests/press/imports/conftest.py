"""Who uses the screens of an import, and the outlets that they know."""

import pytest

from tests.factories import OutletFactory, UserFactory
from tests.press.imports.screens import OUTLETS


@pytest.fixture
def editor(site, login):
    return login(UserFactory(username="ed", group="Editors"))


@pytest.fixture
def publisher(site, login):
    return login(UserFactory(username="pub", group="Publishers"))


@pytest.fixture
def papers(site):
    return {name: OutletFactory(name=name) for name in OUTLETS}
