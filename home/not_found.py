"""404: says so in every language of the site, and offers the page where it exists in another."""

import uuid
from dataclasses import dataclass
from enum import Enum, auto

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from site_project.i18n import translations
from site_project.page_cache import rendering
from site_project.querysets import all_pages
from site_project.seo.head import head_for_view

#: Longer paths are not looked up: no page has one.
MAX_PATH = 1000


@dataclass(frozen=True, slots=True)
class OfferedVersion:
    """The page in a language that it exists in."""

    code: str
    name: str
    title: str
    url: str


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 404 page. Without a language in the address it speaks the one that the browser asks for."""
    rendering.allow(request)
    code = _language_of(request)
    with translation.override(code):
        homes = list(all_pages().filter(depth=translations.HOME_DEPTH).visible().select_related("locale"))
        versions = _versions(request.path, [home.url_path for home in homes])
        found = _found(versions, code)
        heading, text = _words(found)
        context = {
            "heading": heading,
            "text": text,
            "versions": versions,
            "other_messages": _other_messages(code, found, translations.announced(homes)),
            "search_url": reverse("search"),
            "home_url": reverse("wagtail_serve", args=("",)),
            "language_urls": translations.urls_by_language("wagtail_serve", ""),
            "head": head_for_view(heading, text, request.path[:MAX_PATH], request),
        }
        return render(request, "404.html", context, status=404)


def _language_of(request: HttpRequest) -> str:
    return (
        translation.get_language_from_path(request.path_info[:MAX_PATH])
        or translation.get_language()
        or settings.LANGUAGE_CODE
    )


class Found(Enum):
    """The result of the search for the page that was meant."""

    NOWHERE = auto()
    OTHER_LANGUAGE = auto()
    OTHER_ADDRESS = auto()


def _found(versions: list[OfferedVersion], code: str) -> Found:
    if not versions:
        return Found.NOWHERE
    return Found.OTHER_ADDRESS if any(version.code == code for version in versions) else Found.OTHER_LANGUAGE


def _words(found: Found) -> tuple[str, str]:
    if found is Found.OTHER_ADDRESS:
        return _("This page has another address"), _("You will find it here:")
    if found is Found.OTHER_LANGUAGE:
        return _("This page is not available in this language"), _("It exists in another language:")
    return (
        _("This page does not exist"),
        _("The address may be mistyped, or the page may have been removed."),
    )


def _other_messages(own: str, found: Found, codes: list[str]) -> list[dict[str, str]]:
    """What the page says, in the other languages."""
    messages = []
    for code in codes:
        if code == own:
            continue
        with translation.override(code):
            heading, text = _words(found)
        messages.append({"code": code, "name": translations.native_name(code), "heading": heading, "text": text})
    return messages


def _versions(path: str, homes: list[str]) -> list[OfferedVersion]:
    """The live versions of the page that was meant; empty when there is none, or when `path` is its own address."""
    asked = translation.get_language_from_path(path) if len(path) <= MAX_PATH and "\x00" not in path else None
    if asked is None:
        return []
    components = [component for component in path.split("/") if component][1:]
    if not components:
        return []
    offered: dict[str, OfferedVersion] = {}
    for versions in translations.versions_by_key(_keys(components, homes)).values():
        for version in translations.alternates(versions):
            page = version.page
            if page is None or not page.url:
                continue
            if page.url.rstrip("/") == path.rstrip("/"):
                return []  # the page is there: something else about the address is wrong
            if version.code not in offered:
                name = translations.native_name(version.code)
                offered[version.code] = OfferedVersion(version.code, name, page.title, page.url)
    return sorted(offered.values(), key=lambda version: version.code != asked)


def _keys(components: list[str], homes: list[str]) -> set[uuid.UUID]:
    """The translation keys of pages, live or not, that an address may mean: in any language's tree under the same
    slugs, or with a parent whose slug is translated and a last slug that is not."""
    pages = Page.objects.values_list("translation_key", flat=True)
    keys = set(pages.filter(url_path__in=[f"{home}{'/'.join(components)}/" for home in homes]))
    *above, slug = components
    if keys or not above:
        return keys
    parents = Page.objects.filter(url_path__in=[f"{home}{'/'.join(above)}/" for home in homes])
    siblings = Page.objects.filter(translation_key__in=parents.values("translation_key"))
    return set(
        pages.filter(url_path__in=[f"{parent}{slug}/" for parent in siblings.values_list("url_path", flat=True)])
    )
