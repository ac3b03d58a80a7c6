"""The list of events in the explorer."""

from typing import ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageViewSet

from campaigns.enums import EventStatus
from campaigns.models import EventPage
from site_project.admin.pages import (
    CampaignContentFilterSet,
    CampaignContentIndexView,
    campaign_column,
    with_columns,
)
from site_project.i18n.dates import date_range


class EventFilterSet(CampaignContentFilterSet):
    status = django_filters.ChoiceFilter(
        label=_("Takes place"), choices=EventStatus.choices, empty_label=_("All"), widget=forms.RadioSelect
    )

    class Meta:
        model = EventPage
        fields: ClassVar[list[str]] = ["campaign", "status", "mode"]


def _days(event: EventPage) -> str:
    """The days of an event, as calendars at the event show them."""
    return date_range(event.local_start.date(), (event.local_end or event.local_start).date())


class EventIndexView(CampaignContentIndexView):
    """What comes last stands first."""

    default_ordering = "-start"


class EventViewSet(PageViewSet):
    model = EventPage
    index_view_class = EventIndexView
    filterset_class = EventFilterSet
    columns = with_columns(
        Column("start", label=_("Date"), accessor=_days, sort_key="start"),
        campaign_column(),
        Column("place", label=_("Place"), accessor="location_label"),
        Column("event_status", label=_("Takes place"), accessor="get_status_display", sort_key="status"),
    )


@hooks.register("register_admin_viewset")
def register_events() -> EventViewSet:
    return EventViewSet()
