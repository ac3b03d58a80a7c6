"""The settings of `make run`: production with the demo, which loads itself into a site without content."""

from __future__ import annotations

from site_project.settings.production import *  # noqa: F403
from site_project.settings.production import INSTALLED_APPS

INSTALLED_APPS = ["demo", *INSTALLED_APPS]
