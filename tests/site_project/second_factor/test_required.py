"""Where a group requires a second factor, whoever has none can do nothing but set one up."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from site_project.second_factor.models import AuthenticatorApp, Requirement
from site_project.users.groups import EDITORS, PUBLISHERS, group_named
from tests.factories import UserFactory
from tests.reading import parse
from tests.site_project.second_factor.steps import (
    ACCOUNT,
    APP,
    LOGIN,
    PASSKEY,
    WRONG,
    actions,
    code_of,
    is_in,
    password,
    prove,
)


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
