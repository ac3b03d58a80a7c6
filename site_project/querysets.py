"""Query sets that several apps' pages share."""

from typing import TYPE_CHECKING, Self

from django.db.models import Exists
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.query import PageQuerySet as WagtailPageQuerySet

from site_project.visibility import published_q, restrictions_of

if TYPE_CHECKING:
    from site_project.models.campaign import Campaign


class PageQuerySet(WagtailPageQuerySet):
    def visible(self) -> Self:
        """Those that every visitor may see.

        Wagtail's own `public()` reads the restrictions with a query of its own each time; this says the same within
        the one query.
        """
        return self.filter(published_q()).filter(~Exists(restrictions_of()))

    def in_language(self, code: str | None = None) -> Self:
        """Those in the language `code` (default: the active one), with their locale."""
        return self.filter(locale__language_code=code or get_language()).select_related("locale")


def all_pages() -> PageQuerySet:
    """The pages of every type, in the order of the tree."""
    return PageQuerySet(Page).order_by("path")


class CampaignContentQuerySet(PageQuerySet):
    """Pages that are filed under a campaign: see `site_project.models.mixins.FiledUnderCampaign`."""

    def for_campaign(self, campaign: "Campaign | int") -> Self:
        """Those filed under a campaign (or its primary key)."""
        return self.filter(campaign=campaign)
