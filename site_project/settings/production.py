"""The settings that every operator uses. They are the base as it is: nothing is safer elsewhere."""

from __future__ import annotations

from site_project.settings.base import *  # noqa: F403
