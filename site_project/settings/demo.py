"""The settings of `make run`: those of every site, with the demo, which loads itself into a site without content."""

from site_project.settings.base import *  # noqa: F403
from site_project.settings.base import INSTALLED_APPS

INSTALLED_APPS = ["demo", *INSTALLED_APPS]
