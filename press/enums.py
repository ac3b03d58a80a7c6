"""Closed lists of the press room."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ClippingKind(models.TextChoices):
    """What kind of coverage a clipping is."""

    ARTICLE = "article", _("Article")
    OPINION = "opinion", _("Opinion")
    TV = "tv", _("Television")
    RADIO = "radio", _("Radio")


class LinkState(models.TextChoices):
    """What became of a clipping's address."""

    UNKNOWN = "unknown", pgettext_lazy("state of a link", "not checked")
    OK = "ok", pgettext_lazy("state of a link", "works")
    MOVED = "moved", pgettext_lazy("state of a link", "moved")
    PAYWALL = "paywall", pgettext_lazy("state of a link", "behind a paywall")
    DEAD = "dead", pgettext_lazy("state of a link", "dead")


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


class ImportSource(models.TextChoices):
    """Where the rows of an import come from."""

    PASTE = "paste", _("Pasted text")
    FILE = "file", _("File")
    ADDRESS = "address", _("Address")
    FEED = "feed", _("Watched feed")
    #: What somebody took over from a feed's proposals.
    TAKEN = "taken", _("Watched feed")


class ImportState(models.TextChoices):
    """How far an import has come."""

    MAPPING = "mapping", pgettext_lazy("state of an import", "columns to be named")
    READING = "reading", pgettext_lazy("state of an import", "being read")
    REVIEW = "review", pgettext_lazy("state of an import", "to be reviewed")
    FILING = "filing", pgettext_lazy("state of an import", "being filed")
    FILED = "filed", pgettext_lazy("state of an import", "filed")
    UNDOING = "undoing", pgettext_lazy("state of an import", "being undone")
    UNDONE = "undone", pgettext_lazy("state of an import", "undone")
    FAILED = "failed", pgettext_lazy("state of an import", "stopped by an error")


class RowState(models.TextChoices):
    """What becomes of a row of an import."""

    FETCHING = "fetching", pgettext_lazy("state of a row", "address being read")
    READY = "ready", pgettext_lazy("state of a row", "ready")
    ATTENTION = "attention", pgettext_lazy("state of a row", "needs a look")
    REFUSED = "refused", pgettext_lazy("state of a row", "cannot be read")
    LEFT_OUT = "left_out", pgettext_lazy("state of a row", "left out")
    FILED = "filed", pgettext_lazy("state of a row", "filed")


class DateOrder(models.TextChoices):
    """How a list writes dates in figures."""

    MONTH_FIRST = "mdy", _("month first, as in 3.28.2017")
    DAY_FIRST = "dmy", _("day first, as in 28.3.2017")
    YEAR_FIRST = "ymd", _("year first, as in 2017-03-28")
