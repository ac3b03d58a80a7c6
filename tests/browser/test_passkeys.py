"""Passkeys in a browser that has them: Chromium's virtual authenticator.

The pages come from Django's own client, under an address with HTTPS and a name, which no server here has.
"""

import contextvars
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import expect

from site_project.second_factor.models import Passkey
from site_project.users.groups import EDITORS
from tests.factories import UserFactory
from tests.factories.users import PASSWORD

SITE = "https://site.example"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="session", autouse=True)
def django_beside_playwright():
    """Playwright has a loop running in this thread, beside which Django asks no database unless told to."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture
def client():
    return Client(headers={"host": urlsplit(SITE).netloc})


@pytest.fixture
def authenticator():
    return AUTHENTICATOR


@pytest.fixture
def visit(page, client, site, settings, authenticator):
    """Opens paths of the site, as `page` gets them."""
    settings.SITE_URL, settings.ALLOWED_HOSTS = SITE, [urlsplit(SITE).netloc]
    connected = contextvars.copy_context()  # Playwright answers in contexts of its own, without this connection

    def answer(route, request):
        path = urlsplit(request.url)._replace(scheme="", netloc="").geturl()
        if path.startswith(settings.STATIC_URL):
            file = finders.find(urlsplit(path).path.removeprefix(settings.STATIC_URL))
            route.fulfill(path=file) if file else route.fulfill(status=404)
            return
        send = {"data": request.post_data_buffer, "content_type": request.headers.get("content-type", "")}
        got = connected.run(
            client.generic, request.method, path, secure=True, **(send if request.method == "POST" else {})
        )
        if got.status_code == 302:  # the browser would ask the network where it leads
            route.fulfill(content_type="text/html", body=f'<meta http-equiv="refresh" content="0;url={got.url}">')
            return
        headers = {name: value for name, value in got.items() if name != "Content-Length"}
        route.fulfill(status=got.status_code, headers=headers, body=got.content)

    page.route(f"{SITE}/**", answer)
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    return lambda path: page.goto(f"{SITE}{path}")


@pytest.fixture
def sign_in_beside_the_password(page, visit, client):
    """Adds a passkey, and signs in with it after the password; then nobody is signed in."""

    def run():
        user = UserFactory(group=EDITORS)
        client.force_login(user)
        client.post("/admin/login/second-factor/confirm/", {"password": PASSWORD}, secure=True)
        visit("/admin/login/second-factor/passkey/")
        page.locator("[name=name]").fill("Telephone")
        page.get_by_role("button", name="Add passkey").click()
        expect(page.locator("li code")).to_have_count(10)
        assert Passkey.objects.get().name == "Telephone"

        client.logout()
        client.post("/admin/login/", {"username": user.username, "password": PASSWORD}, secure=True)
        visit("/admin/login/second-factor/")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url(f"{SITE}/admin/")
        client.logout()

    return run


def test_a_passkey_is_added_and_signs_in(page, visit, sign_in_beside_the_password):
    sign_in_beside_the_password()
    visit("/admin/login/")
    page.get_by_role("link", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{SITE}/admin/")


class TestOldKeys:
    """A key that keeps no name, and asks for no finger: beside the password it counts, alone it says what to do."""

    @pytest.fixture
    def authenticator(self):
        return {**AUTHENTICATOR, "hasResidentKey": False, "hasUserVerification": False, "isUserVerified": False}

    def test_alone_it_leads_to_the_password(self, page, visit, sign_in_beside_the_password):
        sign_in_beside_the_password()
        visit("/admin/login/passkey/")
        page.get_by_role("button", name="Use a passkey").click()
        expect(page.get_by_role("status")).to_contain_text("sign in with your password")
        assert page.get_by_role("link", name="Sign in with a password").is_visible()
