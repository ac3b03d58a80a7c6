"""The filters of Wagtail's list of redirects, which speak the language of whoever opened it first."""

import django_filters
from django import forms
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.views import IndexView


class RedirectsFilterSet(RedirectsReportFilterSet):
    is_permanent = django_filters.ChoiceFilter(
        label=_("Type"),
        method="filter_type",
        choices=[(True, _("Permanent")), (False, _("Temporary"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )


def urls() -> list[URLPattern]:
    """The list at its own addresses, to be found before Wagtail's."""
    view = IndexView
    return [
        path("redirects/", view.as_view(filterset_class=RedirectsFilterSet)),
        path("redirects/results/", view.as_view(filterset_class=RedirectsFilterSet, results_only=True)),
    ]
