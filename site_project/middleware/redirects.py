"""Redirects from where pages were before, and those that staff set up."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.utils.encoding import iri_to_uri
from wagtail.contrib.redirects import middleware
from wagtail.contrib.redirects.models import Redirect


class RedirectMiddleware(middleware.RedirectMiddleware):
    """Wagtail's middleware, which drops the query: a feed would lose its filters, a list its page."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        found: HttpResponseBase = super().process_response(request, response)
        query = iri_to_uri(request.META.get("QUERY_STRING", ""))
        if query and found is not response:
            target = urlsplit(found.headers["Location"])
            # Other sites learn nothing of what was asked for here.
            is_ours = target.netloc in ("", request.get_host())
            if is_ours and not target.query and not _is_from_query(request):
                found.headers["Location"] = target._replace(query=query).geturl()
        return found


def _is_from_query(request: HttpRequest) -> bool:
    """Whether staff set up a redirect from just this query, which its target then has no use for."""
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    return "?" in path and middleware.get_redirect(request, path) is not None
