"""What operators decide: the environment variables of docs/operating.md, read once and checked by environs.

A wrong value raises ImproperlyConfigured with one sentence that names the variable and repeats no secret.
Each variable can also be read from a file, named by the same variable with `_FILE` behind it.
"""

import importlib.util
import logging
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import EnvError, FileAwareEnv, ValidationError, validate

from site_project.settings import connection_urls
from site_project.settings.secrets import get_or_create_secret

# Where the site itself serves media.
MEDIA_PATH = "/media/"

# Ours builds on what is named.
STORAGES = {"storages.backends.s3.S3Storage": "site_project.object_storage.S3Storage"}

LOCAL_HOSTS = ["localhost", "127.0.0.1"]

# What Django's own check calls weak.
SHORTEST_KEY, FEWEST_CHARACTERS = 50, 5


class Env(FileAwareEnv):
    """environs, with an empty variable counted as none."""

    def _get_value(self, env_key: str, default: object) -> Any:
        try:
            value = super()._get_value(env_key, default)
        except (OSError, ValueError):
            raise EnvError(f"{env_key}{self.file_suffix} must be the path of a readable file.") from None
        return (value.strip() or default) if isinstance(value, str) else value


class Environment:
    """The checked values. Raises EnvError."""

    def __init__(self, project: Path) -> None:
        env = Env()
        for kind in ("site", "media", "database", "email"):
            env.add_parser(f"{kind}_url", getattr(connection_urls, f"parse_{kind}_url"))
        self.var_dir: Path = project / env.path("VAR_DIR", project / "var")
        self.bind: str = env.str(
            "BIND", "127.0.0.1", validate=validate.Regexp(r"[^/\s]+$", error="Must be a network address.")
        )
        self.port: int = env.int("PORT", 8000, validate=validate.Range(1, 65535))
        self.metrics_port: int | None = env.int("METRICS_PORT", None, validate=validate.Range(1, 65535))
        if self.metrics_port == self.port:
            raise EnvError("METRICS_PORT must be another port than PORT.")
        self.workers: int = env.int("WEB_CONCURRENCY", 2, validate=validate.Range(1, 512))
        self.site_url: str = env.site_url("SITE_URL", f"http://127.0.0.1:{self.port}")
        self.https = self.site_url.startswith("https:")
        self.secret_key: str = env.str("SECRET_KEY", "") or self._create_secret_key()
        if self.https:
            check_secret_key(self.secret_key)
        self.hsts_subdomains: bool = env.bool("HSTS_SUBDOMAINS", default=True)
        host = urlsplit(self.site_url).hostname or ""
        hosts: list[str] = env.list("ALLOWED_HOSTS", LOCAL_HOSTS, validate=_check_hosts)
        self.hosts_are_given = hosts != LOCAL_HOSTS
        self.allowed_hosts = list(dict.fromkeys([*(name.strip() for name in hosts if name.strip()), host]))
        self.behind_proxy: bool = env.bool("BEHIND_PROXY", default=False)
        sqlite = quote(str(self.var_dir / "db.sqlite3"))
        self.database: dict[str, Any] = env.database_url("DATABASE_URL", f"sqlite:///{sqlite}", folder=project)
        self.redis_url: str | None = env.str("REDIS_URL", None, validate=connection_urls.validate_redis_url)
        self.page_cache: bool = env.bool("PAGE_CACHE", default=True)
        self.email: dict[str, Any] = env.email_url("EMAIL_URL", "console://")
        self.has_mail_server = bool(env.str("EMAIL_URL", ""))
        email = validate.Regexp(r".*[^@]@[^@]", error="Must be an email address.")
        self.email_from: str = env.str("EMAIL_FROM", f"noreply@{host}", validate=email)
        self.error_mail: list[str] = env.list("ERROR_MAIL", [], validate=lambda given: [email(one) for one in given])
        self.log_level: int = env.log_level("LOG_LEVEL", logging.INFO)
        self.log_format: str = env.str(
            "LOG_FORMAT", "line", validate=validate.OneOf(["line", "json"], error="Must be line or json.")
        )
        self.media_url: str = env.media_url("MEDIA_URL", MEDIA_PATH)
        self.serve_media: bool = env.bool("SERVE_MEDIA", default=True)
        if self.serve_media and self.media_url.startswith("/") and self.media_url != MEDIA_PATH:
            raise EnvError(f"MEDIA_URL must be {MEDIA_PATH} or an http(s) URL while SERVE_MEDIA is on.")
        storage = "django.core.files.storage.FileSystemStorage"
        given: str = env.str("MEDIA_STORAGE", storage, validate=_check_storage_class)
        self.media_storage = STORAGES.get(given, given)
        self.media_storage_options: Any = env.json("MEDIA_STORAGE_OPTIONS", {}, validate=_check_json_object)
        self.frontend_cache: Any = env.json("FRONTEND_CACHE", {}, validate=_check_frontend_cache)
        copy = env.path("STATIC_COPY", None)
        self.static_copy: Path | None = project / copy if copy else None
        if self.frontend_cache and not self.static_copy:
            self.static_copy = self.var_dir / "static-copy"  # by which is known what has changed
        self.archive_lookup: bool = env.bool("ARCHIVE_LOOKUP", default=True)
        self.demo_password: str | None = env.str("DEMO_PASSWORD", None)

    def _create_secret_key(self) -> str:
        if self.https:
            # A key that each machine invents for itself signs people out at every move and differs between machines.
            raise EnvError("SECRET_KEY must be given (a long random text) when SITE_URL is an https URL.")
        return get_or_create_secret(self.var_dir / "secret-key", length=50)


def read_environment(project: Path) -> Environment:
    """The environment of this process. `project` is the folder of the checkout."""
    try:
        environment = Environment(project)
        environment.var_dir.mkdir(parents=True, exist_ok=True)
        if not os.access(environment.var_dir, os.W_OK | os.X_OK):
            raise PermissionError(environment.var_dir)
    except EnvError as error:
        raise ImproperlyConfigured(str(error)) from None
    except OSError as error:
        raise ImproperlyConfigured(f"VAR_DIR must be a folder that can be written to ({error}).") from None
    return environment


def check_secret_key(key: str) -> None:
    """Raises EnvError for a key that could be guessed."""
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS or key.startswith("django-insecure-"):
        raise EnvError(
            f"SECRET_KEY must be a random text of {SHORTEST_KEY} characters or more, made for this site alone."
        )


def make_public(environment: Environment) -> None:
    """Ask more of a site for the public: one that has an https address.

    Raises:
        ImproperlyConfigured: something is missing that only a site without visitors can do without.
    """
    try:
        check_secret_key(environment.secret_key)
    except EnvError as error:
        raise ImproperlyConfigured(str(error)) from None
    if not environment.https:
        return
    if not environment.has_mail_server:
        raise ImproperlyConfigured(
            "EMAIL_URL must be given when SITE_URL is an https URL: staff get their new passwords by mail."
        )
    if not environment.hosts_are_given:
        environment.allowed_hosts = [name for name in environment.allowed_hosts if name not in LOCAL_HOSTS]


def _check_hosts(names: list[str]) -> None:
    if not any(names) or any("/" in name or " " in name.strip() for name in names):
        raise ValidationError("Must be host names separated by commas, without http:// and ports.")


def _check_storage_class(path: str) -> None:
    module, _, name = path.rpartition(".")
    # Only looked for, not imported: a storage module may itself read the settings that are being made here.
    try:
        found = bool(name) and importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        found = False
    if not found:
        raise ValidationError("Must be the dotted path of an installed Django storage class.")


def _check_frontend_cache(value: object) -> None:
    if not isinstance(value, dict):
        raise ValidationError("Must be a JSON object.")
    backend = value.get("BACKEND", "")
    if value and not (isinstance(backend, str) and backend.startswith("wagtail.contrib.frontend_cache.backends.")):
        raise ValidationError('Must be a JSON object with a "BACKEND" of wagtail.contrib.frontend_cache.backends.')


def _check_json_object(value: object) -> None:
    if not isinstance(value, dict):
        raise ValidationError("Must be a JSON object.")
