"""Which host names belong to one site."""

from __future__ import annotations

from urllib.parse import urlsplit

from tld import get_fld


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are under one registrable domain ("example.co.uk"), by the public suffix list."""
    return _domain(one) == _domain(other) != ""


def _domain(url: str) -> str:
    host = (urlsplit(url).hostname or "").removesuffix(".")
    # Blogs of one provider are different sites, hence the private part of the list.
    domain: str | None = get_fld(f"http://{host}/", fail_silently=True, search_private=True) if host else ""
    return domain if domain is not None else host
