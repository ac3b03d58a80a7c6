"""Which campaigns a clipping is filed under."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Orderable, Page

from press.models.clipping import Clipping
from site_project.on_delete import move_or_cascade

if TYPE_CHECKING:
    from typing import Self


class ClippingCampaignQuerySet(models.QuerySet["ClippingCampaign"]):
    """Keeps the copies `key` and `date` in step where rows are written without `save`."""

    def of(self, clipping: Clipping) -> Self:
        """Those of one clipping."""
        return self.filter(clipping_id=clipping.pk)

    def bulk_create(self, objs: Iterable[ClippingCampaign], *args: Any, **kwargs: Any) -> list[ClippingCampaign]:
        """Write many at once. What is not filled in yet is read with two queries, however many there are."""
        rows = list(objs)
        lacking = [row for row in rows if not row.key or not row.date]
        if lacking:
            keys = dict(
                Page.objects.filter(pk__in={row.campaign_id for row in lacking}).values_list("pk", "translation_key")
            )
            dates = Clipping.objects.only("date").in_bulk({row.clipping_id for row in lacking})
            for row in lacking:
                row.key, row.date = keys[row.campaign_id], dates[row.clipping_id].date
        return super().bulk_create(rows, *args, **kwargs)

    def bring_in_step(self) -> int:
        """Take over the dates of clippings that were changed with `update` or `bulk_update`. Returns how many."""
        date = Clipping.objects.filter(pk=OuterRef("clipping")).values("date")[:1]
        return self.exclude(date=models.F("clipping__date")).update(date=Subquery(date))


class ClippingCampaign(Orderable):
    """Files a clipping under a campaign. One language of the hub is enough: it counts for all.

    A campaign's coverage, newest first, must not cost more the more coverage there is. So each row also knows what
    that list is found and sorted by: the translation key that all languages of the hub share, and the clipping's date.
    """

    clipping = ParentalKey("press.Clipping", on_delete=models.CASCADE, related_name="campaign_links")
    campaign = models.ForeignKey(
        "campaigns.CampaignPage", on_delete=move_or_cascade, related_name="clipping_links", verbose_name=_("campaign")
    )
    key = models.UUIDField(editable=False)
    date = models.DateField(editable=False)

    objects = ClippingCampaignQuerySet.as_manager()

    panels = [PageChooserPanel("campaign", "campaigns.CampaignPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("campaign of a clipping")
        verbose_name_plural = _("campaigns of a clipping")
        constraints = [models.UniqueConstraint(fields=["clipping", "key"], name="clipping_once_per_campaign")]
        indexes = [models.Index(fields=["key", "-date", "-clipping"], name="coverage_of_campaigns")]

    def __str__(self) -> str:
        return str(self.campaign)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Filed again, under the same or another language of the hub: the last one stands, and no error."""
        self.key, self.date = self.campaign.translation_key, self.clipping.date
        type(self).objects.of(self.clipping).filter(key=self.key).exclude(pk=self.pk).delete()
        super().save(*args, **kwargs)
