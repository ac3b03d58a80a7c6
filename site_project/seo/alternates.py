"""hreflang: the addresses of a page's versions (https://developers.google.com/search/docs/specialty/international)."""

from __future__ import annotations

from django.http import HttpRequest

from site_project.i18n import translations


def alternate_links(versions: translations.Versions, request: HttpRequest | None = None) -> list[tuple[str, str]]:
    """(hreflang, absolute address) of each version that exists, and `x-default`. Never for one that does not."""
    links = []
    for version in translations.alternates(versions):
        url = version.page.get_full_url(request) if version.page else None
        if url:  # a page outside of the site has none
            links.append((version.code, url))
    default = translations.default_version(versions)
    by_code = dict(links)
    if default and default.code in by_code:
        links.append(("x-default", by_code[default.code]))
    return links
