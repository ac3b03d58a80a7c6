"""The front door, errors, and the small files that crawlers look for."""

import datetime as dt
import sys

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from site_project.away import is_away
from site_project.i18n.translations import announced_codes, urls_by_language
from site_project.models import OrganizationSettings
from site_project.seo.head import absolute

#: Seconds after which to try again while the database does not answer.
RETRY_AFTER = 30


@require_safe
def language_redirect(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the home page in the language that the browser asks for. Nothing is remembered: no cookie."""
    code = _accepted_language(request.headers.get("Accept-Language", ""), announced_codes())
    with translation.override(code):
        response = HttpResponseRedirect(reverse("wagtail_serve", args=("",)))
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _accepted_language(header: str, codes: list[str]) -> str:
    for wanted, _quality in parse_accept_lang_header(header[:500]):
        if wanted == "*":
            break
        try:
            code = get_supported_language_variant(wanted)
        except LookupError:
            continue
        if code in codes:
            return code
    return settings.LANGUAGE_CODE


@require_safe
@cache_control(public=True, max_age=3600)
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Everything may be read but the admin and search results (RFC 9309)."""
    searches = [f"Disallow: {path}" for path in urls_by_language("search").values()]
    lines = ["User-agent: *", "Disallow: /admin/", *searches, "", f"Sitemap: {absolute(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86400)
def security_txt(request: HttpRequest) -> HttpResponse:
    """The security contact (RFC 9116). It expires at the end of the next quarter and renews itself."""
    organization = OrganizationSettings.current(request)
    contact = organization.security_email or organization.press_contact_email
    today = timezone.now().date()
    expires = (today.replace(day=1) + dt.timedelta(days=186)).replace(day=1)
    lines = [
        f"Contact: mailto:{contact}" if contact else f"Contact: {absolute('/')}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: " + ", ".join(code for code, _name in settings.LANGUAGES),
        f"Canonical: {absolute(reverse('security_txt'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long or came from elsewhere. `reason` is for the log, not for the visitor."""
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, without a look at the database."""
    return render(None, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without a look at anything that may be what broke; 503 where the database does not answer."""
    if not is_away(sys.exc_info()[1]):
        return render(None, "500.html", status=500)
    response = render(None, "503.html", status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    response.headers["Cache-Control"] = "no-store"
    return response
