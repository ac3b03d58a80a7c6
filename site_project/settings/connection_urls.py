"""Parsers for the URLs that operators give: of the site, its media, its database, its cache and its mail server.

Each raises environs' ValidationError, which does not repeat the URL: it can hold a password. None connects to anything.
"""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import dj_database_url
from environs import ValidationError

DATABASE_OPTIONS: dict[str, dict[str, Any]] = {
    "django.db.backends.postgresql": {"connect_timeout": 5},
    "django.db.backends.sqlite3": {
        # Seconds. Writers queue for SQLite's one write lock this long before they give up.
        "timeout": 20,
        # Write-ahead log: readers and the one writer do not wait for each other. FULL: what was acknowledged is on the disk
        # when that fails or the power does.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        # A transaction that begins as a reader cannot wait when it turns writer: "database is locked", at once.
        "transaction_mode": "IMMEDIATE",
    },
}
# Ours builds on Django's.
ENGINES = {"django.db.backends.postgresql": "site_project.postgresql"}
# scheme -> (Django's backend, default port, STARTTLS, TLS from the start)
EMAIL_SCHEMES = {
    "smtp": ("smtp", 25, False, False),
    "submission": ("smtp", 587, True, False),
    "smtps": ("smtp", 465, False, True),
    "console": ("console", 25, False, False),
    "file": ("filebased", 25, False, False),
    "dummy": ("dummy", 25, False, False),
}


def parse_site_url(text: str) -> str:
    """The site's own origin, without a slash at its end. Only http and https, and neither path nor user."""
    parts = _split(text)
    is_origin = parts.path in ("", "/") and not (parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme not in ("http", "https") or not parts.hostname or not is_origin:
        raise ValidationError("Must be http:// or https:// and a host, such as https://example.org.")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def parse_media_url(text: str) -> str:
    """Where uploaded media are: a path on this site or an http(s) URL, ending in a slash."""
    parts = _split(text)
    is_path = text.startswith("/") and not text.startswith("//") and len(parts.path) > 1
    is_elsewhere = parts.scheme in ("http", "https") and bool(parts.hostname)
    if not (is_path or is_elsewhere) or parts.query or parts.fragment:
        raise ValidationError("Must be a path or an http(s) URL.")
    return text.rstrip("/") + "/"


def parse_database_url(text: str, folder: Path) -> dict[str, Any]:
    """Django's settings for one database. A relative SQLite path is taken from `folder`."""
    # Connections are kept for ten minutes: opening one costs more than most queries.
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(text, conn_max_age=600, conn_health_checks=True))
    except ValueError:
        database = {}
    engine, name = database.get("ENGINE"), database.get("NAME")
    if engine not in DATABASE_OPTIONS or not name or any(character.isspace() for character in text):
        raise ValidationError("Must be like postgres://user:password@host:5432/name or sqlite:////path/db.sqlite3.")
    if engine == "django.db.backends.sqlite3" and name != ":memory:":
        name = str(folder / name)
    options = {**DATABASE_OPTIONS[engine], **database.get("OPTIONS", {})}
    return {**database, "ENGINE": ENGINES.get(engine, engine), "NAME": name, "OPTIONS": options}


def validate_redis_url(text: str) -> None:
    """Accepts a redis://, rediss:// (TLS) or unix:// URL, as redis-py takes it."""
    parts = _split(text)
    number = parts.path.strip("/")
    over_network = parts.scheme in ("redis", "rediss") and parts.hostname and (not number or number.isdecimal())
    if not over_network and not (parts.scheme == "unix" and parts.path):
        raise ValidationError("Must be like redis://host:6379/0, rediss://host:6379/0 or unix:///path.")


def parse_email_url(text: str) -> dict[str, Any]:
    """Django's EMAIL_* settings for an smtp://, submission:// (STARTTLS), smtps:// (TLS), file://, console:// or
    dummy:// URL. `?timeout=` takes seconds (10 by default)."""
    parts = _split(text)
    backend, port, starttls, tls = EMAIL_SCHEMES.get(parts.scheme, ("", 25, False, False))
    timeout = parse_qs(parts.query).get("timeout", ["10"])[0]
    needed = {"smtp": parts.hostname, "filebased": parts.path.strip("/")}.get(backend, backend)
    if not needed or not timeout.isdecimal():
        raise ValidationError("Must be like submission://user:password@host:587, smtps://host:465 or console://.")
    return {
        "EMAIL_BACKEND": f"django.core.mail.backends.{backend}.EmailBackend",
        "EMAIL_FILE_PATH": unquote(parts.path),
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": starttls,
        "EMAIL_USE_SSL": tls,
        "EMAIL_TIMEOUT": int(timeout),
    }


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        is_valid = (parts.port is None or parts.port > 0) and not any(character.isspace() for character in text)
    except ValueError:  # no port, or brackets that are no IPv6 address
        is_valid = False
    if not is_valid:
        raise ValidationError("Must be a URL.")
    return parts
