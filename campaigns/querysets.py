"""What is asked of campaign hubs and events."""

import datetime as dt
from typing import Self

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import get_language

from campaigns.enums import CampaignStatus
from site_project.i18n.translations import with_source_blocks
from site_project.querysets import CampaignContentQuerySet, Moment, PageQuerySet


class CampaignPageQuerySet(PageQuerySet):
    def by_status(self) -> Self:
        """Active ones first, then won and lost ones, archived ones last; within each, newest first."""
        rank = Case(
            When(status=CampaignStatus.ACTIVE, then=Value(0)),
            When(status=CampaignStatus.ARCHIVED, then=Value(2)),
            default=Value(1),
            output_field=IntegerField(),
        )
        return self.order_by(rank, "-first_published_at", "-pk")


class EventPageQuerySet(CampaignContentQuerySet):
    def for_readers_of(self, code: str | None = None, now: Moment | None = None) -> Self:
        """Those in the language `code` (default: the active one), with their locale and the language of their place; and for
        what is not translated into it yet though it is spoken there, the event in the language that it was written in
        first."""
        code = code or get_language() or ""
        preferred = self.model.objects.visible(now).filter(
            Q(locale__language_code=code) | Q(pk__lt=OuterRef("pk")), translation_key=OuterRef("translation_key")
        )
        untranslated = Q(spoken__contains=f'"{code}"') & ~Q(Exists(preferred))
        found = self.alias(spoken=Cast("languages", TextField())).filter(Q(locale__language_code=code) | untranslated)
        return with_source_blocks(found.select_related("locale"))

    def upcoming(self, now: Moment | None = None) -> Self:
        """Those that are not over yet (`EventPage.find_end`), soonest first. One that is under way is still
        upcoming."""
        return self.filter(over_at__gt=now or timezone.now()).order_by("start", "pk")

    def next_moment(self, now: dt.datetime) -> dt.datetime | None:
        """The first moment after `now` at which an event, published or not, begins or is over."""
        firsts = (
            self.filter(**{f"{name}__gt": now}).order_by(name).values_list(name, flat=True).first()
            for name in ("start", "over_at")
        )
        return min(filter(None, firsts), default=None)

    def past(self, now: dt.datetime | None = None) -> Self:
        """Those that are over, latest first."""
        return self.filter(over_at__lte=now or timezone.now()).order_by("-start", "-pk")
