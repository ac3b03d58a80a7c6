"""Closed lists of campaigns and events."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CampaignStatus(models.TextChoices):
    """Where a campaign stands."""

    ACTIVE = "active", _("Active campaign")
    WON = "won", _("Campaign won")
    LOST = "lost", _("Campaign lost")
    ARCHIVED = "archived", _("Archived campaign")


class Accent(models.TextChoices):
    """The color of a campaign. Each is a tested pair of color and text, in light and dark mode (tokens.css)."""

    BRICK = "brick", _("Brick")
    MARIGOLD = "marigold", _("Marigold")
    FOREST = "forest", _("Forest")
    OCEAN = "ocean", _("Ocean")
    PLUM = "plum", _("Plum")
    SLATE = "slate", _("Slate")


class EventMode(models.TextChoices):
    """Where an event is held."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class EventStatus(models.TextChoices):
    """Whether an event takes place as announced."""

    SCHEDULED = "scheduled", pgettext_lazy("state of an event", "Scheduled")
    MOVED = "moved", pgettext_lazy("state of an event", "Moved")
    POSTPONED = "postponed", pgettext_lazy("state of an event", "Postponed")
    CANCELLED = "cancelled", pgettext_lazy("state of an event", "Cancelled")


class ShareChannel(models.TextChoices):
    """Where a visitor can pass a page on. Plain links: nobody is told before the visitor taps."""

    WHATSAPP = "whatsapp", "WhatsApp"
    SMS = "sms", _("Text message")
    EMAIL = "email", _("Email")
    FACEBOOK = "facebook", "Facebook"
    BLUESKY = "bluesky", "Bluesky"
    TELEGRAM = "telegram", "Telegram"
    X = "x", "X"
