"""Passkeys, as a browser makes them."""

import datetime as dt
import hashlib
import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from site_project.second_factor.models import Passkey, RecoveryCodes
from site_project.users import throttle
from site_project.users.groups import EDITORS
from site_project.users.models import User
from tests.factories import UserFactory
from tests.factories.users import PASSWORD
from tests.reading import parse
from tests.site_project.second_factor.steps import (
    ACCOUNT,
    ALONE,
    APP,
    CONFIRM,
    PASSKEY,
    PROOF,
    WRONG,
    actions,
    confirm,
    is_in,
    password,
    prove,
)

NOT_ALONE = "Not every passkey signs in alone: sign in with your password, and use it after that."


class Authenticator:
    """What keeps a passkey, behind a browser that shows `origin`."""

    def __init__(self, origin):
        self.origin, self.host = origin, origin.partition("//")[2]
        self.user = ""
        self.key = ec.generate_private_key(ec.SECP256R1())
        public = ES256.from_cryptography_key(self.key.public_key())
        self.credential = AttestedCredentialData.create(Aaguid.NONE, b"a passkey", public)

    def create(self, page):
        """The answer to a page that asks for a new passkey."""
        data, client = self._signed(page, "create", self.credential)
        attestation = AttestationObject.create("none", data, {})
        return self._answer(attestationObject=websafe_encode(attestation), clientDataJSON=client.b64)

    def get(self, page, *, is_verified=False, user=None):
        """The answer to a page that asks for one that there is; where it `is_verified` whose finger it is. It names the
        account that it was made for, or `user`."""
        data, client = self._signed(page, "get", is_verified=is_verified)
        signature = self.key.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            authenticatorData=websafe_encode(data),
            signature=websafe_encode(signature),
            clientDataJSON=client.b64,
            userHandle=self.user if user is None else user,
        )

    def _signed(self, page, what, *credential, is_verified=False):
        options = json.loads(parse(page).get_element_by_id("passkey-options").text)["publicKey"]
        assert not credential or options["user"].keys() >= {"id", "name", "displayName"}
        if credential:
            self.user = options["user"]["id"]
        flags = AuthenticatorData.FLAG.UP | (AuthenticatorData.FLAG.AT if credential else 0)
        flags |= AuthenticatorData.FLAG.UV if is_verified else 0
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

    def test_one_that_verifies_its_owner_signs_in_alone(self, client, user, key, added):
        assert f'href="{ALONE}?next=/admin/images/"' in client.get("/admin/login/?next=/admin/images/").text
        page = client.get(f"{ALONE}?next=/admin/images/")
        assert client.session.get_expiry_age() == 600
        assert 'name="next" value="/admin/images/"' in page.text
        answer = key.get(page, is_verified=True)
        assert client.post(ALONE, {"answer": answer, "next": "/admin/images/"}).url == "/admin/images/"
        assert is_in(client) and client.session.get_expire_at_browser_close()
        assert client.get(ALONE).url == "/admin/"
        client.logout()
        client.get(ALONE)
        assert NOT_ALONE in client.post(ALONE, {"answer": answer}).text and not is_in(client)

    def test_who_signs_in_otherwise_after_all_stays_as_long_as_others(self, client, user, key, settings):
        client.get(ALONE)
        password(client, user, "/en/_util/login/")
        assert "_auth_user_id" in client.session
        assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE

    def test_alone_it_leads_to_no_other_site(self, client, key, added):
        answer = key.get(client.get(ALONE), is_verified=True)
        assert client.post(ALONE, {"answer": answer, "next": "https://evil.example/"}).url == "/admin/"

    def test_one_that_does_not_signs_in_beside_the_password_only(self, client, user, key, added):
        assert NOT_ALONE in client.post(ALONE, {"answer": key.get(client.get(ALONE))}).text
        assert actions()[-1] == "second_factor.refused"
        password(client, user)
        asked = client.get(PROOF)  # what is asked beside a password is no question to who has none
        assert NOT_ALONE in client.post(ALONE, {"answer": key.get(asked, is_verified=True)}).text and not is_in(client)
        assert client.post(PROOF, {"answer": key.get(client.get(PROOF))}).url == "/admin/" and is_in(client)

    def test_it_signs_in_nobody_else(self, client, user, key, added, settings):
        other = UserFactory(group=EDITORS)
        theirs = Authenticator(key.origin)
        stranger = Client()
        stranger.force_login(other)
        confirm(stranger)
        stranger.post(PASSKEY, {"name": "Telephone", "answer": theirs.create(stranger.get(PASSKEY))})
        for named in (theirs.user, "AAAA", "", 7):
            client.post(ALONE, {"answer": key.get(client.get(ALONE), is_verified=True, user=named)})
            assert not is_in(client)

    def test_a_closed_account_stays_closed(self, client, user, key, added):
        User.objects.filter(pk=user.pk).update(is_active=False)
        answer = key.get(client.get(ALONE), is_verified=True)
        assert "does not know that passkey" in client.post(ALONE, {"answer": answer}).text and not is_in(client)

    @pytest.mark.parametrize("answer", ["", "null", "[]", "{}", '{"response": 7}', '{"response": {"userHandle": {}}}'])
    def test_what_no_browser_says_opens_nothing(self, client, added, answer):
        client.get(ALONE)
        assert "does not know that passkey" in client.post(ALONE, {"answer": answer}).text

    def test_without_https_none_signs_in_alone(self, client, site, settings):
        settings.SITE_URL = "http://testserver"
        assert ALONE not in client.get("/admin/login/").text
        assert "only for sites with HTTPS" in client.get(ALONE).text
