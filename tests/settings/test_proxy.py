"""The visitor's address, behind a proxy and without one."""

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse

from site_project.middleware import ProxyMiddleware


def seen_address(rf, **headers):
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers=headers)
    ProxyMiddleware(lambda request: HttpResponse())(request)
    return request.META["REMOTE_ADDR"]


@pytest.fixture
def behind_proxy(settings):
    settings.BEHIND_PROXY = True


def test_it_is_off_by_default():
    with pytest.raises(MiddlewareNotUsed):
        ProxyMiddleware(lambda request: HttpResponse())


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", "203.0.113.7"),
        ("invented,2001:db8::7", "2001:db8::7"),
        ("203.0.113.7, unknown", "10.0.0.1"),
        ("", "10.0.0.1"),
    ],
)
def test_only_what_our_own_proxy_wrote_counts(rf, behind_proxy, forwarded, address):
    assert seen_address(rf, **{"x-forwarded-for": forwarded}) == address


def test_without_the_header(rf, behind_proxy):
    assert seen_address(rf) == "10.0.0.1"
