"""Which campaigns a clipping is filed under."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from press.models.clipping import Clipping


class ClippingCampaignQuerySet(models.QuerySet["ClippingCampaign"]):
    """Keeps the copy `date` in step where rows are written without `save`."""

    def of(self, clipping: Clipping) -> Self:
        """Those of one clipping."""
        return self.filter(clipping_id=clipping.pk)

    def bulk_create(self, objs: "Iterable[ClippingCampaign]", *args: Any, **kwargs: Any) -> "list[ClippingCampaign]":
        """Write many at once. Dates that are not filled in yet are read with one query, however many there are."""
        rows = list(objs)
        lacking = [row for row in rows if not row.date]
        if lacking:
            dates = Clipping.objects.only("date").in_bulk({row.clipping_id for row in lacking})
            for row in lacking:
                row.date = dates[row.clipping_id].date
        return super().bulk_create(rows, *args, **kwargs)

    def bring_in_step(self) -> int:
        """Take over the dates of clippings that were changed with `update` or `bulk_update`. Returns how many."""
        date = Clipping.objects.filter(pk=OuterRef("clipping")).values("date")[:1]
        return self.exclude(date=models.F("clipping__date")).update(date=Subquery(date))


class ClippingCampaign(Orderable):
    """Files a clipping under a campaign.

    A campaign's coverage, newest first, must not cost more the more coverage there is. So each row also knows what
    that list is sorted by: the clipping's date.
    """

    clipping = ParentalKey("press.Clipping", on_delete=models.CASCADE, related_name="campaign_links")
    campaign = models.ForeignKey(
        "site_project.Campaign",
        db_index=False,  # see `indexes`
        on_delete=models.CASCADE,
        related_name="clipping_links",
        verbose_name=_("campaign"),
    )
    date = models.DateField(editable=False)

    objects = ClippingCampaignQuerySet.as_manager()

    panels = [FieldPanel("campaign")]

    class Meta(Orderable.Meta):
        verbose_name = _("campaign of a clipping")
        verbose_name_plural = _("campaigns of a clipping")
        constraints = [models.UniqueConstraint(fields=["clipping", "campaign"], name="clipping_once_per_campaign")]
        indexes = [models.Index(fields=["campaign", "-date", "-clipping"], name="coverage_of_campaigns")]

    def __str__(self) -> str:
        return str(self.campaign)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Filed under the same campaign again: the last one stands, and no error."""
        self.date = self.clipping.date
        type(self).objects.of(self.clipping).filter(campaign=self.campaign_id).exclude(pk=self.pk).delete()
        super().save(*args, **kwargs)
