"""What operators decide: the environment variables, read once and checked.

A wrong value raises `EnvironmentProblem`, whose message is one sentence that names the variable. It never repeats
the value of a variable that can hold a password. An empty value counts as none. Every variable can also be read from
a file, named by the same variable with `_FILE` behind it, as container platforms hand over secrets.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import EnvError, FileAwareEnv, validate

from site_project.settings.addresses import (
    parse_database_url,
    parse_email_url,
    parse_media_url,
    parse_redis_url,
    parse_site_url,
    sqlite_database,
)
from site_project.settings.secrets import kept_secret

T = TypeVar("T")

# Where the site itself serves media.
MEDIA_PATH = "/media/"
FILE_STORAGE = "django.core.files.storage.FileSystemStorage"


class EnvironmentProblem(ImproperlyConfigured):
    """An environment variable has a value that the site cannot work with. The message is for the operator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The checked values, each described in docs/operating.md."""

    var_dir: Path
    bind: str
    port: int
    workers: int
    site_url: str
    secret_key: str
    allowed_hosts: list[str]
    behind_proxy: bool
    database: dict[str, Any]
    redis_url: str | None
    email: dict[str, Any]
    email_from: str
    log_level: str
    media_url: str
    serve_media: bool
    media_storage: str
    media_storage_options: dict[str, Any]
    archive_lookup: bool
    demo_password: str | None

    @property
    def https(self) -> bool:
        """Does the site live at an https address?"""
        return self.site_url.startswith("https:")

    @property
    def site_host(self) -> str:
        """The host name of the site's address, without a port."""
        return urlsplit(self.site_url).hostname or ""


class _Reader:
    """Reads variables one at a time, turning every way to fail into an `EnvironmentProblem`."""

    def __init__(self) -> None:
        self._env = FileAwareEnv(strip_whitespace=True)

    def read(self, name: str, expected: str, default: T, parse: Callable[[FileAwareEnv, str], T]) -> T:
        """The value of the variable `name`, which must be `expected`; `default` when it is not set or empty."""
        try:
            given = self._env.str(name, "").strip()
        except ValueError:
            raise EnvironmentProblem(f"{name}_FILE must be the path of a readable file.") from None
        if not given:
            return default
        try:
            return parse(self._env, name)
        except (EnvError, ValueError):
            raise EnvironmentProblem(f"{name} must be {expected}.") from None

    def text(self, name: str, expected: str, default: T, parse: Callable[[str], T]) -> T:
        """The same for a value that `parse` makes from the variable's text."""
        return self.read(name, expected, default, lambda env, key: parse(env.str(key).strip()))

    def switch(self, name: str, default: bool) -> bool:
        """An on-off variable."""
        return self.read(name, "1 or 0", default, lambda env, key: env.bool(key))

    def number(self, name: str, default: int, first: int, last: int) -> int:
        """A whole number."""
        return self.read(
            name,
            f"a whole number from {first} to {last}",
            default,
            lambda env, key: env.int(key, validate=validate.Range(first, last)),
        )


def read_environment(project: Path) -> Environment:
    """The environment of this process. `project` is the folder of the checkout. Raises EnvironmentProblem."""
    reader = _Reader()
    var_dir = reader.text("VAR_DIR", "a folder", project / "var", lambda text: project / text)
    try:
        var_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(f"VAR_DIR must be a folder that can be written to ({error}).") from None
    port = reader.number("PORT", 8000, 1, 65535)
    site_url = reader.text(
        "SITE_URL",
        "the site's address with http:// or https:// and nothing behind the host, such as https://example.org",
        f"http://127.0.0.1:{port}",
        parse_site_url,
    )
    host = urlsplit(site_url).hostname or ""
    media_url = reader.text("MEDIA_URL", "a path or an http(s) address", MEDIA_PATH, parse_media_url)
    serve_media = reader.switch("SERVE_MEDIA", default=True)
    if serve_media and media_url.startswith("/") and media_url != MEDIA_PATH:
        raise EnvironmentProblem(f"MEDIA_URL must be {MEDIA_PATH} or an http(s) address while SERVE_MEDIA is on.")
    return Environment(
        var_dir=var_dir,
        bind=reader.text("BIND", "the network address to listen on, such as 0.0.0.0", "127.0.0.1", _bind_address),
        port=port,
        workers=reader.number("WEB_CONCURRENCY", 2, 1, 512),
        site_url=site_url,
        secret_key=_secret_key(reader, var_dir, https=site_url.startswith("https:")),
        allowed_hosts=_allowed_hosts(reader, host),
        behind_proxy=reader.switch("BEHIND_PROXY", default=False),
        database=reader.text(
            "DATABASE_URL",
            "a database address such as postgres://user:password@host:5432/name or sqlite:////srv/site/db.sqlite3",
            sqlite_database(str(var_dir / "db.sqlite3")),
            lambda text: parse_database_url(text, project),
        ),
        redis_url=reader.text("REDIS_URL", "a Redis address such as redis://localhost:6379/0", None, parse_redis_url),
        email=reader.text(
            "EMAIL_URL",
            "a mail server's address such as submission://user:password@mail.example.org:587",
            parse_email_url("console://"),
            parse_email_url,
        ),
        email_from=reader.text("EMAIL_FROM", "an e-mail address", f"noreply@{host}", _email_address),
        log_level=reader.text("LOG_LEVEL", "DEBUG, INFO, WARNING, ERROR or CRITICAL", "INFO", _log_level),
        media_url=media_url,
        serve_media=serve_media,
        media_storage=reader.text(
            "MEDIA_STORAGE", "the dotted path of an installed Django storage class", FILE_STORAGE, _storage_class
        ),
        media_storage_options=reader.read("MEDIA_STORAGE_OPTIONS", "a JSON object", {}, _json_object),
        archive_lookup=reader.switch("ARCHIVE_LOOKUP", default=True),
        demo_password=reader.text("DEMO_PASSWORD", "a text", None, lambda text: text),
    )


def _secret_key(reader: _Reader, var_dir: Path, *, https: bool) -> str:
    given = reader.text("SECRET_KEY", "a text", "", lambda text: text)
    if given:
        return given
    if https:
        # A key that each machine invents for itself signs people out at every move and differs between machines.
        raise EnvironmentProblem("SECRET_KEY must be given (a long random text) when SITE_URL is an https address.")
    try:
        return kept_secret(var_dir / "secret-key", length=50)
    except OSError as error:
        raise EnvironmentProblem(f"VAR_DIR must be a folder that can be written to ({error}).") from None


def _allowed_hosts(reader: _Reader, site_host: str) -> list[str]:
    hosts = reader.text(
        "ALLOWED_HOSTS",
        "host names separated by commas, without http:// and ports",
        ["localhost", "127.0.0.1"],
        _host_names,
    )
    return hosts if site_host in hosts else [*hosts, site_host]


def _host_names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names or any("/" in name or " " in name for name in names):
        raise ValueError(text)
    return names


def _bind_address(text: str) -> str:
    if "/" in text or " " in text:
        raise ValueError(text)
    return text


def _email_address(text: str) -> str:
    if "@" not in text.strip("@") or "\n" in text:
        raise ValueError(text)
    return text


def _log_level(text: str) -> str:
    level = text.upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
        raise ValueError(text)
    return level


def _storage_class(text: str) -> str:
    module, _, name = text.rpartition(".")
    # Only looked for, not imported: a storage module may itself read the settings that are being made here.
    try:
        found = bool(name) and importlib.util.find_spec(module) is not None
    except ImportError:
        found = False
    if not found:
        raise ValueError(text)
    return text


def _json_object(env: FileAwareEnv, name: str) -> dict[str, Any]:
    value = env.json(name)
    if not isinstance(value, dict):
        raise ValueError(name)
    return value
