"""Middleware of our own, for every request and response."""

import codecs
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from csp.constants import HEADER, SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from wagtail.contrib.redirects import middleware as wagtail_redirects
from wagtail.contrib.redirects.models import Redirect

from site_project import request_context
from site_project.serving.limits import STAFF_LIMIT, VISITORS_LIMIT
from site_project.settings.csp import NO_TRUSTED_TYPES
from site_project.text import TEXT_TYPES
from site_project.users.forms import preferred_language

#: Digits of a length; more are not worth reading.
LONGEST_NUMBER = 12


class CrossOriginResourcePolicyMiddleware:
    """Sends Cross-Origin-Resource-Policy, for which Django has no setting, where the view did not say otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class RequestBodyMiddleware:
    """Refuses a body that is too large, or in another charset, before anything of it is read. Visitors fill in short forms; staff upload files.

    Stands before whatever reads forms, and behind the middleware that knows who has signed in. A body without a length (no
    browser sends one) could be of any. Neither does any send another charset than the page's: Django takes Python's
    codecs, of which some make halves of characters that no answer can hold.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return _refuse(_("Please say how long your request is."), HTTPStatus.LENGTH_REQUIRED)
        written = request.META.get("CONTENT_LENGTH") or "0"
        length = int(written) if written.isdecimal() and len(written) < LONGEST_NUMBER else STAFF_LIMIT + 1
        if length > STAFF_LIMIT or (length > VISITORS_LIMIT and not request.user.is_authenticated):
            return _refuse(_("That is too large."), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            return _refuse(_("Please send text as UTF-8."), HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        return self.get_response(request)


def _refuse(why: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(f"{why}\n", status=status, content_type="text/plain; charset=utf-8")


class TextCompressionMiddleware(GZipMiddleware):
    """Django's gzip, for text alone: pictures and documents are compressed already, and would only be slowed down."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(TEXT_TYPES):
            return response
        return super().process_response(request, response)


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The admin's policy below the admin's address, the visitors' policy everywhere else."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if getattr(request, "is_dummy", False):
            # Wagtail's inner request for a preview: the page as visitors get it, in a frame of the admin.
            parts.replace = {"frame-ancestors": [SELF], **NO_TRUSTED_TYPES}
        elif request.path_info.startswith(reverse("wagtailadmin_home")):
            parts.replace = settings.CONTENT_SECURITY_POLICY_ADMIN
        elif request_context.of(request).has_admin_access:  # as far as the page has asked: no query here
            parts.replace = NO_TRUSTED_TYPES
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The directives in an order that is the same in every process: django-csp's is that of a set."""
        is_the_views = HEADER in response.headers
        response = super().process_response(request, response)
        if not is_the_views and (policy := response.headers.get(HEADER)):
            response.headers[HEADER] = "; ".join(sorted(policy.split("; ")))
        return response


class AdminLanguageMiddleware:
    """Answers staff in the language of their account everywhere in the admin. Wagtail does so inside its views alone: its
    refusals and errors speak the browser's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(reverse("wagtailadmin_home")) and request.user.is_authenticated:
            translation.activate(preferred_language(request.user))
        return self.get_response(request)


class RedirectMiddleware(wagtail_redirects.RedirectMiddleware):
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
    return "?" in path and wagtail_redirects.get_redirect(request, path) is not None
