"""The settings of `make run`: production with the demo, which loads itself into a site without content."""

from site_project.settings.production import *  # noqa: F403
from site_project.settings.production import INSTALLED_APPS

INSTALLED_APPS = ["demo", *INSTALLED_APPS]
