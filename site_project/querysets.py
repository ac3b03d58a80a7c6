"""Query sets that several apps' pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from wagtail.query import PageQuerySet as WagtailPageQuerySet

from site_project import visibility

if TYPE_CHECKING:
    from typing import Self

    from site_project.models.campaign import Campaign


class PageQuerySet(WagtailPageQuerySet):
    def visible(self) -> Self:
        """Those that every visitor may see."""
        return visibility.visible(self)

    def in_language(self, code: str | None = None) -> Self:
        """Those in the language `code` (default: the active one), with their locale."""
        return self.filter(locale__language_code=code or get_language()).select_related("locale")


class CampaignContentQuerySet(PageQuerySet):
    """Pages that are filed under a campaign: see `site_project.models.mixins.FiledUnderCampaign`."""

    def for_campaign(self, campaign: Campaign | int) -> Self:
        """Those filed under a campaign (or its primary key)."""
        return self.filter(campaign=campaign)
