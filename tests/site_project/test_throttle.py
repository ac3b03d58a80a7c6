"""Whoever guesses passwords is stopped, at each form that takes one, and nothing is kept of where they were."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from site_project.users import throttle, views
from site_project.users.models import Attempts
from tests.factories import StandardPageFactory, UserFactory
from tests.factories.users import PASSWORD

TOO_OFTEN = "That was tried too often."
SIGN_INS = ["/admin/login/", "/en/_util/login/"]


@pytest.fixture
def limits(monkeypatch):
    """Sets the limits of all purposes."""

    def set_limits(**limits):
        all_limits = {"both": 1000, "network": 1000, "account": 1000, "window": dt.timedelta(minutes=15)} | limits
        monkeypatch.setattr(throttle, "LIMITS", dict.fromkeys(throttle.LIMITS, throttle.Limits(**all_limits)))

    return set_limits


@pytest.fixture
def try_to(client, site):
    """Sends a form as a visitor of some network."""

    def send(path, network="192.0.2.1", **data):
        return client.post(path, data, REMOTE_ADDR=network)

    return send


@pytest.fixture
def work(try_to, monkeypatch, django_assert_max_num_queries):
    """What a form costs: how often the database is asked, and a password hashed."""
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(args) or encode(*args))

    def cost(path, **data):
        hashed.clear()
        with django_assert_max_num_queries(50) as queries:
            answer = try_to(path, **data)
        return len(queries), len(hashed), answer.status_code

    return cost


@pytest.mark.parametrize("path", SIGN_INS)
def test_unknown_and_closed_accounts_take_as_long_as_known_ones(work, path):
    known, closed = UserFactory(), UserFactory(is_active=False)
    work(path, username="somebody", password="guess")
    costs = {work(path, username=name, password="guess") for name in ("nobody", known.username, closed.username)}
    assert len(costs) == 1 and costs.pop()[1] == 1


def test_so_do_unknown_addresses_of_who_asks_for_a_password(work, monkeypatch):
    """What is done for the known ones is done in the background."""
    asked = []
    monkeypatch.setattr(views, "send_password_reset", SimpleNamespace(enqueue=lambda *args: asked.append(args)))
    path = "/admin/password_reset/"
    work(path, email="somebody@example.org")
    assert work(path, email="nobody@example.org") == work(path, email=UserFactory().email)
    assert len(asked) == 3


@pytest.mark.parametrize("path", SIGN_INS)
@pytest.mark.parametrize("is_known", [True, False])
def test_after_too_many_attempts_no_password_is_right(try_to, client, limits, path, is_known):
    limits(both=2)
    name = UserFactory().username if is_known else "nobody"
    for _attempt in range(2):
        assert TOO_OFTEN not in try_to(path, username=name, password="guess").text
    assert TOO_OFTEN in try_to(path, username=name.upper() if not is_known else name, password=PASSWORD).text
    assert "_auth_user_id" not in client.session


def test_others_go_on(try_to, client, limits):
    limits(both=1)
    user = UserFactory()
    for _attempt in range(3):
        try_to(SIGN_INS[0], username=user.username, password="guess")
    assert try_to(SIGN_INS[0], "198.51.100.7", username=user.username, password=PASSWORD).status_code == 302


@pytest.mark.parametrize("kind", ["network", "account"])
def test_neither_many_accounts_nor_many_networks_help(try_to, limits, kind):
    limits(**{kind: 2})
    for number in range(3):
        network = "192.0.2.1" if kind == "network" else f"192.0.2.{number}"
        name = "editor" if kind == "account" else f"editor{number}"
        answer = try_to(SIGN_INS[0], network, username=name, password="guess")
    assert TOO_OFTEN in answer.text


def test_whoever_signs_in_starts_anew(try_to, client, limits):
    limits(both=2)
    user = UserFactory()
    for _time in range(3):
        try_to(SIGN_INS[0], username=user.username, password="mistyped")
        assert try_to(SIGN_INS[0], username=user.username, password=PASSWORD).status_code == 302
        client.logout()


def test_a_window_ends(try_to, limits, time_machine):
    limits(both=0)
    assert TOO_OFTEN in try_to(SIGN_INS[0], username="editor", password="guess").text
    limits(both=1)
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=16))
    assert TOO_OFTEN not in try_to(SIGN_INS[0], username="editor", password="guess").text


def test_nothing_is_kept_of_who_tried(try_to, limits, time_machine):
    limits(both=1)
    try_to(SIGN_INS[0], username="editor", password="guess")
    kept = " ".join(str(value) for row in Attempts.objects.values_list() for value in row)
    assert Attempts.objects.count() == 3
    assert "192.0.2.1" not in kept and "editor" not in kept
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=16))
    try_to(SIGN_INS[0], "198.51.100.7", username="other", password="guess")
    assert Attempts.objects.count() == 3
    time_machine.move_to(timezone.now() + dt.timedelta(minutes=32))
    call_command("forget_attempts")
    assert not Attempts.objects.exists()


def test_the_message_speaks_spanish(try_to, limits):
    limits(both=0)
    assert "demasiadas veces" in try_to("/es/_util/login/", username="editor", password="guess").text


class TestPrivatePage:
    @pytest.fixture
    def page(self, site):
        return StandardPageFactory(slug="private", summary="For members only")

    @pytest.fixture
    def restriction(self, page):
        return PageViewRestriction.objects.create(page=page, restriction_type="password", password="open sesame")

    @pytest.fixture
    def unlock(self, try_to, page, restriction):
        address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
        return lambda password, to=page.url: try_to(address, password=password, return_url=to)

    def test_its_password_is_not_stored(self, restriction, page, unlock, client):
        restriction.refresh_from_db()
        assert "open sesame" not in restriction.password
        restriction.save()  # once more: a hash stays what it is
        assert "For members only" not in unlock("open").text
        assert unlock("open sesame").url == page.url
        assert "For members only" in client.get(page.url).text

    def test_guesses_have_a_limit(self, unlock, limits):
        limits(both=1)
        unlock("guess")
        assert TOO_OFTEN in unlock("open sesame").text

    def test_the_editor_saves_the_form_without_a_change(self, restriction, page, admin_client, unlock):
        form = {"restriction_type": "password", "password": restriction.password}
        admin_client.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), form)
        assert unlock("open sesame").url == page.url

    @pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
    def test_it_leads_to_this_site_only(self, unlock, target):
        assert "evil" not in unlock("open sesame", target).url


class TestPasswordReset:
    @pytest.fixture
    def ask(self, try_to):
        return lambda email, network="192.0.2.1": try_to("/admin/password_reset/", network, email=email)

    def test_known_and_unknown_addresses_get_the_same_answer(self, ask):
        known, unknown = ask(UserFactory().email), ask("nobody@example.org")
        assert (known.status_code, known.url) == (unknown.status_code, unknown.url) == (302, unknown.url)
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize("is_known", [True, False])
    def test_nobody_gets_many_mails(self, ask, limits, is_known):
        limits(account=1)
        email = UserFactory().email if is_known else "nobody@example.org"
        ask(email)
        assert TOO_OFTEN in ask(email.upper(), "198.51.100.7").text
        assert len(mail.outbox) == is_known

    def test_the_link_leads_to_the_site_whatever_the_request_says(self, client, site, settings):
        settings.ALLOWED_HOSTS = ["*"]
        client.post("/admin/password_reset/", {"email": UserFactory().email}, HTTP_HOST="evil.example")
        (message,) = mail.outbox
        assert "http://testserver/admin/password_reset/confirm/" in message.body
        assert "evil" not in message.body


class TestNetwork:
    @pytest.mark.parametrize(
        ("address", "network"),
        [
            ("192.0.2.1", "192.0.2.1"),
            ("2001:db8::1", "2001:db8::/64"),
            ("2001:db8::ffff:1", "2001:db8::/64"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("", ""),
            ("unix:", ""),
        ],
    )
    def test_of_the_connection(self, rf, address, network):
        assert throttle.network_of(rf.get("/", REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR="198.51.100.7")) == network

    @pytest.mark.parametrize(
        ("header", "network"),
        [("198.51.100.7", "198.51.100.7"), ("203.0.113.9, 198.51.100.7", "198.51.100.7"), ("", ""), ("x, y", "")],
    )
    def test_behind_a_proxy_it_is_what_the_proxy_says(self, rf, settings, header, network):
        settings.BEHIND_PROXY = True
        assert throttle.network_of(rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=header)) == network

    @pytest.mark.parametrize("guide", ["operating.md", "deploy/nginx.conf"])
    def test_the_proxies_of_the_guides_say_it(self, settings, guide):
        text = Path(settings.BASE_DIR, "docs", guide).read_text(encoding="utf-8")
        for header in ("Host $host", "X-Forwarded-Proto $scheme", "X-Forwarded-For $remote_addr"):
            assert f"proxy_set_header {header};" in text
