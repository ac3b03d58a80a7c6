"""What our connections rely on in urllib3, without its promise."""

import pytest
from urllib3.connection import HTTPConnection, HTTPSConnection


@pytest.mark.parametrize("kind", [HTTPConnection, HTTPSConnection])
def test_urllib3_connects_where_we_set_the_deadline(monkeypatch, kind):
    """When this fails, urllib3 has changed its private `_new_conn`: see press/fetching/connection.py."""

    class Reached(Exception):
        pass

    def reached(self):
        raise Reached

    monkeypatch.setattr(HTTPConnection, "_new_conn", reached)
    with pytest.raises(Reached):
        kind("daily.example").connect()
