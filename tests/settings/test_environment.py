"""What operators decide through the environment, and what they read when a value cannot be used."""

import os
import re
import stat

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from site_project.settings.environment import make_public, read_environment

VARIABLES = (
    "ALLOWED_HOSTS", "BEHIND_PROXY", "BIND", "DATABASE_URL", "DEMO_PASSWORD", "EMAIL_FROM", "EMAIL_URL", "ERROR_MAIL", "FRONTEND_CACHE",
    "HSTS_SUBDOMAINS", "LOG_FORMAT", "LOG_LEVEL", "MEDIA_STORAGE", "MEDIA_STORAGE_OPTIONS", "MEDIA_URL", "METRICS_PORT",
    "PORT", "REDIS_URL", "SECRET_KEY", "SERVE_MEDIA", "SITE_URL", "STATIC_COPY", "VAR_DIR", "WEB_CONCURRENCY",
)  # fmt: skip

KEY = "a key for tests that is as long as it has to be, fifty characters"


@pytest.fixture
def read(monkeypatch, tmp_path):
    """Reads an environment that has these variables and no others of ours."""

    def read_with(**given):
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        return read_environment(tmp_path)

    return read_with


def test_without_any_variable(read, tmp_path):
    environment = read()
    assert environment.site_url == "http://127.0.0.1:8000"
    assert environment.allowed_hosts == ["localhost", "127.0.0.1"]
    assert environment.database["NAME"] == str(tmp_path / "var" / "db.sqlite3")
    assert environment.redis_url is None
    assert environment.email["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert (environment.bind, environment.port, environment.workers) == ("127.0.0.1", 8000, 2)
    assert environment.serve_media
    assert not environment.behind_proxy
    assert not environment.https


def test_an_empty_variable_counts_as_none(read):
    assert read(PORT="", SITE_URL=" ", DATABASE_URL="").port == 8000


def test_the_site_is_where_the_port_is(read):
    assert read(PORT="9000").site_url == "http://127.0.0.1:9000"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", "https://example.org"),
        ("BEHIND_PROXY", "maybe"),
        ("FRONTEND_CACHE", "varnish:6081"),
        ("FRONTEND_CACHE", '{"LOCATION": "http://varnish:6081"}'),
        ("LOG_FORMAT", "xml"),
        ("METRICS_PORT", "0"),
        ("BIND", "http://x"),
        ("DATABASE_URL", "foo"),
        ("EMAIL_FROM", "nobody"),
        ("EMAIL_URL", "nonsense"),
        ("ERROR_MAIL", "admin@example.org, nobody"),
        ("LOG_LEVEL", "loud"),
        ("MEDIA_STORAGE", "no.such.Storage"),
        ("MEDIA_STORAGE", "Storage"),
        ("MEDIA_STORAGE_OPTIONS", "[]"),
        ("MEDIA_STORAGE_OPTIONS", "{"),
        ("MEDIA_URL", "media"),
        ("MEDIA_URL", "/files/"),
        ("PORT", "abc"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("REDIS_URL", "nonsense"),
        ("SERVE_MEDIA", "perhaps"),
        ("SITE_URL", "ftp://x"),
        ("VAR_DIR", "/proc/nowhere"),
        ("WEB_CONCURRENCY", "0"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_names_the_variable(read, name, value):
    with pytest.raises(ImproperlyConfigured) as problem:
        read(**{name: value})
    sentence = str(problem.value)
    assert name in sentence
    assert re.search(r"[mM]ust be|Not (a )?valid", sentence)
    assert "\n" not in sentence


def test_a_disk_that_cannot_be_written_is_one_sentence(read, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(ImproperlyConfigured, match=r"^VAR_DIR must be a folder that can be written to \([^\n]+\)\.$"):
        read()


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABASE_URL", "mysql://u:hush@h/n"), ("REDIS_URL", "http://:hush@h"), ("EMAIL_URL", "imap://u:hush@h")],
)
def test_a_password_is_not_repeated(read, name, value):
    with pytest.raises(ImproperlyConfigured) as problem:
        read(**{name: value})
    assert "hush" not in str(problem.value)
    assert problem.value.__cause__ is None


class TestSecretKey:
    def test_one_is_made_and_kept(self, read, tmp_path):
        key = read().secret_key
        assert len(key) >= 50
        assert read().secret_key == key
        assert stat.S_IMODE((tmp_path / "var" / "secret-key").stat().st_mode) == 0o600

    def test_another_machine_makes_another(self, read, tmp_path):
        assert read(VAR_DIR=str(tmp_path / "a")).secret_key != read(VAR_DIR=str(tmp_path / "b")).secret_key

    def test_with_https_it_must_be_given(self, read):
        with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY must be given"):
            read(SITE_URL="https://example.org")

    def test_it_can_be_in_a_file(self, read, tmp_path, monkeypatch):
        (tmp_path / "key").write_text(f"{KEY}\n")
        monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
        assert read(SITE_URL="https://example.org").secret_key == KEY

    def test_the_file_must_be_there(self, read, tmp_path, monkeypatch):
        monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "none"))
        with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY_FILE must be the path of a readable file"):
            read()


def test_the_sites_own_host_is_always_allowed(read):
    environment = read(SITE_URL="https://www.example.org", SECRET_KEY=KEY, ALLOWED_HOSTS="example.org, es.example.org")
    assert environment.allowed_hosts == ["example.org", "es.example.org", "www.example.org"]
    assert environment.https
    assert environment.email_from == "noreply@www.example.org"


class TestPublic:
    """What is asked of a site for visitors."""

    @pytest.fixture
    def public(self, read):
        def read_public(**given):
            environment = read(
                **{"SITE_URL": "https://example.org", "SECRET_KEY": KEY, "EMAIL_URL": "smtp://mail"} | given
            )
            make_public(environment)
            return environment

        return read_public

    @pytest.mark.parametrize("site", ["https://example.org", "http://example.org"])
    @pytest.mark.parametrize("key", ["changeme", "k" * 60, "django-insecure-" + KEY])
    def test_a_weak_key_refuses_the_start(self, public, key, site):
        with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY must be a random text[^\n]*\.$") as problem:
            public(SECRET_KEY=key, SITE_URL=site)
        assert key not in str(problem.value)

    def test_mail_must_go_somewhere(self, public):
        with pytest.raises(ImproperlyConfigured, match=r"^EMAIL_URL must be given"):
            public(EMAIL_URL="")
        assert (
            public(EMAIL_URL="", SITE_URL="http://127.0.0.1:8000")
            .email["EMAIL_BACKEND"]
            .endswith("console.EmailBackend")
        )

    def test_it_is_not_called_localhost(self, public):
        assert public().allowed_hosts == ["example.org"]
        assert public(ALLOWED_HOSTS="localhost").allowed_hosts == ["localhost", "example.org"]


def test_media_elsewhere(read):
    environment = read(
        MEDIA_URL="https://cdn.example.org",
        MEDIA_STORAGE="django.core.files.storage.InMemoryStorage",
        MEDIA_STORAGE_OPTIONS='{"location": "x"}',
        SERVE_MEDIA="off",
    )
    assert environment.media_url == "https://cdn.example.org/"
    assert environment.media_storage_options == {"location": "x"}
    assert not environment.serve_media


def test_a_proxy_may_serve_media_at_another_path(read):
    assert read(MEDIA_URL="/files/", SERVE_MEDIA="0").media_url == "/files/"


def test_every_variable_is_in_the_guide():
    guide = (settings.BASE_DIR / "docs" / "operating.md").read_text(encoding="utf-8")
    assert [name for name in VARIABLES if f"`{name}`" not in guide] == []
