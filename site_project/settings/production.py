"""The settings that every operator uses. They are the base as it is: nothing is safer elsewhere."""

from site_project.settings.base import *  # noqa: F403
