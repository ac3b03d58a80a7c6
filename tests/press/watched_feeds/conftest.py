"""What tests of watched feeds share."""

import pytest

from press.fetching import rate_limit


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr(rate_limit, "PAUSE", 0.0)
