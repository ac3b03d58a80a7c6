"""The settings of `make dev`: error pages with details, no waiting for static files to be collected."""

from site_project.settings.demo import *  # noqa: F403
from site_project.settings.demo import ALLOWED_HOSTS, STORAGES

DEBUG = True
PAGE_CACHE = False
ALLOWED_HOSTS = [*ALLOWED_HOSTS, ".localhost", "[::1]"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
