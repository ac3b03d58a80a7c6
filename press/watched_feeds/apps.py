"""RSS and Atom feeds that are read regularly, and whose entries are proposed as clippings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WatchedFeedsConfig(AppConfig):
    name = "press.watched_feeds"
    label = "press_watched_feeds"
    verbose_name = _("Watched feeds")
