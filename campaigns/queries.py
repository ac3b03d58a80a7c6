"""What campaigns and events read from the database.

Models are imported where they are used: pages and blocks build on these queries, so the models come later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, OuterRef, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import get_language

from campaigns.enums import CampaignStatus
from site_project.visibility import visible

if TYPE_CHECKING:
    import datetime as dt

    from wagtail.query import PageQuerySet

    from campaigns.models import CampaignPage, EventPage
    from site_project.models import Campaign


def campaigns(code: str | None = None) -> PageQuerySet[CampaignPage]:
    """The hubs that a visitor may see in the language `code` (default: the active one): active ones first, then won
    and lost ones, archived ones last; within each, newest first."""
    from campaigns.models import CampaignPage

    rank = Case(
        When(status=CampaignStatus.ACTIVE, then=Value(0)),
        When(status=CampaignStatus.ARCHIVED, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    hubs = visible(CampaignPage.objects.filter(locale__language_code=code or get_language()))
    return hubs.order_by(rank, "-first_published_at", "-pk").select_related("image", "locale")


def events(code: str | None = None, campaign: Campaign | None = None) -> PageQuerySet[EventPage]:
    """The events that a visitor may see in the language `code` (default: the active one); only of `campaign`, if
    given."""
    from campaigns.models import CampaignPage, EventPage

    hubs = CampaignPage.objects.filter(campaign=OuterRef("campaign")).order_by("pk")
    pages = EventPage.objects.filter(locale__language_code=code or get_language())
    found = visible(pages).select_related("locale").annotate(campaign_accent=Subquery(hubs.values("accent")[:1]))
    if campaign:
        found = found.filter(campaign=campaign)
    return found.order_by("start", "pk")


def upcoming(found: PageQuerySet[EventPage], now: dt.datetime | None = None) -> PageQuerySet[EventPage]:
    """Those that are not over yet (`EventPage.find_end`), soonest first. One that is under way is still upcoming."""
    return found.filter(over_at__gt=now or timezone.now()).order_by("start", "pk")


def past(found: PageQuerySet[EventPage], now: dt.datetime | None = None) -> PageQuerySet[EventPage]:
    """Those that are over, latest first."""
    return found.filter(over_at__lte=now or timezone.now()).order_by("-start", "-pk")
