"""The security headers of visitors' pages, the admin and previews."""

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse

from site_project.middleware import ContentSecurityPolicyMiddleware, TextCompressionMiddleware
from site_project.serving.static_files import StaticFilesMiddleware
from site_project.settings.csp import admin_policy, public_policy

PUBLIC = "/robots.txt"
ADMIN = "/admin/login/"


def policy(response):
    """The directives of the response's Content-Security-Policy, by name."""
    parts = (directive.strip().partition(" ") for directive in response.headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


@pytest.fixture
def preview(rf):
    """The response to the request that Wagtail makes inside to preview a page."""
    request = rf.get("/en/")
    request.is_dummy = True
    return ContentSecurityPolicyMiddleware(lambda request: HttpResponse())(request)


def test_visitors_load_only_our_own_files(client, db):
    directives = policy(client.get(PUBLIC))
    assert directives == {
        "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'",
        "connect-src": "'self'", "manifest-src": "'self'", "form-action": "'self'", "base-uri": "'none'",
        "frame-ancestors": "'none'", "require-trusted-types-for": "'script'", "trusted-types": "'none'",
    }  # fmt: skip


def test_the_admin_may_do_what_wagtail_does(client, db):
    directives = policy(client.get(ADMIN))
    assert directives["script-src"] == "'self'"
    assert directives["frame-ancestors"] == "'self'"
    assert directives["default-src"] == "'none'"
    assert not {"trusted-types", "require-trusted-types-for"} & directives.keys()


def test_a_preview_is_the_visitors_page_in_a_frame(preview):
    directives = policy(preview)
    assert directives["frame-ancestors"] == "'self'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert "trusted-types" not in directives  # Wagtail's bar makes markup


def test_staff_see_pages_with_wagtails_bar(admin_client, site):
    directives = policy(admin_client.get("/en/"))
    assert "require-trusted-types-for" not in directives and directives["script-src"] == "'self'"


def test_the_policy_asks_nobody_who_somebody_is(admin_client, django_assert_num_queries):
    with django_assert_num_queries(0):
        directives = policy(admin_client.get(PUBLIC))
    assert "require-trusted-types-for" in directives


def test_staff_get_the_policy_while_the_database_is_away(admin_client, site):
    def refuse(*_query):
        raise OperationalError

    admin_client.raise_request_exception = False
    with connection.execute_wrapper(refuse):
        response = admin_client.get("/en/")
    assert response.status_code == 503
    assert policy(response)["script-src"] == "'self'"


@pytest.mark.parametrize("make", [public_policy, admin_policy])
def test_media_elsewhere_may_be_shown(make):
    assert "https://cdn.example.org" in make("https://cdn.example.org/media/", https=True)["img-src"]
    assert make("/media/", https=False)["upgrade-insecure-requests"] is False


@pytest.mark.parametrize("path", [PUBLIC, ADMIN, "/nowhere/"])
def test_headers_of_every_response(client, db, path):
    headers = client.get(path).headers
    assert headers["Permissions-Policy"].startswith("accelerometer=()")
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] in ("DENY", "SAMEORIGIN")


@pytest.mark.parametrize("path", [PUBLIC, "/en/nowhere/"])
def test_visitors_get_no_cookie(client, db, path):
    response = client.get(path)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


class TestCompression:
    @pytest.fixture
    def respond(self, rf):
        """Sends a response through the middleware, to a browser that takes gzip."""

        def send(content_type):
            request = rf.get("/", headers={"accept-encoding": "gzip"})
            response = HttpResponse("long " * 100, content_type=content_type)
            return TextCompressionMiddleware(lambda request: response)(request)

        return send

    @pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "application/atom+xml", "text/calendar"])
    def test_text(self, respond, content_type):
        response = respond(content_type)
        assert response.headers["Content-Encoding"] == "gzip"
        assert response.headers["Vary"] == "Accept-Encoding"

    @pytest.mark.parametrize("content_type", ["image/avif", "application/pdf", "application/zip"])
    def test_what_is_compressed_already(self, respond, content_type):
        response = respond(content_type)
        assert "Content-Encoding" not in response.headers
        assert "Vary" not in response.headers


def test_notes_of_the_build_are_not_served(settings, tmp_path, rf, db):
    settings.STATIC_ROOT, settings.DEBUG = str(tmp_path), False
    for name in (".sources", "staticfiles.json", "site.css"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    serve = StaticFilesMiddleware(lambda request: HttpResponse(status=404))
    found = [serve(rf.get(f"/static/{name}")) for name in (".sources", "staticfiles.json", "site.css")]
    assert [response.status_code for response in found] == [404, 404, 200]
    found[-1].close()
