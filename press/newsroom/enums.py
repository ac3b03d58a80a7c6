"""Closed lists of the newsroom, news and press lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NewsKind(models.TextChoices):
    """What kind of text of our own a news page is."""

    NEWS = "news", _("News")
    PRESS_RELEASE = "press_release", _("Press release")
    STATEMENT = "statement", _("Statement")


class PressListMode(models.TextChoices):
    """Where the clippings of a press list come from."""

    AUTOMATIC = "automatic", _("All clippings of the campaign, newest first")
    PICKED = "picked", _("Only the clippings picked here")
    BOTH = "both", _("The clippings picked here, then all others of the campaign")


class Grouping(models.TextChoices):
    """How a press list is divided."""

    NONE = "none", _("No grouping")
    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    OUTLET = "outlet", _("Outlet")
    LANGUAGE = "language", _("Language")


class Scope(models.TextChoices):
    """Which pages an automatic list shows."""

    CAMPAIGN = "campaign", _("Of this campaign")
    ALL = "all", _("Of all campaigns")
