"""The front door, the small files for crawlers, and errors in words that the visitor reads."""

import datetime as dt

import pytest
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.utils import timezone
from wagtail.models import Site

from site_project import views
from site_project.models import OrganizationSettings
from tests.factories import UserFactory
from tests.factories.users import PASSWORD
from tests.reading import parse, said, search_path, words


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("es", "es"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en-GB", "en"),
        ("fr,es;q=0.5,en;q=0.3", "es"),
        ("fr", "en"),
        ("", "en"),
        ("*", "en"),
        ("es;q=0,en", "en"),
        ("not a header;;;q=x", "en"),
        ("es," * 5000, "es"),
        ("\u00f1", "en"),
    ],
)
def test_language_redirect_opens_in_the_language_that_the_browser_asks_for(client, site, header, code):
    response = client.get("/", headers={"accept-language": header.encode().decode("latin-1")})

    assert response.status_code == 302 and response["Location"] == f"/{code}/"


def test_language_redirect_remembers_nothing_and_says_what_it_depends_on(client, site):
    client.cookies["django_language"] = "es"
    response = client.get("/", headers={"accept-language": "en"})

    assert response["Location"] == "/en/"
    assert not response.cookies
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("address", ["/", "/robots.txt", "/.well-known/security.txt"])
def test_small_views_only_read(client, db, address):
    assert client.head(address).status_code in (200, 302)
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "path", ["/en/", "/es/", "/en/campaigns/", "/en/press/?q=x", "/en/search/?q=x", "/en/nothing/"]
)
def test_visitors_get_no_cookie_and_the_same_page_whatever_they_send(client, site, path):
    response = client.get(path)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_robots_are_kept_out_of_the_admin_and_the_search(client):
    text = client.get("/robots.txt").content.decode()

    assert "Disallow: /admin/" in text.splitlines()
    for code in ("en", "es"):
        assert f"Disallow: {search_path(code)}" in text.splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in text.splitlines()


def security_txt(client):
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"].startswith("text/plain")
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


def test_security_contact_is_published_and_will_not_expire_soon(client, site):
    OrganizationSettings.objects.create(site=Site.objects.get(), security_email="security@example.org")
    fields = security_txt(client)
    expires = dt.datetime.fromisoformat(fields["Expires"])

    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Preferred-Languages"] == "en, es"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    assert dt.timedelta(days=30) < expires - timezone.now() < dt.timedelta(days=366)


def test_press_contact_stands_in_for_the_security_contact(client, site):
    assert security_txt(client)["Contact"] == "http://testserver/"
    OrganizationSettings.objects.create(site=Site.objects.get(), press_contact_email="press@example.org")

    assert security_txt(client)["Contact"] == "mailto:press@example.org"


def broken(request):
    raise RuntimeError("for the test")


urlpatterns = [path("broken", broken)]
handler500 = views.server_error


def bilingual(response):
    """The heading of an error page in each language."""
    return {span.get("lang"): words(span) for span in parse(response).xpath("//h1/span")}


def test_400_and_500_speak_both_languages_without_a_database():
    for view, status, heading in (
        (views.bad_request, 400, "We could not read that request"),
        (views.server_error, 500, "Something went wrong on our side"),
    ):
        arguments = (ValueError(),) if view is views.bad_request else ()
        response = view(RequestFactory().get("/en/"), *arguments)
        assert response.status_code == status
        assert bilingual(response) == {code: said(code, heading) for code in ("en", "es")}


@override_settings(ROOT_URLCONF=__name__)
def test_error_in_a_view_gets_the_500_page():
    response = Client(raise_request_exception=False).get("/broken")

    assert response.status_code == 500
    assert set(bilingual(response)) == {"en", "es"}


def test_unknown_host_gets_the_400_page(client, settings):
    settings.ALLOWED_HOSTS = ["example.org"]
    response = client.get("/robots.txt", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert set(bilingual(response)) == {"en", "es"}


def test_500_page_leads_home_in_each_language():
    tree = parse(views.server_error(RequestFactory().get("/")))

    assert tree.xpath("//main//a/@href") == ["/en/", "/es/"]


def test_form_without_its_token_gets_an_explanation_in_both_languages(site):
    UserFactory(username="editor")
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "editor", "password": PASSWORD})

    assert response.status_code == 403
    assert bilingual(response) == {code: said(code, "The form had expired") for code in ("en", "es")}


def test_csrf_page_does_not_print_the_reason():
    response = views.csrf_failure(RequestFactory().get("/"), reason="<b>secret</b>")

    assert response.status_code == 403 and "secret" not in response.content.decode()
