"""Passkeys, as a browser makes them."""

import datetime as dt
import hashlib
import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from site_project.second_factor.models import Passkey, RecoveryCodes
from site_project.users import throttle
from tests.factories.users import PASSWORD
from tests.reading import parse
from tests.site_project.second_factor.steps import (
    ACCOUNT,
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
