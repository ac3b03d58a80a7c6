"""The settings of the tests. Of what surrounds them only the database and the cache count."""

import os
from urllib.parse import urlsplit

for _name in (
    "ALLOWED_HOSTS",
    "ARCHIVE_LOOKUP",
    "BEHIND_PROXY",
    "EMAIL_URL",
    "ERROR_MAIL",
    "MEDIA_STORAGE",
    "MEDIA_URL",
    "PORT",
    "SITE_URL",
):
    os.environ.pop(_name, None)
os.environ["SECRET_KEY"] = "for tests only; nothing that it signs leaves them"  # noqa: S105
os.environ["LOG_LEVEL"] = "ERROR"

from site_project.settings.demo import *  # noqa: E402, F403
from site_project.settings.demo import CACHES, ENVIRONMENT, STORAGES, VAR_DIR  # noqa: E402

SITE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_SERVER_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# WhiteNoise warns about a folder that is not there; tests serve no collected files.
STATIC_ROOT = VAR_DIR / "test-static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# Tests run side by side: a change in one must not be a change in the others.
PAGE_CACHE_FOLDER = VAR_DIR / "cache" / f"test-pages-{os.environ.get('PYTEST_XDIST_WORKER', 'gw0')}"

PAGE_CACHE_REDIS_URL = None

# Emptying a cache empties a whole Redis database, so that every worker of the tests needs one of its own.
if ENVIRONMENT.redis_url and not ENVIRONMENT.redis_url.startswith("unix:"):
    _worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    CACHES["default"]["LOCATION"] = urlsplit(ENVIRONMENT.redis_url)._replace(path=f"/{_worker}").geturl()
elif not ENVIRONMENT.redis_url:
    # In memory: tests run side by side and must not find each other's entries.
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"}

# At once, in the test itself.
TASKS = {alias: {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"} for alias in TASKS}
