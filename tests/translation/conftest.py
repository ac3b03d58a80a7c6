import pytest
from django.test.utils import isolate_apps


@pytest.fixture
def own_models():
    """Models defined inside it, with the label "own", are known to the test alone."""
    with isolate_apps("tests.translation.own"):
        yield
