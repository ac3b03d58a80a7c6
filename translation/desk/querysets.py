"""The tasks of translators: which there are, how each stands, and what they come to."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final, Self

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    Count,
    F,
    Field,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from site_project.i18n.translations import BEHIND, State, translated_state
from site_project.models import Campaign
from site_project.models.mixins import FiledUnderCampaign
from translation.querysets import models_with_tasks

#: What waits for a translator, the worst first.
TO_DO: Final = (State.MISSING, State.OUTDATED, State.PARTIAL)

SOURCE, TARGET = "translation__source__locale", "translation__target_locale"


@dataclass(frozen=True, slots=True)
class Totals:
    """What the tasks of a list come to."""

    behind: int = 0
    new: int = 0
    words: int = 0

    def __bool__(self) -> bool:
        return bool(self.behind or self.new)

    def __str__(self) -> str:
        """All of it in the active language, without what is none ("3 behind, 1 new, 240 words")."""
        parts = (
            (self.behind, ngettext("%(count)d behind", "%(count)d behind", self.behind)),
            (self.new, ngettext("%(count)d new", "%(count)d new", self.new)),
            (self.words, ngettext("%(count)d word", "%(count)d words", self.words)),
        )
        return ", ".join(text % {"count": count} for count, text in parts if count) or _("Everything is translated.")


class TaskQuerySet(QuerySet[Any]):
    def tasks(self) -> Self:
        """Those whose original is public, the worst first, then the oldest. Drafts that were never published are not
        tasks, nor is what has a desk of its own.

        Each has its `state`, the primary keys of its `campaign` and of what visitors would read (`target_id`; None: not
        begun), and what the list shows of the rest.
        """
        return (
            self.alias(
                source_is_live=_field_of(SOURCE, "live", BooleanField()),
                target_is_live=_field_of(TARGET, "live", BooleanField()),
            )
            .filter(source_is_live=True)
            .annotate(
                target_id=_field_of(TARGET, "pk", BigIntegerField()),
                campaign=_campaign(),
                state=Case(
                    When(target_is_live=True, then=translated_state(link="translation__", counts="")),
                    default=Value(State.MISSING),
                    output_field=CharField(),
                ),
            )
            .select_related(
                "translation__source__locale",
                "translation__source__specific_content_type",
                "translation__target_locale",
                "assignee",
            )
            .defer("texts", "overrides", "source_blocks", "translation__source__content_json")
            .order_by(_rank(), F("since").asc(nulls_last=True), "pk")
        )

    def to_do(self) -> Self:
        """The tasks among `tasks` where something waits."""
        return self.filter(state__in=TO_DO)

    def in_languages(self, locale_ids: Collection[int]) -> Self:
        """Those that are translated into one of these locales."""
        return self.filter(translation__target_locale__in=locale_ids)

    def of(self, instance: Any) -> Self:
        """Those that a page or snippet is the original or the translation of."""
        return self.filter(
            Q(translation__source__locale=instance.locale_id) | Q(translation__target_locale=instance.locale_id),
            translation__source__object_id=instance.translation_key,
        )

    def in_campaign(self, campaign: int) -> Self:
        """Those among `tasks` of a campaign, by its primary key: its hub, its events and its news."""
        return self.filter(campaign=campaign)

    def startable_by(self, locale_ids: Collection[int]) -> Self:
        """Those among `tasks` in one of these locales that nobody has begun."""
        return self.to_do().in_languages(locale_ids).filter(target_id=None)

    def totals(self) -> Totals:
        """What the tasks among `tasks` come to. One query."""
        return _totals(self.aggregate(**_SUMS))

    def totals_by_campaign(self) -> dict[int, Totals]:
        """The same for each campaign with something to do, by its primary key. One query."""
        rows = self.to_do().exclude(campaign=None).order_by().values("campaign").annotate(**_SUMS)
        return {row["campaign"]: _totals(row) for row in rows}

    def assigned_to_or_free(self, user: object) -> Self:
        """Those that `user` has taken, or nobody."""
        return self.filter(Q(assignee=user) | Q(assignee=None))


_SUMS: Final = {
    "sum_behind": Count("pk", filter=Q(state__in=BEHIND)),
    "sum_new": Count("pk", filter=Q(state=State.MISSING)),
    "sum_words": Coalesce(Sum("words", filter=Q(state__in=TO_DO)), 0),
}


def _totals(sums: dict[str, int]) -> Totals:
    return Totals(sums["sum_behind"], sums["sum_new"], sums["sum_words"])


def _rank() -> Case:
    ranks = [When(state=state, then=Value(rank)) for rank, state in enumerate(TO_DO)]
    return Case(*ranks, default=Value(len(TO_DO)), output_field=IntegerField())


def _field_of(locale: str, name: str, output_field: Field[Any, Any]) -> Coalesce:
    """A field of the page or snippet of a task in one of its locales, whatever its model; None where there is none."""
    found = []
    for model in models_with_tasks():
        instances = model._default_manager.filter(
            translation_key=OuterRef("translation__source__object_id"), locale=OuterRef(locale)
        )
        if model is Page:
            instances = instances.filter(alias_of=None)
        found.append(Subquery(instances.order_by().values(name)[:1]))
    return Coalesce(*found, Value(None), output_field=output_field)


def _campaign() -> Coalesce:
    """The primary key of the campaign whose hub a page is, or under which it is filed."""
    key = OuterRef("translation__source__object_id")
    found = [Subquery(Campaign.objects.filter(key=key).values("pk")[:1])]
    for model in apps.get_models():
        if issubclass(model, FiledUnderCampaign):
            pages: Any = model._default_manager
            filed = pages.filter(translation_key=key, locale=OuterRef(SOURCE))
            found.append(Subquery(filed.order_by().values("campaign")[:1]))
    return Coalesce(*found, Value(None), output_field=BigIntegerField())
