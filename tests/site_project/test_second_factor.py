"""A stolen password is not enough, where an account or its group has a second factor."""

import datetime as dt
import hashlib
import json
import re
from urllib.parse import unquote

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData
from wagtail.models import ModelLogEntry, PageViewRestriction
from wagtail.users.models import UserProfile

from site_project.second_factor.models import AuthenticatorApp, Passkey, RecoveryCodes, Requirement
from site_project.users import throttle
from site_project.users.groups import EDITORS, PUBLISHERS, group_named
from tests.factories import StandardPageFactory, UserFactory
from tests.factories.users import PASSWORD
from tests.reading import parse

LOGIN, PROOF, APP = "/admin/login/", "/admin/login/second-factor/", "/admin/login/second-factor/app/"
PASSKEY, CONFIRM = "/admin/login/second-factor/passkey/", "/admin/login/second-factor/confirm/"
ACCOUNT = "/admin/account/second-factor/"
WRONG = "That is not right."


@pytest.fixture
def user(site):
    return UserFactory(group=EDITORS)


@pytest.fixture
def app(user):
    return AuthenticatorApp.objects.create(user=user)


@pytest.fixture
def required(user):
    Requirement.objects.create(group=group_named(EDITORS))


@pytest.fixture
def codes(user, app):
    return RecoveryCodes.objects.create(user=user).renew()


@pytest.fixture
def later(time_machine):
    """Moves the clock, to where an app shows its next code."""
    return lambda **by: time_machine.move_to(timezone.now() + dt.timedelta(**by), tick=False)


def password(client, user, path=LOGIN, **fields):
    return client.post(path, {"username": user.username, "password": PASSWORD, **fields})


def code_of(app):
    return f"{totp(app.bin_key):06}"


def prove(client, code, **fields):
    return client.post(PROOF, {"code": code, **fields})


def is_in(client):
    return client.get("/admin/").status_code == 200


def confirm(client, app=None):
    """That it is them who are signed in."""
    answer = client.post(CONFIRM, {"password": PASSWORD})
    return prove(client, code_of(app)) if app else answer


def actions():
    return list(
        ModelLogEntry.objects.filter(action__startswith="second_factor.")
        .order_by("pk")
        .values_list("action", flat=True)
    )


class TestSignIn:
    def test_without_a_second_factor_the_password_is_enough(self, client, user):
        assert password(client, user).url == "/admin/"
        assert is_in(client)

    def test_the_password_alone_opens_nothing(self, client, user, app):
        assert password(client, user).url == PROOF
        assert "_auth_user_id" not in client.session
        assert client.get("/admin/").url.startswith(LOGIN)
        for path in (ACCOUNT, APP, PASSKEY, CONFIRM):
            assert client.get(path).url.startswith(LOGIN)

    @pytest.mark.parametrize("spaces", ["", " "])
    def test_a_code_of_the_app_opens(self, client, user, app, spaces):
        password(client, user)
        code = code_of(app)
        assert prove(client, code[:3] + spaces + code[3:]).url == "/admin/"
        assert is_in(client)
        assert ModelLogEntry.objects.filter(action="users.sign_in").count() == 1

    @pytest.mark.parametrize("code", ["000000", "", "x", "½²³", "a" * 5000, "１２３４５６"])
    def test_a_wrong_code_does_not(self, client, user, app, code):
        password(client, user)
        answer = prove(client, code)
        assert answer.status_code == 200 and not is_in(client)
        assert not ModelLogEntry.objects.filter(action="users.sign_in").exists()

    def test_a_code_works_once(self, client, user, app, later):
        code = code_of(app)
        password(client, user)
        prove(client, code)
        other = Client()
        password(other, user)
        assert WRONG in prove(other, code).text and not is_in(other)
        assert actions() == ["second_factor.refused"]
        later(seconds=31)
        prove(other, code_of(app))
        assert is_in(other)

    def test_a_recovery_code_works_once_and_its_owner_is_told(
        self, client, user, codes, django_capture_on_commit_callbacks
    ):
        password(client, user)
        with django_capture_on_commit_callbacks(execute=True):
            prove(client, codes[0].upper())
        assert is_in(client)
        assert "recovery code" in mail.outbox[0].body and mail.outbox[0].to == [user.email]
        other = Client()
        password(other, user)
        assert WRONG in prove(other, codes[0]).text
        prove(other, codes[1].replace("-", ""))
        assert is_in(other)

    def test_nobody_elses_code_counts(self, client, user, codes):
        other = UserFactory(group=EDITORS)
        theirs = AuthenticatorApp.objects.create(user=other)
        password(client, other)
        assert WRONG in prove(client, codes[0]).text
        assert WRONG in prove(client, code_of(AuthenticatorApp.objects.get(user=user))).text
        prove(client, code_of(theirs))
        assert client.session["_auth_user_id"] == str(other.pk)

    def test_guesses_have_a_limit_from_all_networks_and_the_owner_is_told_once(
        self, client, user, app, monkeypatch, django_capture_on_commit_callbacks
    ):
        limits = throttle.Limits(100, 100, 2, dt.timedelta(hours=1))
        monkeypatch.setitem(throttle.LIMITS, throttle.SECOND_FACTOR, limits)
        for number in range(2):
            password(client, user)
            client.post(PROOF, {"code": "000000"}, REMOTE_ADDR=f"192.0.2.{number}")
        for _time in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                assert "tried too often" in prove(client, code_of(app)).text and not is_in(client)
        (told,) = mail.outbox
        assert told.to == [user.email] and "choose another password" in told.body

    def test_what_is_stored_is_of_no_use(self, user, app, codes):
        assert totp(bytes.fromhex(app.key)) != totp(app.bin_key)
        stored = RecoveryCodes.objects.get(user=user).token_set.values_list("token", flat=True)
        assert len(stored) == 10 and not {*stored} & {code.replace("-", "") for code in codes}

    def test_the_password_counts_for_some_minutes(self, client, user, app, later):
        password(client, user)
        later(minutes=11)
        assert prove(client, code_of(app)).url == LOGIN
        assert not is_in(client)

    def test_another_password_meanwhile_ends_it(self, client, user, app):
        password(client, user)
        user.set_password("another horse, another battery")
        user.save()
        assert prove(client, code_of(app)).url == LOGIN

    def test_a_session_from_before_is_not_taken_over(self, client, user, app):
        client.get(LOGIN)
        session = client.session
        session["planted"] = True
        session.save()
        keys = [client.session.session_key]
        password(client, user)
        keys.append(client.session.session_key)
        prove(client, code_of(app))
        keys.append(client.session.session_key)
        assert len(set(keys)) == 3

    def test_who_was_signed_in_before_is_not_any_more(self, client, user, app):
        client.force_login(UserFactory(group=PUBLISHERS))
        password(client, user)
        assert not is_in(client)

    @pytest.mark.parametrize(
        ("target", "reached"),
        [
            ("/admin/reports/locked/", True),
            ("no-name-of-a-view", True),
            ("https://evil.example/", False),
            ("//evil.example", False),
        ],
    )
    def test_it_leads_where_they_wanted_to_go_on_this_site(self, client, user, app, target, reached):
        password(client, user, next=target)
        assert (prove(client, code_of(app), next="https://evil.example/").url == target) is reached

    def test_remembering_is_remembered(self, client, user, app, later):
        for fields, is_short in (({}, True), ({"remember": "on"}, False)):
            password(client, user, **fields)
            prove(client, code_of(app))
            assert client.session.get_expire_at_browser_close() is is_short
            later(seconds=61)

    def test_private_pages_ask_for_it_too(self, client, user, app):
        page = StandardPageFactory(slug="private", summary="For members only")
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert password(client, user, "/en/_util/login/", next=page.url).url == PROOF
        assert "For members only" not in client.get(page.url, follow=True).text
        assert prove(client, code_of(app)).url == page.url
        assert "For members only" in client.get(page.url).text

    def test_it_speaks_the_language_of_the_account(self, client, user, app):
        UserProfile.objects.create(user=user, preferred_language="es")
        password(client, user)
        page = client.get(PROOF, headers={"accept-language": "en"})
        assert '<html lang="es"' in page.text and "Seis dígitos" in page.text
        assert "no-store" in page["Cache-Control"]

    def test_what_it_costs(self, client, user, app):
        def queries(send, *args):
            with CaptureQueriesContext(connection) as captured:
                send(*args)
            return captured.captured_queries

        plain = UserFactory(group=EDITORS)
        password(Client(), plain)
        alone = len(queries(password, Client(), plain))
        counts = [len(queries(password, client, user)), len(queries(prove, client, code_of(app)))]
        assert alone <= 37 and counts[0] <= 31 and counts[1] <= 46
        client.get("/admin/reports/locked/")
        later = queries(client.get, "/admin/reports/locked/")
        assert sum("second_factor" in query["sql"] for query in later) == 1  # with the account


class TestRequired:
    pytestmark = pytest.mark.usefixtures("required")

    def test_sessions_from_before_end(self, client, user):
        Requirement.objects.all().delete()
        password(client, user)
        assert is_in(client)
        Requirement.objects.create(group=group_named(EDITORS))
        for path in ("/admin/", ACCOUNT, "/admin/api/main/pages/", "/admin/localize/", "/styleguide/"):
            assert client.get(path).status_code in (302, 404)
        assert client.get("/admin/api/main/pages/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403

    def test_they_stay_ended_when_it_is_set_up(self, client, user):
        Requirement.objects.all().delete()
        password(client, user)
        Requirement.objects.create(group=group_named(EDITORS))
        owner = Client()
        password(owner, user)
        owner.get(APP)
        owner.post(APP, {"code": code_of(AuthenticatorApp.objects.get(user=user))})
        assert is_in(owner) and not is_in(client)

    def test_a_key_that_another_browser_was_shown_is_not_offered(self, client, user):
        other = Client()
        for each in (client, other):
            password(each, user)
            each.get(APP)
        seen = AuthenticatorApp.objects.get(user=user).secret
        assert seen not in client.post(APP, {"code": "000000"}).text

    @pytest.mark.parametrize("path", [LOGIN, "/en/_util/login/"])
    def test_who_has_none_sets_it_up_first(self, client, user, path, django_capture_on_commit_callbacks):
        assert password(client, user, path, next="/admin/reports/locked/").url == APP
        page = client.get(APP)
        assert not is_in(client) and client.get(ACCOUNT).url.startswith(LOGIN)
        app = AuthenticatorApp.objects.get(user=user)
        assert app.secret in page.text and "<svg" in page.text
        assert WRONG in client.post(APP, {"code": "000000"}).text and not is_in(client)
        with django_capture_on_commit_callbacks(execute=True):
            shown = client.post(APP, {"code": code_of(app)})
        assert len(set(re.findall(r"<code>([\w-]{14})</code>", shown.text))) == 10
        assert 'href="/admin/reports/locked/"' in shown.text
        assert is_in(client)
        assert actions() == ["second_factor.app_added", "second_factor.codes_made"]  # a slip at set-up is no refusal
        assert {message.to[0] for message in mail.outbox} == {user.email}

    def test_who_has_one_is_not_led_to_set_up_another(self, client, user, app):
        password(client, user)
        for path in (APP, PASSKEY):
            assert client.get(path).url == LOGIN

    def test_others_are_not_asked(self, client, site):
        assert password(client, UserFactory(group=PUBLISHERS)).url == "/admin/"

    def test_the_last_one_stays(self, client, user, app):
        password(client, user)
        prove(client, code_of(app))
        session = client.session
        session["second_factor_confirmed"] = timezone.now().timestamp()
        session.save()
        client.post(ACCOUNT, {"action": "remove_app"})
        assert AuthenticatorApp.objects.filter(user=user).exists()
        assert "Add another one first" in client.get(ACCOUNT).text

    def test_a_group_says_so_in_its_form(self, admin_client, user):
        Requirement.objects.all().delete()
        group = group_named(EDITORS)
        address = reverse("wagtailusers_groups:edit", args=[group.pk])
        form = admin_client.get(address)
        assert "Members need a second factor" in form.text
        (form,) = (form for form in parse(form).forms if form.action == address)
        fields = dict(form.form_values())
        fields["second_factor-is_required"] = "on"
        assert admin_client.post(address, fields).status_code == 302
        assert Requirement.objects.get().group == group and actions() == ["second_factor.required"]
        assert (
            "checked"
            in re.search('<input[^>]+name="second_factor-is_required"[^>]*>', admin_client.get(address).text)[0]
        )
        del fields["second_factor-is_required"]
        admin_client.post(address, fields)
        assert not Requirement.objects.exists() and actions()[-1] == "second_factor.not_required"


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
        file = unquote(re.search(r'href="data:text/plain;charset=utf-8,([^"]+)"', shown.text)[1])
        assert file.split() == ["testserver", user.username, *codes]
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


class Authenticator:
    """What keeps a passkey, behind a browser that shows `origin`."""

    def __init__(self, origin):
        self.origin, self.host = origin, origin.partition("//")[2]
        self.key = ec.generate_private_key(ec.SECP256R1())
        public = ES256.from_cryptography_key(self.key.public_key())
        self.credential = AttestedCredentialData.create(Aaguid.NONE, b"a passkey", public)

    def create(self, page):
        """The answer to a page that asks for a new passkey."""
        data, client = self._signed(page, "create", self.credential)
        attestation = AttestationObject.create("none", data, {})
        return self._answer(attestationObject=websafe_encode(attestation), clientDataJSON=client.b64)

    def get(self, page):
        """The answer to a page that asks for one that there is."""
        data, client = self._signed(page, "get")
        signature = self.key.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            authenticatorData=websafe_encode(data), signature=websafe_encode(signature), clientDataJSON=client.b64
        )

    def _signed(self, page, what, *credential):
        options = json.loads(parse(page).get_element_by_id("passkey-options").text)["publicKey"]
        assert not credential or options["user"].keys() >= {"id", "name", "displayName"}
        flags = AuthenticatorData.FLAG.UP | (AuthenticatorData.FLAG.AT if credential else 0)
        host = hashlib.sha256(self.host.encode()).digest()
        client = CollectedClientData.create(f"webauthn.{what}", options["challenge"], self.origin)
        return AuthenticatorData.create(host, flags, 0, *credential), client

    def _answer(self, **response):
        of = websafe_encode(self.credential.credential_id)
        return json.dumps({"id": of, "rawId": of, "type": "public-key", "response": response})


class TestPasskeys:
    @pytest.fixture
    def key(self, settings):
        settings.SITE_URL = "https://testserver"
        return Authenticator(settings.SITE_URL)

    @pytest.fixture
    def added(self, client, user, key):
        client.force_login(user)
        confirm(client)
        client.post(PASSKEY, {"name": "Telephone", "answer": key.create(client.get(PASSKEY))})
        client.logout()
        return Passkey.objects.get(user=user)

    @pytest.fixture
    def asked(self, client, user, added):
        password(client, user)
        return client.get(PROOF)

    def test_one_signs_in(self, client, user, key, added, asked, django_capture_on_commit_callbacks):
        assert "_auth_user_id" not in client.session
        assert client.post(PROOF, {"answer": key.get(asked)}).url == "/admin/"
        assert is_in(client)
        added.refresh_from_db()
        assert added.last_used_at
        assert actions() == ["second_factor.passkey_added", "second_factor.codes_made"]

    def test_whoever_tries_codes_does_not_keep_it_out(self, client, user, key, added, asked, monkeypatch):
        limits = throttle.Limits(100, 100, 2, dt.timedelta(hours=1))
        monkeypatch.setitem(throttle.LIMITS, throttle.SECOND_FACTOR, limits)
        for _time in range(3):
            said = prove(client, "000000").text
        assert "tried too often" in said
        client.post(PROOF, {"answer": key.get(client.get(PROOF))})
        assert is_in(client)

    def test_an_answer_counts_once(self, client, user, key, asked):
        answer = key.get(asked)
        client.post(PROOF, {"answer": answer})
        client.logout()
        password(client, user)
        client.get(PROOF)
        assert WRONG in client.post(PROOF, {"answer": answer}).text and not is_in(client)

    def test_it_is_made_for_this_site(self, client, key, asked):
        key.origin = "https://testserver.evil.example"
        assert WRONG in client.post(PROOF, {"answer": key.get(asked)}).text

    def test_a_key_that_cannot_be_checked_is_wrong(self, client, key, added, asked):
        """No browser makes one that the site has not asked for."""
        unknown = {1: 2, 3: -65_000}
        added.credential = websafe_encode(
            AttestedCredentialData.create(Aaguid.NONE, key.credential.credential_id, unknown)
        )
        added.save()
        assert WRONG in client.post(PROOF, {"answer": key.get(asked)}).text and not is_in(client)

    def test_another_key_is_wrong(self, client, key, asked):
        answer = Authenticator(key.origin).get(asked)
        assert WRONG in client.post(PROOF, {"answer": answer}).text and not is_in(client)

    def test_one_that_nothing_could_be_proved_with_is_not_added(self, client, user, key):
        client.force_login(user)
        confirm(client)
        key.credential = AttestedCredentialData.create(Aaguid.NONE, b"a passkey", {1: 2, 3: -9999})
        answer = key.create(client.get(PASSKEY))
        assert "could not be added" in client.post(PASSKEY, {"name": "Telephone", "answer": answer}).text
        assert not Passkey.objects.exists()

    @pytest.mark.usefixtures("required")
    def test_a_required_one_can_be_a_passkey(self, client, user, key):
        assert password(client, user).url == APP
        assert f'href="{PASSKEY}"' in client.get(APP).text
        shown = client.post(PASSKEY, {"name": "Telephone", "answer": key.create(client.get(PASSKEY))})
        assert "not shown again" in shown.text and is_in(client)

    def test_it_is_renamed_and_removed_by_its_owner(self, client, user, key, added, asked):
        client.post(PROOF, {"answer": key.get(asked)})
        client.post(CONFIRM, {"password": PASSWORD})
        client.post(PROOF, {"answer": key.get(client.get(PROOF))})
        for name, stays in (("Key ring", "Key ring"), ("", "Key ring")):
            client.post(ACCOUNT, {"action": "rename", "passkey": added.pk, "name": name})
            assert f'value="{stays}"' in client.get(ACCOUNT).text
        client.post(ACCOUNT, {"action": "no such action", "passkey": added.pk})
        assert Passkey.objects.exists()
        client.post(ACCOUNT, {"action": "remove_passkey", "passkey": added.pk})
        assert not Passkey.objects.exists() and not RecoveryCodes.objects.exists()
        assert actions()[-1] == "second_factor.passkey_removed"


class TestReset:
    def test_by_an_administrator(self, admin_client, user, app, codes, django_capture_on_commit_callbacks):
        client = Client()
        client.force_login(user)
        address = f"/admin/users/{user.pk}/second-factor/"
        assert address in admin_client.get("/admin/users/").text
        to_confirm = admin_client.get(address).url
        assert admin_client.post(to_confirm, {"password": "password"}).url == address
        with django_capture_on_commit_callbacks(execute=True):
            admin_client.post(address)
        assert not AuthenticatorApp.objects.exists() and not RecoveryCodes.objects.exists()
        assert actions() == ["second_factor.reset"] and not is_in(client)
        assert mail.outbox[0].to == [user.email]
        assert "has no second factor" in admin_client.get(address).text

    def test_nobody_else_may(self, client, user, app):
        client.force_login(UserFactory(group=PUBLISHERS))
        confirm(client)
        client.post(f"/admin/users/{user.pk}/second-factor/")
        assert AuthenticatorApp.objects.exists()

    def test_of_an_administrator_only_another(self, admin_client, admin_user):
        AuthenticatorApp.objects.create(user=admin_user)
        admin_client.post(f"/admin/users/{admin_user.pk}/second-factor/")
        assert AuthenticatorApp.objects.exists()

    def test_by_a_command(self, user, app):
        call_command("reset_second_factor", user.username)
        assert not AuthenticatorApp.objects.exists() and actions() == ["second_factor.reset"]
        with pytest.raises(CommandError, match="no account"):
            call_command("reset_second_factor", "nobody")
