"""Asking for an address that brings a problem."""

from typing import Any

import pytest

from press.fetching.client import fetch
from press.fetching.connection import Deadline
from press.fetching.problems import FetchProblem


def problem(url: str, **kwargs: Any) -> FetchProblem:
    """The problem of an address that has one, whatever its robots.txt says."""
    with pytest.raises(FetchProblem) as raised:
        fetch(url, **{"deadline": Deadline(3.0), "obey_robots": False, **kwargs})
    return raised.value
