"""Addresses of the newsroom and the news index in the reader's language."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from site_project.index_pages import index_url


def newsroom_url(
    campaign: str | None = None, request: HttpRequest | None = None, filters: Mapping[str, Any] | None = None
) -> str:
    """The newsroom, filtered by a campaign if its slug is given; empty when there is no newsroom in the language.

    `filters`: other filters of the newsroom and their values ("outlet", "language", "kind", "from", "to").
    """
    url = index_url("press_newsroom.NewsroomPage", request)
    query = {"campaign": campaign} if campaign else {}
    query |= filters or {}
    return f"{url}?{urlencode(query)}" if url and query else url


def news_index_url(request: HttpRequest | None = None) -> str:
    """The list of all news; empty when there is none in the language."""
    return index_url("press_newsroom.NewsIndexPage", request)
