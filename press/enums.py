"""Closed lists of coverage."""

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
    """The state of a clipping's address."""

    UNKNOWN = "unknown", pgettext_lazy("state of a link", "not checked")
    OK = "ok", pgettext_lazy("state of a link", "works")
    MOVED = "moved", pgettext_lazy("state of a link", "moved")
    PAYWALL = "paywall", pgettext_lazy("state of a link", "behind a paywall")
    DEAD = "dead", pgettext_lazy("state of a link", "dead")


class DateOrder(models.TextChoices):
    """How a list writes dates in figures."""

    MONTH_FIRST = "mdy", _("month first, as in 3.28.2017")
    DAY_FIRST = "dmy", _("day first, as in 28.3.2017")
    YEAR_FIRST = "ymd", _("year first, as in 2017-03-28")
