"""Whoever takes over an account does not do so unnoticed."""

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from demo.loader.accounts import ensure_accounts
from site_project.users.groups import EDITORS, PUBLISHERS, group_named
from tests.factories import UserFactory
from tests.factories.users import PASSWORD

OLD, NEW = "old@example.org", "new@example.org"


@pytest.fixture
def user(site):
    user = UserFactory(group=EDITORS, email=OLD)
    UserProfile.objects.create(user=user, preferred_language="es")
    return user


@pytest.fixture
def change(client, user, django_capture_on_commit_callbacks):
    """Sends the form of one's own account."""
    client.force_login(user)

    def send(**fields):
        form = {
            "name_email-first_name": "A",
            "name_email-last_name": "B",
            "name_email-email": OLD,
            "locale-preferred_language": "es",
        }
        form |= {
            "theme-theme": "system",
            "theme-density": "default",
            "theme-contrast": "system",
            "theme-keyboard_shortcuts": "on",
        }
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post("/admin/account/", form | fields)
        user.refresh_from_db()
        return answer

    return send


def actions():
    return set(ModelLogEntry.objects.filter(action__startswith="users.").values_list("action", flat=True))


@pytest.mark.parametrize("password", ["", "wrong"])
def test_another_address_needs_the_password(change, user, password):
    answer = change(**{"name_email-email": NEW, "name_email-current_password": password})
    assert "Escriba su contraseña" in answer.text
    assert user.email == OLD
    assert not mail.outbox


def test_the_old_address_is_told_of_the_new_one(change, user):
    change(**{"name_email-email": NEW, "name_email-current_password": PASSWORD})
    assert user.email == NEW
    (message,) = mail.outbox
    assert message.to == [OLD]
    assert "otra dirección" in message.body
    assert actions() == {"users.email"}


def test_other_changes_need_no_password_and_no_mail(change, user):
    assert change().status_code == 302
    assert user.first_name == "A"
    assert not mail.outbox and not actions()


def test_a_new_password_is_told(change, user):
    new = "another horse, another battery"
    change(**{"password-old_password": PASSWORD, "password-new_password1": new, "password-new_password2": new})
    assert user.check_password(new)
    (message,) = mail.outbox
    assert message.to == [OLD]
    assert actions() == {"users.password"}


def test_a_better_hash_of_the_same_password_is_not(user, settings, django_capture_on_commit_callbacks):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", *settings.PASSWORD_HASHERS]
    user = get_user_model().objects.get(pk=user.pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert user.check_password(PASSWORD)
    assert user.password.startswith("scrypt")
    assert not mail.outbox


def test_an_address_belongs_to_one_account(change, user):
    UserFactory(email="New@Example.org")
    answer = change(**{"name_email-email": NEW, "name_email-current_password": PASSWORD})
    assert "Otra cuenta tiene" in answer.text
    with pytest.raises(IntegrityError), transaction.atomic():
        get_user_model().objects.filter(pk=user.pk).update(email=NEW)


def test_signing_in_and_out_is_noted(client, user):
    client.post(reverse("wagtailadmin_login"), {"username": user.username, "password": PASSWORD})
    assert actions() == {"users.sign_in"}
    client.post(reverse("wagtailadmin_logout"))
    assert actions() == {"users.sign_in", "users.sign_out"}


def test_asking_for_a_new_password_is_noted_of_accounts_that_there_are(client, user):
    for email in (user.email, "nobody@example.org"):
        client.post("/admin/password_reset/", {"email": email})
    (entry,) = ModelLogEntry.objects.filter(action="users.password_reset")
    assert entry.object_id == str(user.pk)


class TestRights:
    def said(self, user):
        entries = ModelLogEntry.objects.filter(action="users.rights", object_id=str(user.pk)).order_by("pk")
        return [entry.message for entry in entries]

    def test_of_one_account(self, admin_client, user):
        form = {"username": user.username, "email": user.email, "first_name": "A", "last_name": "B"}
        publishers, editors = group_named(PUBLISHERS), group_named(EDITORS)
        admin_client.post(f"/admin/users/edit/{user.pk}/", form | {"is_superuser": "on", "groups": [publishers.pk]})
        assert set(self.said(user)) == {
            "Made an administrator. Account closed", f"Joined {publishers}", f"Left {editors}",
        }  # fmt: skip

    def test_of_many_accounts(self, admin_client, user):
        publishers = group_named(PUBLISHERS)
        for action, form in (
            ("assign_role", {"role": publishers.pk}),
            ("set_active_state", {"mark_as_active": "False"}),
        ):
            admin_client.post(f"/admin/bulk/users/user/{action}/?id={user.pk}&next=/admin/users/", form)
        assert self.said(user) == [f"Joined {publishers}", "Account closed"]
        admin_client.post(f"/admin/bulk/users/user/delete/?id={user.pk}&next=/admin/users/")
        assert ModelLogEntry.objects.filter(action="wagtail.delete", object_id=str(user.pk), deleted=True).exists()


class TestNewBrowser:
    @pytest.fixture
    def sign_in(self, user, settings, django_capture_on_commit_callbacks):
        def send(client, path="/admin/login/"):
            mail.outbox.clear()
            with django_capture_on_commit_callbacks(execute=True):
                answer = client.post(path, {"username": user.username, "password": PASSWORD})
            assert answer.status_code == 302
            del client.cookies[settings.SESSION_COOKIE_NAME]
            return [message.body for message in mail.outbox]

        return send

    @pytest.fixture
    def known(self, client, sign_in):
        sign_in(client)
        return client

    def test_the_first_sign_in_of_an_account_is_no_news(self, client, sign_in):
        assert sign_in(client) == []

    @pytest.mark.parametrize("path", ["/admin/login/", "/en/_util/login/"])
    def test_its_owner_is_told_of_another_browser_once(self, known, user, sign_in, path):
        UserProfile.objects.filter(user=user).update(current_time_zone="America/Bogota")
        other = Client()
        (body,) = sign_in(other, path)
        assert mail.outbox[0].to == [user.email] and mail.outbox[0].subject == "Su cuenta se usó con un navegador nuevo"
        assert "hora estándar de Colombia" in body and "http://testserver/admin/account/" in body
        assert sign_in(other, path) == sign_in(known, path) == []

    def test_a_browser_is_known_to_the_accounts_that_used_it(self, known, user, sign_in):
        other = UserFactory(last_login="2026-01-01T00:00Z")
        known.post("/admin/login/", {"username": other.username, "password": PASSWORD})
        assert sign_in(known) == []
        stranger = Client()
        stranger.post("/admin/login/", {"username": other.username, "password": PASSWORD})
        assert len(sign_in(stranger)) == 1

    def test_the_cookie_tells_nothing_and_cannot_be_made_up(self, known, user, sign_in, settings):
        cookie = known.cookies[settings.KNOWN_BROWSER_COOKIE_NAME]
        assert cookie["httponly"] and cookie["samesite"] == "Strict" and cookie["path"] == "/" and not cookie["domain"]
        assert user.username not in cookie.value and user.email not in cookie.value
        for value in ("", "x", cookie.value[:-1] + "~"):
            forger = Client()
            forger.cookies[settings.KNOWN_BROWSER_COOKIE_NAME] = value
            assert len(sign_in(forger)) == 1


def test_the_first_password_of_an_account_of_the_demo_is_no_change(site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ensure_accounts(PASSWORD)
    assert mail.outbox == [] and get_user_model().objects.get(username="editor").check_password(PASSWORD)
