"""Takes the visitor's address from the proxy in front."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponseBase


class ProxyMiddleware:
    """Sets REMOTE_ADDR to the last address in X-Forwarded-For, the one that our own proxy wrote there.

    Everything before it came with the request and can be invented. Left out altogether unless BEHIND_PROXY is on.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.BEHIND_PROXY:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        last = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        try:
            request.META["REMOTE_ADDR"] = str(ipaddress.ip_address(last))
        except ValueError:
            pass  # no proxy, or one that hides addresses: the connection's own address stays
        return self.get_response(request)
