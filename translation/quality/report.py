"""The report that compares the languages of every page, block by block."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from site_project.models import Campaign
from site_project.users.permissions import locale_ids_of
from translation.quality import translations
from translation.querysets import filed_under

SHOW_FINDINGS = "findings"


class ParityFilterSet(WagtailFilterSet):
    #: What was found, where the filter had to look at all translations.
    compared: dict[int, list[translations.Checked]] | None = None

    language = django_filters.ModelChoiceFilter(
        field_name="target_locale", queryset=Locale.objects.all(), label=_("Language"), empty_label=_("All")
    )
    campaign = django_filters.ChoiceFilter(
        label=_("Campaign"), choices=Campaign.objects.choices, method="of_campaign", empty_label=_("All")
    )
    show = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[(SHOW_FINDINGS, _("Pages with findings"))],
        method="with_findings",
        empty_label=_("All pages"),
    )

    class Meta:
        model = Translation
        fields: list[str] = []

    def of_campaign(self, found: QuerySet[Translation], _name: str, pk: str) -> QuerySet[Translation]:
        """Of the hub, and of what is filed under it."""
        return found.filter(pk__in=filed_under(Campaign.objects.get(pk=pk)).values("pk"))

    def with_findings(self, found: QuerySet[Translation], _name: str, value: str) -> QuerySet[Translation]:
        """Compares all of them at once, instead of those of one page of the list."""
        self.compared = translations.public(found)
        return found.filter(pk__in=[pk for pk, findings in self.compared.items() if findings])


class FindingsColumn(Column):
    cell_template_name = "translation/quality/findings_cell.html"


class PagesPaginator(WagtailPaginator):
    """Counts what the rows show: wagtail-localize has no name in Spanish for its translations."""

    model = Page


class ParityReport(ReportView):
    """Pages that visitors can read in two languages, and what differs that should not."""

    page_title = _("Languages compared")
    header_icon = "site"
    index_url_name = "translation:parity"
    index_results_url_name = "translation:parity_results"
    filterset_class = ParityFilterSet
    paginator_class = PagesPaginator
    results_template_name = "translation/quality/report_results.html"
    list_export: list[str] = []

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not locale_ids_of(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Translation]:
        pages = Page.objects.filter(
            translation_key=OuterRef("source__object_id"), locale=OuterRef("target_locale"), live=True, alias_of=None
        )
        found = Translation.objects.filter(Exists(pages)).exclude(published=None)
        found = found.select_related("source__locale", "target_locale", "published").defer(
            "source__content_json", "published__overrides", "published__source_blocks"
        )
        return found.order_by("source__object_repr", "pk")

    def decorate_paginated_queryset(self, object_list: Any) -> list[Translation]:
        """With `findings`, and the translated page as `target`."""
        rows: list[Any] = list(object_list)
        compared = self.filters.compared or translations.public(rows)
        pages = {
            (page.translation_key, page.locale_id): page
            for page in Page.objects.filter(translation_key__in=[row.source.object_id for row in rows])
        }
        for row in rows:
            row.findings = compared[row.pk]
            row.target = pages[row.source.object_id, row.target_locale_id]
        return rows

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "title",
                label=_("Page"),
                accessor=lambda row: row.target.get_admin_display_title(),
                get_url=lambda row: reverse("wagtailadmin_pages:edit", args=[row.target.pk]),
            ),
            Column("language", label=_("Language"), accessor=lambda row: row.target_locale.get_display_name()),
            NumberColumn("waiting", label=_("Texts that wait"), accessor=lambda row: row.published.behind),
            FindingsColumn("findings", label=_("Findings")),
        ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(gettext("PO files"), url=reverse("translation:po"), icon_name="download")]
