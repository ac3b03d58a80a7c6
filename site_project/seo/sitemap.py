"""The sitemap of all languages (https://www.sitemaps.org, with xhtml:link alternates)."""

from typing import Any

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap

from site_project.i18n import translations
from site_project.querysets import all_pages, published_q


class Sitemap(WagtailSitemap):
    """Every page that a visitor may see, in every language. Wagtail's own lists the default language's tree only."""

    def items(self) -> Any:
        root = self.get_wagtail_site().root_page
        trees = Q()
        homes = root.get_translations(inclusive=True).filter(published_q())
        for path in homes.values_list("path", flat=True):
            trees |= Q(path__startswith=path)
        return all_pages().filter(trees).visible().defer_streamfields().specific()

    def _urls(self, page: object, protocol: object, domain: object) -> list[dict[str, Any]]:
        # The versions of one batch of pages are read together instead of one query each.
        batch = self.paginator.page(page).object_list
        found = translations.versions_by_key({item.translation_key for item in batch})
        urls: list[dict[str, Any]] = []
        for item in batch:
            item.language_versions = found[item.translation_key]
            urls += item.get_sitemap_urls(self.request)
        dates = [url["lastmod"] for url in urls if url.get("lastmod")]
        if dates:
            self.latest_lastmod = max(dates)
        return urls
