"""Lists of pages that are filed under a campaign, in Wagtail's explorer: with their campaign, to filter by."""

import copy
from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView, PageFilterSet
from wagtail.query import PageQuerySet

from site_project.models import Campaign
from site_project.models.campaign import title_of


class CampaignContentFilterSet(PageFilterSet):
    campaign = django_filters.ChoiceFilter(
        label=_("Campaign"), choices=Campaign.objects.choices, widget=forms.Select, method="of_campaign"
    )

    def of_campaign(self, pages: PageQuerySet, _name: str, pk: str) -> PageQuerySet:
        return pages.filter(campaign=int(pk))


class CampaignContentIndexView(ExplorableIndexView):
    """Their names are read with the pages."""

    def annotate_queryset(self, pages: PageQuerySet) -> Any:
        return super().annotate_queryset(pages).annotate(campaign_title=title_of("campaign__key"))


def campaign_column() -> Column:
    return Column(
        "campaign",
        label=_("Campaign"),
        accessor=lambda page: page.campaign_title if hasattr(page, "campaign_title") else page.campaign,
    )


def with_columns(*columns: Column) -> list[Column]:
    """Wagtail's columns of a list of pages, with `columns` after the title, and without type and parent, which are the
    same. The others leave the title a third of the width."""
    stock = {column.name: copy.copy(column) for column in ExplorableIndexView.base_columns}
    stock["title"].width = "33%"
    before, after = ("bulk_actions", "title"), ("latest_revision_created_at", "status")
    return [*(stock[name] for name in before), *columns, *(stock[name] for name in after)]
