"""404: says so in every language of the site, and offers the page where it exists in another."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from site_project import languages
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


@dataclass(frozen=True, slots=True)
class Message:
    """What the page says, in one of the other languages."""

    code: str
    name: str
    heading: str
    text: str


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 404 page. Without a language in the address it speaks the one that the browser asks for."""
    code = _language_of(request)
    with translation.override(code):
        versions = _versions(request.path)
        heading, text = _words(bool(versions))
        context = {
            "heading": heading,
            "text": text,
            "versions": versions,
            "other_messages": _other_messages(code, bool(versions)),
            "search_url": reverse("search"),
            "home_url": reverse("wagtail_serve", args=("",)),
            "language_urls": _homes(),
            "head": head_for_view(heading, text, request.path[:MAX_PATH], request),
        }
        return render(request, "404.html", context, status=404)


def _language_of(request: HttpRequest) -> str:
    return (
        translation.get_language_from_path(request.path_info[:MAX_PATH])
        or translation.get_language()
        or settings.LANGUAGE_CODE
    )


def _words(exists_elsewhere: bool) -> tuple[str, str]:
    if exists_elsewhere:
        return _("This page is not available in this language"), _("It exists in another language:")
    return (
        _("This page does not exist"),
        _("The address may be mistyped, or the page may have been removed."),
    )


def _other_messages(own: str, exists_elsewhere: bool) -> list[Message]:
    messages = []
    for code in languages.language_codes():
        if code == own:
            continue
        with translation.override(code):
            heading, text = _words(exists_elsewhere)
        messages.append(Message(code, languages.own_name(code), heading, text))
    return messages


def _homes() -> dict[str, str]:
    homes = {}
    for code in languages.language_codes():
        with translation.override(code):
            homes[code] = reverse("wagtail_serve", args=("",))
    return homes


def _versions(path: str) -> list[OfferedVersion]:
    """The live versions of whatever page lies at `path` in any language's tree, live or not."""
    asked = translation.get_language_from_path(path) if len(path) <= MAX_PATH and "\x00" not in path else None
    if asked is None:
        return []
    _empty, _code, rest = path.split("/", 2)
    rest = rest.strip("/")
    if not rest:
        return []
    roots = Page.objects.filter(depth=2).values_list("url_path", flat=True)
    keys = list(
        Page.objects.filter(url_path__in=[f"{root}{rest}/" for root in roots]).values_list("translation_key", flat=True)
    )
    offered: dict[str, OfferedVersion] = {}
    for versions in languages.versions_by_key(keys).values():
        for version in languages.alternates(versions):
            page = version.page
            if page is not None and page.url and page.url != path and version.code not in offered:
                offered[version.code] = OfferedVersion(
                    version.code, languages.own_name(version.code), page.title, page.url
                )
    return list(offered.values())
