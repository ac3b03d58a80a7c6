"""Somebody has lost what they prove who they are with."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from site_project.second_factor.models import AuthenticatorApp, RecoveryCodes
from site_project.users.groups import PUBLISHERS
from tests.factories import UserFactory
from tests.site_project.second_factor.steps import actions, confirm, is_in


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

    def test_the_list_says_who_has_one(self, admin_client, user, app):
        answer = admin_client.get("/admin/users/")
        assert {account.pk for account in answer.context["object_list"] if account.has_factor} == {user.pk}
        assert "Second factor" in answer.text

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
