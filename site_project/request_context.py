"""What one request has looked up already, so that nothing is asked twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Page

from site_project.querysets import all_pages


@dataclass(slots=True)
class RequestContext:
    """Filled as it goes: what nobody has asked for yet is None or empty."""

    organization: BaseSiteSetting | None = None
    has_admin_access: bool | None = None
    #: By language code: path of the index page of each type ("campaigns.eventindexpage").
    index_urls: dict[str, dict[str, str]] = field(default_factory=dict)
    #: The frame of the page, as `settings.SITE_CHROME` makes it.
    chrome: Any = None
    #: The page whose sections have been made, and those that show something.
    sections: tuple[Page, list[Any]] | None = None
    #: By `id()` of a press list's value: the value, so that no other one gets its number, and its citations.
    press_lists: dict[int, tuple[Any, list[Any]]] = field(default_factory=dict)


def of(request: HttpRequest | None) -> RequestContext:
    """The context of `request`. Without a request, one that is forgotten at once."""
    if request is None:
        return RequestContext()
    return request.__dict__.setdefault("request_context", RequestContext())


#: Index pages stand right below the home page: root, home, index.
INDEX_DEPTH = 3


def index_url(label: str, request: HttpRequest | None = None) -> str:
    """The path of the page of type `label` ("press_newsroom.NewsroomPage") right below the home page of the active language;
    of several, the first in the tree. Empty if there is none. All of them are read once per request."""
    language = get_language() or ""
    known = of(request).index_urls.get(language)
    if known is None:
        pages = all_pages().filter(depth=INDEX_DEPTH).in_language(language).visible()
        known = index_urls(request, language, pages)
        of(request).index_urls[language] = known
    return known.get(label.lower(), "")


def index_urls(request: HttpRequest | None, language: str, pages: Iterable[Page]) -> dict[str, str]:
    """The addresses of the index pages of `language` among `pages`, by type. Pages come with their locale."""
    found: dict[str, str] = {}
    for page in sorted(pages, key=lambda page: str(page.path)):
        if page.depth == INDEX_DEPTH and page.locale.language_code == language:
            content_type = page.cached_content_type
            found.setdefault(f"{content_type.app_label}.{content_type.model}", page.get_url(request) or "")
    return found


def has_admin_access(request: HttpRequest) -> bool:
    """Does a signed-in member of staff ask? False for everyone else.

    Without a session cookie the answer is no and nothing is looked at: merely asking for `request.user` would make
    the response vary by cookie. With one, it is looked up once a request.
    """
    if not request.COOKIES.get(settings.SESSION_COOKIE_NAME, "").isalnum():  # no key of ours: not worth a query
        return False
    user = getattr(request, "user", None)
    if user is None:  # before the authentication middleware, or outside it
        return False
    context = of(request)
    if context.has_admin_access is None:
        context.has_admin_access = user.is_active and user.has_perm("wagtailadmin.access_admin")
    return context.has_admin_access
