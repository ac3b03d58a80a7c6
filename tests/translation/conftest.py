"""What tests of translation share. A module that defines `make_english()` has that page, translated too."""

import pytest
from django.test.utils import isolate_apps

from tests.factories import translate


@pytest.fixture
def own_models():
    """Models defined inside it, with the label "own", are known to the test alone."""
    with isolate_apps("tests.translation.own"):
        yield


@pytest.fixture(scope="module")
def kept_english(request, on_the_site):
    return on_the_site(request.module.make_english)


@pytest.fixture
def english(site, kept_english):
    return kept_english.anew()


@pytest.fixture(scope="module")
def kept_spanish(on_the_site, kept_english):
    return on_the_site(lambda: translate(kept_english.anew()))


@pytest.fixture
def spanish(english, kept_spanish):
    return kept_spanish.anew()
