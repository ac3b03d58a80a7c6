"""hreflang: the addresses of a page's versions (https://developers.google.com/search/docs/specialty/international)."""

from __future__ import annotations

from django.http import HttpRequest

from site_project import languages


def alternate_links(versions: languages.Versions, request: HttpRequest | None = None) -> list[tuple[str, str]]:
    """(hreflang, absolute address) of each version that exists, and `x-default`. Never for one that does not."""
    links = [
        (version.code, version.page.get_full_url(request))
        for version in languages.alternates(versions)
        if version.page is not None
    ]
    default = languages.default_version(versions)
    if default and default.page:
        links.append(("x-default", default.page.get_full_url(request)))
    return links
