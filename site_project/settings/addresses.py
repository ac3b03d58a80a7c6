"""Reads the addresses that operators give: of the site, its database, its cache and its mail server.

Every function raises ValueError when it cannot make sense of its text; the message is for nobody, since the caller
names the variable and says what was expected. None of them connects to anything.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import dj_database_url

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"

# Connections are kept for ten minutes: opening one costs more than most queries.
CONNECTION_AGE = 600

# Seconds. Writers queue for SQLite's one write lock this long before they give up.
SQLITE_LOCK_TIMEOUT = 20

# Write-ahead log: readers and the one writer do not wait for each other. NORMAL is safe with it (a power cut can
# lose the last commits, never corrupt the file).
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"

MAIL_BACKENDS = "django.core.mail.backends"

# scheme -> (default port, STARTTLS, TLS from the start)
SMTP_SCHEMES = {
    "smtp": (25, False, False),
    "submission": (587, True, False),
    "smtp+tls": (587, True, False),
    "submissions": (465, False, True),
    "smtps": (465, False, True),
    "smtp+ssl": (465, False, True),
}


def parse_site_url(text: str) -> str:
    """The site's own origin, without a slash at its end. Only http and https, and neither path nor user."""
    parts = _split(text)
    plain = parts.path in ("", "/") and not (parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        raise ValueError(text)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def parse_media_url(text: str) -> str:
    """Where uploaded media are: a path on this site or an http(s) address, ending in a slash."""
    parts = _split(text)
    own = text.startswith("/") and not text.startswith("//") and len(parts.path) > 1
    elsewhere = parts.scheme in ("http", "https") and bool(parts.hostname)
    if not (own or elsewhere) or parts.query or parts.fragment:
        raise ValueError(text)
    return text.rstrip("/") + "/"


def sqlite_database(name: str, options: dict[str, Any] | None = None) -> dict[str, Any]:
    """Django's settings for an SQLite database: the path of its file, or ":memory:"."""
    return {
        "ENGINE": SQLITE,
        "NAME": name,
        "CONN_MAX_AGE": CONNECTION_AGE,
        "OPTIONS": {
            "timeout": SQLITE_LOCK_TIMEOUT,
            "init_command": SQLITE_PRAGMAS,
            # A transaction that begins as a reader cannot wait when it turns writer: "database is locked", at once.
            "transaction_mode": "IMMEDIATE",
            **(options or {}),
        },
    }


def parse_database_url(text: str, folder: Path) -> dict[str, Any]:
    """Django's settings for one database. A relative SQLite path is taken from `folder`."""
    if text == "sqlite://:memory:":  # no address by the rules, but widely written
        return sqlite_database(":memory:")
    _split(text)
    database: dict[str, Any] = dict(dj_database_url.parse(text, conn_max_age=CONNECTION_AGE))
    options: dict[str, Any] = database.setdefault("OPTIONS", {})
    name = database["NAME"]
    if database["ENGINE"] == SQLITE:
        return sqlite_database(name if name == ":memory:" else str(folder / name), options)
    if database["ENGINE"] == POSTGRESQL and name:
        options.setdefault("connect_timeout", 5)
        return {**database, "CONN_HEALTH_CHECKS": True}
    raise ValueError(text)


def parse_redis_url(text: str) -> str:
    """A redis://, rediss:// (TLS) or unix:// address, as redis-py takes it."""
    parts = _split(text)
    database = parts.path.strip("/")
    over_network = parts.scheme in ("redis", "rediss") and bool(parts.hostname)
    if over_network and (not database or database.isdecimal()):
        return text
    if parts.scheme == "unix" and parts.path:
        return text
    raise ValueError(text)


def parse_email_url(text: str) -> dict[str, Any]:
    """Django's EMAIL_* settings for an smtp://, submission:// (STARTTLS), smtps:// (TLS), file://, console:// or
    dummy:// address. `?timeout=` takes seconds (10 by default)."""
    parts = _split(text)
    if parts.scheme in ("console", "consolemail"):
        return {"EMAIL_BACKEND": f"{MAIL_BACKENDS}.console.EmailBackend"}
    if parts.scheme == "dummy":
        return {"EMAIL_BACKEND": f"{MAIL_BACKENDS}.dummy.EmailBackend"}
    if parts.scheme == "file" and len(parts.path) > 1:
        return {"EMAIL_BACKEND": f"{MAIL_BACKENDS}.filebased.EmailBackend", "EMAIL_FILE_PATH": unquote(parts.path)}
    if parts.scheme not in SMTP_SCHEMES or not parts.hostname:
        raise ValueError(text)
    port, starttls, tls = SMTP_SCHEMES[parts.scheme]
    return {
        "EMAIL_BACKEND": f"{MAIL_BACKENDS}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": starttls,
        "EMAIL_USE_SSL": tls,
        "EMAIL_TIMEOUT": int(parse_qs(parts.query).get("timeout", ["10"])[0]),
    }


def _split(text: str) -> SplitResult:
    """The parts of an address; ValueError when it holds white space, or a port that is no number."""
    if any(character.isspace() for character in text):
        raise ValueError(text)
    parts = urlsplit(text)
    _ = parts.port  # raises ValueError when it is no port
    return parts
