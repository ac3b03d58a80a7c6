"""A stolen password is not enough, where an account or its group has a second factor."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_otp.oath import totp
from wagtail.models import ModelLogEntry, PageViewRestriction
from wagtail.users.models import UserProfile

from site_project.second_factor.models import AuthenticatorApp, RecoveryCodes
from site_project.users import throttle
from site_project.users.groups import EDITORS, PUBLISHERS
from tests.factories import StandardPageFactory, UserFactory
from tests.site_project.second_factor.steps import (
    ACCOUNT,
    APP,
    CONFIRM,
    LOGIN,
    PASSKEY,
    PROOF,
    WRONG,
    actions,
    code_of,
    is_in,
    password,
    prove,
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
