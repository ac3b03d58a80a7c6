"""Addresses of the newsroom and the news index in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from site_project.i18n.translations import localized_for
from site_project.index_pages import index_url


def newsroom_url(
    hub: Page | None = None, request: HttpRequest | None = None, filters: Mapping[str, Any] | None = None
) -> str:
    """The newsroom, filtered by a campaign if one is given; empty when there is no newsroom in the language.

    `filters`: other filters of the newsroom and their values ("outlet", "language", "kind", "from", "to").
    """
    url = index_url("press.NewsroomPage", request)
    query: dict[str, Any] = {}
    if hub is not None:
        target = hub if hub.locale.language_code == get_language() else localized_for(hub)
        query = {"campaign": target.slug} if target else {}
    query |= filters or {}
    return f"{url}?{urlencode(query)}" if url and query else url


def news_index_url(request: HttpRequest | None = None) -> str:
    """The list of all news; empty when there is none in the language."""
    return index_url("press.NewsIndexPage", request)
