"""The addresses that operators give: of the site, the database, the cache and the mail server."""

from pathlib import Path

import pytest
from environs import ValidationError

from site_project.settings.connection_urls import (
    parse_database_url,
    parse_email_url,
    parse_media_url,
    parse_site_url,
    validate_redis_url,
)

FOLDER = Path("/srv/site")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org", "https://example.org"),
        ("https://example.org/", "https://example.org"),
        ("http://Example.org:8000", "http://example.org:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_site_url(text, url):
    assert parse_site_url(text) == url


@pytest.mark.parametrize(
    "text",
    ["ftp://x", "example.org", "https://", "https://example.org/site", "https://a:b@example.org", "https://x?y",
     "https://x:port", "https://x y"],
)  # fmt: skip
def test_no_site_url(text):
    with pytest.raises(ValidationError):
        parse_site_url(text)


def test_postgres():
    database = parse_database_url("postgres://user:p%40ss@db.example.org:5433/site?sslmode=require", FOLDER)
    assert database["ENGINE"] == "site_project.postgresql"
    assert (database["USER"], database["PASSWORD"], database["HOST"], database["PORT"], database["NAME"]) == (
        "user", "p@ss", "db.example.org", 5433, "site",
    )  # fmt: skip
    assert database["OPTIONS"] == {"sslmode": "require", "connect_timeout": 5}
    assert database["CONN_HEALTH_CHECKS"]


def test_postgres_through_a_socket():
    database = parse_database_url("postgres://user@/site?host=/run/postgresql", FOLDER)
    assert (database["HOST"], database["OPTIONS"]["host"]) == ("", "/run/postgresql")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("sqlite:////data/db.sqlite3", "/data/db.sqlite3"),
        ("sqlite:///db.sqlite3", "/srv/site/db.sqlite3"),
        ("sqlite://:memory:", ":memory:"),
    ],
)
def test_sqlite(text, name):
    database = parse_database_url(text, FOLDER)
    assert database["NAME"] == name
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]  # a disk that failed has lost commits with NORMAL


@pytest.mark.parametrize(
    "text",
    ["foo", "mysql://u@h/n", "postgres://user@host", "postgres://host:port/name", "postgres://h /n", "oracle://h/n"],
)
def test_no_database(text):
    with pytest.raises(ValidationError):
        parse_database_url(text, FOLDER)


@pytest.mark.parametrize(
    "text", ["redis://localhost", "redis://:secret@cache:6379/1", "rediss://cache/0", "unix:///run/redis.sock?db=1"]
)
def test_redis(text):
    validate_redis_url(text)


@pytest.mark.parametrize("text", ["nonsense", "redis://", "redis://host:port", "redis://host/name", "http://host"])
def test_no_redis(text):
    with pytest.raises(ValidationError):
        validate_redis_url(text)


@pytest.mark.parametrize(
    ("text", "port", "starttls", "tls"),
    [
        ("smtp://localhost", 25, False, False),
        ("smtp://localhost:1025", 1025, False, False),
        ("submission://mail.example.org", 587, True, False),
        ("smtps://mail.example.org", 465, False, True),
    ],
)
def test_mail_server(text, port, starttls, tls):
    settings = parse_email_url(text)
    assert (settings["EMAIL_PORT"], settings["EMAIL_USE_TLS"], settings["EMAIL_USE_SSL"]) == (port, starttls, tls)
    assert settings["EMAIL_TIMEOUT"] == 10


def test_mail_server_with_a_name_and_a_password():
    settings = parse_email_url("submission://site%40example.org:p%2Fw@mail.example.org?timeout=30")
    assert settings["EMAIL_HOST_USER"] == "site@example.org"
    assert settings["EMAIL_HOST_PASSWORD"] == "p/w"
    assert settings["EMAIL_TIMEOUT"] == 30


@pytest.mark.parametrize(
    ("text", "backend"), [("console://", "console"), ("dummy://", "dummy"), ("file:///m", "filebased")]
)
def test_mail_that_goes_nowhere(text, backend):
    assert parse_email_url(text)["EMAIL_BACKEND"] == f"django.core.mail.backends.{backend}.EmailBackend"


@pytest.mark.parametrize(
    "text", ["nonsense", "smtp://", "http://mail", "smtp://mail:port", "smtp://mail?timeout=long", "file://"]
)
def test_no_mail_server(text):
    with pytest.raises(ValidationError):
        parse_email_url(text)


@pytest.mark.parametrize(
    ("text", "url"), [("/files", "/files/"), ("https://cdn.example.org/m/", "https://cdn.example.org/m/")]
)
def test_media_url(text, url):
    assert parse_media_url(text) == url


@pytest.mark.parametrize("text", ["/", "media", "//cdn.example.org/", "ftp://x/", "/media?x"])
def test_no_media_url(text):
    with pytest.raises(ValidationError):
        parse_media_url(text)
