"""One's own second factors: who changes them has proved again that it is them."""

import json
import re

import pytest
from django.test import Client

from site_project.second_factor.models import AuthenticatorApp, Passkey, RecoveryCodes
from site_project.users.groups import EDITORS
from tests.factories import UserFactory
from tests.factories.users import PASSWORD
from tests.site_project.second_factor.steps import (
    ACCOUNT,
    APP,
    CODES,
    CONFIRM,
    PASSKEY,
    PROOF,
    WRONG,
    actions,
    code_of,
    confirm,
    is_in,
    password,
    prove,
)


class TestOnesOwn:
    @pytest.fixture
    def client(self, client, user):
        client.force_login(user)
        return client

    @pytest.mark.parametrize("path", [ACCOUNT, APP, PASSKEY])
    def test_it_is_changed_by_who_knows_the_password(self, client, path):
        to_confirm = client.get(path).url
        assert to_confirm == f"{CONFIRM}?next={path}"
        assert "not your password" in client.post(to_confirm, {"password": "guess"}).text
        assert client.get(path).status_code == 302
        assert client.post(to_confirm, {"password": PASSWORD}).url == path
        assert client.get(path).status_code == 200

    def test_and_has_the_second_factor(self, client, app):
        assert client.post(CONFIRM, {"password": PASSWORD}).url == PROOF
        assert client.get(ACCOUNT).status_code == 302
        assert prove(client, code_of(app)).url == ACCOUNT
        assert client.get(ACCOUNT).status_code == 200

    def test_for_some_minutes(self, client, later):
        confirm(client)
        later(minutes=11)
        assert client.get(ACCOUNT).status_code == 302

    @pytest.mark.parametrize(
        "target", ["https://evil.example/", "//evil.example", "/admin/users/../../x", "/admin/users//x"]
    )
    def test_it_leads_nowhere_else(self, client, target):
        assert "evil" not in (url := client.post(f"{CONFIRM}?next={target}", {"password": PASSWORD}).url)
        assert url.startswith("/admin/")

    def test_the_account_leads_there(self, client):
        assert f'href="{ACCOUNT}"' in client.get("/admin/account/").text

    def test_an_app_is_added_replaced_and_removed(self, client, user, later):
        confirm(client)
        client.get(APP)
        first = AuthenticatorApp.objects.get(user=user)
        shown = client.post(APP, {"code": code_of(first)})
        codes = re.findall(r"<code>([\w-]{14})</code>", shown.text)
        sent = re.findall(r'name="code" value="([^"]+)"', shown.text)
        file = client.post(CODES, {"code": sent})
        assert file.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
        assert "no-store" in file.headers["Cache-Control"] and file.headers["Content-Type"].startswith("text/plain")
        assert file.text.split() == ["testserver", user.username, *codes]
        later(seconds=61)
        client.get(APP)
        second = AuthenticatorApp.objects.exclude(pk=first.pk).get(user=user)
        assert client.post(APP, {"code": code_of(second)}).url == ACCOUNT  # the codes stay
        assert [*AuthenticatorApp.objects.filter(user=user)] == [second]
        client.post(ACCOUNT, {"action": "remove_app"})
        assert not AuthenticatorApp.objects.exists() and not RecoveryCodes.objects.exists()
        client.logout()
        assert password(client, user).url == "/admin/"

    def test_with_something_new_they_are_signed_out_everywhere_else(self, client, user):
        other, stranger = Client(), Client()
        other.force_login(user)
        stranger.force_login(UserFactory(group=EDITORS))
        confirm(client)
        client.get(APP)
        assert is_in(other)
        client.post(APP, {"code": code_of(AuthenticatorApp.objects.get(user=user))})
        assert is_in(client) and is_in(stranger) and not is_in(other)

    def test_a_key_that_was_shown_before_is_not_used(self, client, user):
        confirm(client)
        first = re.search(r"<code>(\w+)</code>", client.get(APP).text)[1]
        assert first != re.search(r"<code>(\w+)</code>", client.get(APP).text)[1]

    def test_an_app_that_was_never_confirmed_asks_nobody(self, client, user):
        confirm(client)
        client.get(APP)
        assert password(Client(), user).url == "/admin/"

    def test_new_recovery_codes_replace_the_old(self, client, codes, app):
        confirm(client, app)
        assert "10 codes are left" in client.get(ACCOUNT).text
        shown = client.post(ACCOUNT, {"action": "codes"})
        new = re.findall(r"<code>([\w-]{14})</code>", shown.text)
        assert len(new) == 10 and not set(new) & set(codes)
        assert "second_factor.codes_made" in actions()
        other = Client()
        password(other, app.user)
        assert WRONG in prove(other, codes[0]).text

    def test_the_file_of_codes_holds_nothing_else(self, client, user):
        assert client.get(CODES).status_code == 405
        file = client.post(CODES, {"code": ["<script>", "abcd-efgh-jkmn", "x" * 5000, *["abcd-efgh-jkmn"] * 99]})
        assert file.text.split()[2:] == ["abcd-efgh-jkmn"] * 8
        client.logout()
        assert client.post(CODES, {"code": "abcd-efgh-jkmn"}).url.startswith("/admin/login/")

    def test_somebody_elses_passkey_is_none_of_their_business(self, client, settings):
        confirm(client)
        theirs = Passkey.objects.create(user=UserFactory(), name="Theirs", credential="x")
        for action in ("rename", "remove_passkey"):
            for number in (theirs.pk, "x", "9" * 30, ""):
                client.post(ACCOUNT, {"action": action, "passkey": number, "name": "Mine"})
        theirs.refresh_from_db()
        assert theirs.name == "Theirs"

    @pytest.mark.parametrize(
        "answer",
        ["", "x", "null", "[]", "{}", "[" * 100_000, json.dumps({"id": "x", "rawId": "x", "response": {}, "type": "x"}),
         json.dumps({"id": "AA", "rawId": "AA", "type": "public-key",
                     "response": {"clientDataJSON": "e30", "attestationObject": "oA"}})],
    )  # fmt: skip
    def test_what_no_browser_says_is_no_passkey(self, client, settings, answer):
        settings.SITE_URL = "https://testserver"
        confirm(client)
        assert "passkey-options" in client.get(PASSKEY).text
        assert "could not be added" in client.post(PASSKEY, {"name": "Key", "answer": answer}).text
        assert not Passkey.objects.exists()

    def test_without_https_there_are_no_passkeys(self, client, settings):
        settings.SITE_URL = "http://testserver"
        confirm(client)
        assert "only for sites with HTTPS" in client.get(PASSKEY).text
