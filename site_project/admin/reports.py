"""Reports tell of what a person may see."""

from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.permissions import page_permission_policy


class PageTypesReport(PageTypesUsageReportView):
    """Wagtail's counts all pages, and names the one that was edited last, whoever asks."""

    def get_queryset(self) -> Any:
        types = super().get_queryset()
        chosen = self.filters.form.cleaned_data
        pages = page_permission_policy.explorable_instances(self.request.user).filter(content_type=OuterRef("pk"))
        if language := chosen.get("page_locale"):
            pages = pages.filter(locale__language_code=language)
        if site := chosen.get("site"):
            pages = pages.filter(path__startswith=site)
        number = pages.order_by().values("content_type").annotate(number=Count("pk")).values("number")
        last = pages.order_by(F("latest_revision_created_at").desc(nulls_last=True), "title", "-pk").values("pk")
        return types.annotate(count=Coalesce(Subquery(number), 0), last_edited_page_id=Subquery(last[:1]))


def urlpatterns() -> list[URLPattern]:
    """The patterns to put before those of Wagtail's admin, which no hook comes before."""
    views = {"": PageTypesReport.as_view(), "results/": PageTypesReport.as_view(results_only=True)}
    return [
        path(f"reports/page-types-usage/{below}", never_cache(require_admin_access(view)))
        for below, view in views.items()
    ]
