"""Addresses of the index pages (newsroom, news, events, campaigns) in the reader's language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from site_project.visibility import visible


def index_url(label: str, request: HttpRequest | None = None) -> str:
    """The path of the one page of type `label` ("press.NewsroomPage") in the active language; empty if there is none.

    All of them are read with one query per request.
    """
    return str(index_urls(request).get(label.lower(), ""))


def index_urls(request: HttpRequest | None = None) -> dict[str, str]:
    """The paths of all pages right below the home page of the active language, by lower-case type label. Of several
    pages of one type the first in the tree stands."""
    language = get_language()
    known: dict[Any, dict[str, str]] = getattr(request, "_index_urls", {}) if request else {}
    if language not in known:
        pages = (
            visible(Page.objects.filter(depth=3, locale__language_code=language))
            .select_related("locale", "content_type")
            .order_by("-path")
        )
        known[language] = {
            f"{page.content_type.app_label}.{page.content_type.model}": page.get_url(request) or "" for page in pages
        }
        if request:
            request._index_urls = known  # type: ignore[attr-defined]
    return known[language]
