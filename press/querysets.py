"""What is asked of clippings."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from site_project.models import Campaign


class ClippingQuerySet(models.QuerySet[Any]):
    def citations(self) -> Self:
        """Every piece of coverage once, drafts too: no carriers of translated glosses."""
        return self.filter(citation=None)

    def carriers(self) -> Self:
        """The rows that carry the glosses of a citation in another language."""
        return self.filter(citation__isnull=False)

    def published(self) -> Self:
        """What visitors may see: the published citations, newest first."""
        return self.citations().filter(live=True).order_by("-date", "-pk")

    def unpublished(self) -> models.QuerySet[Any, Any]:
        """The primary keys of everything else, by an index for each of its two kinds."""
        return self.filter(live=False).order_by().values("pk").union(self.carriers().order_by().values("pk"))

    def waiting(self) -> Self:
        """Citations with something that is still to be published; not those that were taken off the site."""
        changed = self.citations().filter(has_unpublished_changes=True)
        return changed.filter(models.Q(live=True) | models.Q(first_published_at=None))

    def for_campaign(self, campaign: "Campaign | int | models.Expression") -> Self:
        """Those filed under a campaign (or its primary key), newest first.

        Found and sorted by an index of their own, so that the newest of a campaign cost the same however many it has.
        """
        links = self.filter(campaign_links__campaign=campaign)
        return links.order_by("-campaign_links__date", "-campaign_links__clipping_id")
