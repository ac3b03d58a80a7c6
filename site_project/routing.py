"""Finds the page of an address with two queries, however deep it lies, and keeps it as a part.

Wagtail looks up the site, the language, the home page, and then asks each page on the way for its child and for its
specific class. Here the way is read at once, by paths; the deepest page on it then gets what is left of the address,
so that pages with routes of their own keep them. Everything after that is Wagtail's own `serve`.
"""

import copy
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import IntegerField, QuerySet, TextField
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as wagtail_serve

from site_project.models import BasePage, OrganizationSettings
from site_project.models.base_page import Way
from site_project.page_cache import rendering
from site_project.page_cache.parts import kept
from site_project.prepared import Slot, prepared
from site_project.querysets import is_restricted

#: Deeper addresses exist nowhere on the site; looking them up would only cost.
MAX_DEPTH = 12


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The view of every page."""
    paths = Site.get_site_root_paths()
    roots = [root for root in paths if root.language_code == get_language()]
    if len(roots) == 1:  # with several sites, Wagtail decides by the host
        _remember_site(request, paths)
        components = [component for component in path.split("/") if component]
        # Where Wagtail keeps the result of its own search, so that it need not search again.
        request._wagtail_route_for_request = _route(request, roots[0].root_path, components)  # type: ignore[attr-defined]
    return wagtail_serve(request, path)


def _remember_site(request: Any, paths: list[Any]) -> None:
    """Put the site and its root paths where Wagtail looks first when it makes addresses for this request. It would
    otherwise read the cache once for every address, and the site from the database."""
    request._wagtail_cached_site_root_paths = paths
    organization = OrganizationSettings.current(request)
    if organization.site_id:
        request._wagtail_site = organization.site


def _route(request: HttpRequest, root_path: str, components: list[str]) -> RouteResult | None:
    if len(components) > MAX_DEPTH:
        return None
    try:
        # Visits write on their page: each gets its own.
        page = copy.copy(kept(request, ("page", root_path, *components), lambda: _find(request, root_path, components)))
        way: Way = page.way
        found: RouteResult = page.route(request, components[len(way.ancestors) :])
    except Http404:
        return None
    if isinstance(page, BasePage):
        rendering.drop_unknown(request, page.query_parameters)
        if not way.is_restricted:
            rendering.allow(request, page.query_parameters)
    return found


def _find(request: HttpRequest, root_path: str, components: list[str]) -> Any:
    """The page, with its `way`. Raises Http404 where it is not to be seen, or knows nothing of the rest of the address."""
    paths = [root_path]
    for component in components:
        paths.append(f"{paths[-1]}{component}/")
    way = {page.url_path: page for page in _pages_at(len(paths), **{f"path{n}": path for n, path in enumerate(paths)})}
    depth = 0
    while depth < len(components) and paths[depth] in way and paths[depth + 1] in way:
        depth += 1
    if paths[depth] not in way or any(way[path].alias_of_id for path in paths[: depth + 1]):
        raise Http404
    page = _specific(way[paths[depth]])
    page.way = Way([way[above] for above in paths[:depth]], is_restricted=way[paths[depth]].is_restricted)
    page.route(request, components[depth:])
    return page


def _specific(page: Page) -> Page:
    """The page as an instance of its own class, with what a visit needs."""
    model = page.specific_class
    if model is None or not issubclass(model, BasePage):
        return page.specific
    found = _visited(model)(pk=page.pk)
    if not found:  # deleted meanwhile
        raise Http404
    return found[0]


@prepared("locale")
def _pages_at(count: int) -> QuerySet[Page]:
    paths = [Slot(f"path{number}", TextField()) for number in range(count)]
    return Page.objects.filter(url_path__in=paths).annotate(is_restricted=is_restricted())


@cache
def _visited(model: type[BasePage]) -> Callable[..., list[BasePage]]:
    by_key = model._default_manager.filter(pk=Slot("pk", IntegerField()))
    return prepared("locale", *model.related_on_visit)(lambda: by_key)
