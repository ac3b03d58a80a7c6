"""The contents of <head> that differ from page to page."""

import logging
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.translation import get_language

from site_project.i18n.translations import alternate_links
from site_project.models import BasePage, OrganizationSettings
from site_project.page_cache.parts import kept
from site_project.page_cache.rendering import report_fault
from site_project.seo import structured_data
from site_project.text import with_site_name

logger = logging.getLogger(__name__)

DEFAULT_CARD = "site/img/card-default.png"


@dataclass(frozen=True, slots=True)
class Card:
    """The picture of a share preview: absolute address, pixels, and what it shows."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass(slots=True)
class Head:
    """Everything in <head> that differs from page to page. Addresses are absolute."""

    title: str
    description: str
    canonical: str
    site_name: str = ""
    card: Card | None = None
    kind: str = "website"
    alternates: list[tuple[str, str]] = field(default_factory=list)
    feeds: list[tuple[str, str, str]] = field(default_factory=list)
    json_ld: dict[str, Any] | None = None
    indexed: bool = True

    @property
    def full_title(self) -> str:
        return with_site_name(self.title, self.site_name)

    @property
    def open_graph_locale(self) -> str:
        return _open_graph_locale(get_language() or settings.LANGUAGE_CODE)

    @property
    def alternate_locales(self) -> list[str]:
        """The other languages that the page can be read in."""
        locales = [_open_graph_locale(code) for code, _url in self.alternates if code != "x-default"]
        return [locale for locale in locales if locale != self.open_graph_locale]


def _open_graph_locale(code: str) -> str:
    """language_TERRITORY, as the Open Graph protocol wants it."""
    return f"{code.partition('-')[0]}_{settings.SITE_TERRITORY}"


@dataclass(frozen=True, slots=True)
class HeadOptions:
    """What a page's view knows of the head: `query` ("?page=2") marks one page of a list as an address of its own;
    a filtered list is not `indexed`; `feeds` are announced before the page's own; `web_page` is what the structured
    data of the page itself adds or changes (https://schema.org/WebPage)."""

    query: str = ""
    indexed: bool = True
    feeds: tuple[tuple[str, str, str], ...] = ()
    web_page: dict[str, Any] = field(default_factory=dict)


def absolute(path: str) -> str:
    """`path` at the site's own address. A path that is already absolute is returned as it is."""
    return path if path.startswith(("http://", "https://")) else settings.WAGTAILADMIN_BASE_URL + path


def head_for_page(page: BasePage, request: HttpRequest | None, options: HeadOptions | None = None) -> Head:
    options = options or HeadOptions()
    organization = OrganizationSettings.current(request)
    full_url = page.get_full_url(request) or ""
    card = kept(request, ("card", page.pk), lambda: _card(page, organization, request))
    return Head(
        title=page.seo_title or page.title,
        description=page.description or page.title,
        canonical=full_url + options.query,
        site_name=organization.name,
        card=card,
        kind="article" if page.schema_type == "NewsArticle" else "website",
        alternates=[] if options.query or not options.indexed else alternate_links(page.language_versions, request),
        feeds=[(title, absolute(path), mime) for title, path, mime in (*options.feeds, *page.feeds)],
        json_ld=structured_data.graph_for_page(page, organization, card.url, request, options.web_page),
        indexed=options.indexed,
    )


def head_for_view(title: str, description: str, canonical_path: str, request: HttpRequest) -> Head:
    """The head of something that is not a page (search results, an error): never indexed."""
    organization = OrganizationSettings.current(request)
    return Head(
        title=title,
        description=description,
        canonical=absolute(canonical_path),
        site_name=organization.name,
        json_ld=structured_data.graph_for_view(organization),
        indexed=False,
    )


def _card(page: BasePage, organization: OrganizationSettings, request: HttpRequest | None) -> Card:
    for image in (page.picture, organization.social_image):
        if image is None:
            continue
        try:
            rendition = image.get_rendition(image.CARD)
        except Exception:  # a missing or broken file can raise nearly anything: share the page without it
            report_fault(request)
            logger.warning("Image %s cannot be used as a share card.", image.pk, exc_info=True)
            continue
        alt = getattr(page, "image_alt", "") if image == getattr(page, "image", None) else ""
        return Card(absolute(rendition.url), rendition.width, rendition.height, alt)
    return Card(absolute(static(DEFAULT_CARD)), 1200, 630)
