"""The settings that every operator uses: the base, which asks more of the environment of a public site."""

from site_project.settings.base import *  # noqa: F403
from site_project.settings.base import ENVIRONMENT
from site_project.settings.environment import make_public

make_public(ENVIRONMENT)
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
