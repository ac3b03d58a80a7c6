"""Addresses of the index pages (newsroom, news, events, campaigns) in the reader's language."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page

from site_project import request_context
from site_project.querysets import all_pages

#: Index pages stand right below the home page: root, home, index.
DEPTH = 3


def index_url(label: str, request: HttpRequest | None = None) -> str:
    """The path of the page of type `label` ("press_newsroom.NewsroomPage") right below the home page of the active language;
    of several, the first in the tree. Empty if there is none. All of them are read once per request."""
    language = get_language() or ""
    known = request_context.of(request).index_urls.get(language)
    if known is None:
        pages = all_pages().filter(depth=DEPTH).in_language(language).visible()
        known = remember_index_urls(request, language, pages.select_related("content_type"))
    return known.get(label.lower(), "")


def remember_index_urls(request: HttpRequest | None, language: str, pages: Iterable[Page]) -> dict[str, str]:
    """Note the addresses of the index pages of `language` among `pages`, for `index_url`. Pages come with their
    locale and content type."""
    found: dict[str, str] = {}
    for page in sorted(pages, key=lambda page: str(page.path)):
        if page.depth == DEPTH and page.locale.language_code == language:
            label = f"{page.content_type.app_label}.{page.content_type.model}"
            found.setdefault(label, page.get_url(request) or "")
    request_context.of(request).index_urls[language] = found
    return found
