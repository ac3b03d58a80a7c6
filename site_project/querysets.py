"""Query sets that several apps' pages share, and which pages a visitor may see: live, not before their time, not an
alias of a page in another language, not private."""

import datetime as dt
from functools import cache
from typing import Self, TypeAlias

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    Subquery,
)
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet as WagtailPageQuerySet

#: In prepared queries a slot.
Moment: TypeAlias = dt.datetime | Expression


@cache
def is_restricted(path: str = "path") -> Exists:
    """The condition that there is a view restriction on the page whose tree path is the outer query's field `path`.

    A restriction covers the page it stands on and all below it, so it is found by path prefix.
    """
    restrictions = PageViewRestriction.objects.annotate(
        candidate_path=ExpressionWrapper(OuterRef(path), output_field=CharField())
    )
    return Exists(restrictions.filter(candidate_path__startswith=F("page__path")))


def published_q(now: Moment | None = None) -> Q:
    """The condition that a page is published `now`, and not before its time.

    Wagtail makes a scheduled page live when its time has come, and leaves alone the row of a live page that has a
    newer version scheduled. So a live row with a time in the future is there by accident: it stays hidden until then.
    """
    due = Q(go_live_at__isnull=True) | Q(go_live_at__lte=now or timezone.now())
    return Q(live=True, alias_of__isnull=True) & due


def is_visible(now: Moment | None = None) -> ExpressionWrapper:
    """The condition, to annotate pages with."""
    condition = published_q(now) & ~Q(is_restricted())
    return ExpressionWrapper(condition, output_field=BooleanField())


class PageQuerySet(WagtailPageQuerySet):
    def visible(self, now: Moment | None = None) -> Self:
        """Those that every visitor may see.

        Wagtail's own `public()` reads the restrictions with a query of its own each time; this says the same within
        the one query.
        """
        return self.filter(published_q(now)).filter(~is_restricted())

    def in_language(self, code: str | None = None) -> Self:
        """Those in the language `code` (default: the active one), with their locale."""
        return self.filter(locale__language_code=code or get_language()).select_related("locale")


def next_start(now: dt.datetime) -> dt.datetime | None:
    """The first moment after `now` at which a page that is live already becomes public: see `published_q`."""
    waiting = all_pages().filter(live=True, go_live_at__gt=now)
    return waiting.order_by("go_live_at").values_list("go_live_at", flat=True).first()


def all_pages() -> PageQuerySet:
    """The pages of every type, in the order of the tree."""
    return PageQuerySet(Page).order_by("path")


class CampaignContentQuerySet(PageQuerySet):
    """Pages that are filed under a campaign: see `site_project.models.mixins.FiledUnderCampaign`."""

    def for_campaign(self, campaign: Model | int | Expression) -> Self:
        """Those filed under a campaign (or its primary key)."""
        return self.filter(campaign=campaign)

    def with_accent(self) -> Self:
        """With the color of their campaign, for their `accent`."""
        return self.annotate(campaign_accent=_accent_of(self.model._meta.get_field("campaign").related_model))


@cache
def _accent_of(campaigns: type[Model]) -> Subquery:
    hubs = campaigns._default_manager.filter(pk=OuterRef("campaign")).order_by("hubs__pk")
    return Subquery(hubs.values("hubs__accent")[:1])
