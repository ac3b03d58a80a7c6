"""The frame of every page: menu, footer, follow links and the language switch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from home.language_switch import LanguageLink, language_links
from home.models import Footer, Navigation
from site_project.iso_languages import language_name
from site_project.languages import in_language
from site_project.models import FollowLink, OrganisationSettings


@dataclass(frozen=True, slots=True)
class LinkItem:
    """A link of the menu or the footer. `lang` is the language of its target where that is not the reader's."""

    label: str
    url: str
    lang: str | None = None
    lang_note: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class FooterColumn:
    """A heading and links under it."""

    heading: str
    links: list[LinkItem]


@dataclass
class Chrome:
    """The frame of one page. What costs a query is read when a template first asks for it."""

    request: HttpRequest | None
    page: Any = None
    language_urls: dict[str, str] = field(default_factory=dict)

    @cached_property
    def organisation(self) -> OrganisationSettings:
        """The organisation's settings."""
        if self.request is not None:
            return OrganisationSettings.for_request(self.request)  # type: ignore[no-any-return]
        return OrganisationSettings.objects.first() or OrganisationSettings()

    @cached_property
    def follow_links(self) -> list[FollowLink]:
        """The organisation's accounts elsewhere."""
        return list(self.organisation.follow_links.all()) if self.organisation.pk else []

    @property
    def home_url(self) -> str:
        """The path of the home page in the reader's language."""
        return reverse("wagtail_serve", args=("",))

    @property
    def search_url(self) -> str:
        """The path of the search in the reader's language."""
        return reverse("search")

    @cached_property
    def _parts(self) -> tuple[Navigation | None, Footer | None]:
        code = get_language() or ""
        return Navigation.shown_in(code), Footer.shown_in(code)  # type: ignore[return-value]

    @cached_property
    def _targets(self) -> dict[int, Page]:
        """The pages that menu and footer link to, in the reader's language, read together."""
        navigation, footer = self._parts
        values = list(_link_values(navigation.items if navigation else ()))
        for column in footer.columns if footer else ():
            values += column.value["links"]
        return in_language(value.get("page") for value in values)

    def _items(self, values: Iterable[Any]) -> list[LinkItem]:
        items = []
        for value in values:
            page = value.get("page")
            if page is None:
                if value.get("url"):
                    items.append(LinkItem(value["label"], value["url"]))
                continue
            target = self._targets.get(page.pk)
            if target is None or not target.url:
                continue  # deleted or not public: the menu goes on without it
            code = target.locale.language_code
            foreign = code != get_language()
            items.append(
                LinkItem(
                    label=value["label"] or target.title,
                    url=target.url,
                    lang=code if foreign else None,
                    lang_note=pgettext("language of an article", "in %(language)s") % {"language": language_name(code)}
                    if foreign
                    else "",
                    is_current=self._is_current(target),
                )
            )
        return items

    def _is_current(self, target: Page) -> bool:
        """Whether the visitor is on the page or below it; the home page counts only as itself."""
        page = self.page
        if page is None or not page.pk:
            return False
        return page.pk == target.pk or (target.depth > 2 and page.path.startswith(target.path))

    @cached_property
    def navigation(self) -> list[LinkItem]:
        """The links of the menu. Without a published navigation: the pages under the home page that are marked for
        menus."""
        navigation, _footer = self._parts
        if navigation:
            return self._items(_link_values(navigation.items))
        return [
            LinkItem(page.title, page.url, is_current=self._is_current(page))
            for page in Page.objects.live()
            .in_menu()
            .filter(depth=3, locale__language_code=get_language())
            .select_related("locale")
            if page.url
        ]

    @cached_property
    def footer_columns(self) -> list[FooterColumn]:
        """The columns of the footer that have at least one link."""
        _navigation, footer = self._parts
        columns = [
            FooterColumn(column.value["heading"], self._items(column.value["links"]))
            for column in (footer.columns if footer else ())
        ]
        return [column for column in columns if column.links]

    @cached_property
    def footer_text(self) -> str:
        """The line at the very end, as safe HTML."""
        _navigation, footer = self._parts
        return str(expand_db_html(footer.text)) if footer else ""

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """The language switch."""
        return language_links(self.page, self.language_urls, self.request)


def _link_values(stream: Iterable[Any]) -> list[Any]:
    return [block.value for block in stream]


def build_chrome(request: HttpRequest | None, page: Any, language_urls: dict[str, str] | None = None) -> Chrome:
    """The frame for `page`, or for a view that says with `language_urls` where it stands in other languages."""
    return Chrome(request=request, page=page, language_urls=language_urls or {})
