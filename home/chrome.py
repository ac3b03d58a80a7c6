"""The frame of every page: menu, footer, follow links and the language switch."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet, UUIDField, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail.rich_text import RichText

from home.models import Footer, Navigation
from site_project.i18n import translations
from site_project.i18n.language_choices import language_name
from site_project.i18n.translations import State
from site_project.models import BasePage, OrganizationSettings
from site_project.page_cache.parts import kept
from site_project.prepared import NOW, Slot, prepared
from site_project.querysets import all_pages
from site_project.request_context import INDEX_DEPTH, has_admin_access, index_url, index_urls
from site_project.request_context import of as context_of


@dataclass(frozen=True, slots=True)
class LinkItem:
    """A link of the menu or the footer. `lang` is the language of its target where that is not the reader's; `path` is
    its target's place in the tree, where that is a page."""

    label: str
    url: str
    lang: str | None = None
    lang_note: str = ""
    path: str = ""
    is_current: bool = False

    def on(self, page: Page | None) -> "LinkItem":
        """The same on `page`: is the visitor on its target, or below it? The home page counts only as itself."""
        place = page.path if page is not None and page.pk else ""
        is_below = place.startswith(self.path) and len(self.path) > Page.steplen * translations.HOME_DEPTH
        return replace(self, is_current=True) if self.path and (place == self.path or is_below) else self


@dataclass(frozen=True, slots=True)
class FooterColumn:
    heading: str
    links: list[LinkItem]


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language. `hint` is written in that language, for those who read it; empty when there is nothing to say."""

    code: str
    name: str
    url: str
    state: str
    is_current: bool
    hint: str

    @property
    def reader_name(self) -> str:
        """What the reader's language calls it."""
        return language_name(self.code)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frames of all pages in a language have in common."""

    navigation: list[LinkItem]
    footer_columns: list[FooterColumn]
    footer_text: str
    announced: list[str]
    index_urls: dict[str, str]


class Chrome:
    """The frame of one page, or of a view that gives its addresses in other languages in `language_urls`.

    `language_query` is what the address asks for beside the page, where that means the same in every language.

    Menu and footer come with the organization. One query reads everything that they link to, the index pages, and the versions of the
    page itself, for the language switch and the head. What all pages have in common is kept.
    """

    def __init__(
        self,
        request: HttpRequest | None,
        page: Page | None,
        language_urls: dict[str, str] | None = None,
        language_query: str = "",
    ) -> None:
        self.request, self.page, self.language_urls = request, page, language_urls or {}
        self.language_query = language_query
        self.code = get_language() or ""
        self._versions: translations.Versions | None = None
        self._frame = kept(request, "frame", self._read)
        context_of(request).index_urls[self.code] = self._frame.index_urls
        if isinstance(page, BasePage) and page.pk and "language_versions" not in page.__dict__:
            name = ("versions", page.translation_key)
            page.language_versions = page.complete(kept(request, name, lambda: self._versions_of(page)))

    def _versions_of(self, page: Page) -> translations.Versions:
        """They have been read already where the frame had to be."""
        return translations.versions_of(page) if self._versions is None else self._versions

    def _read(self) -> Frame:
        snippets = self._snippets()
        links = _raw_links(snippets["navigation_items"])
        columns = [
            (str(column.get("heading") or ""), [_dict(_dict(item).get("value")) for item in column.get("links") or ()])
            for column in _raw_links(snippets["footer_columns"])
        ]
        values = [*links, *(value for _heading, column in columns for value in column)]
        rows = self._read_pages(value.get("page") for value in values)
        pages = _targets(rows, self.code)
        footer_columns = [FooterColumn(heading, self._items(values, pages)) for heading, values in columns]
        return Frame(
            navigation=self._items(links, pages) if snippets["navigation_items"] is not None else self._marked(pages),
            footer_columns=[column for column in footer_columns if column.links],
            footer_text=str(RichText(snippets["footer_text"] or "")),
            announced=translations.announced(rows),
            index_urls=index_urls(self.request, self.code, rows),
        )

    @staticmethod
    def read_along(code: str) -> dict[str, Any]:
        """What is read along with the organization: the stored menu and footer in the language `code`; None for what is
        not published."""
        return {
            "frame_language": Value(code),
            "navigation_items": Navigation.shown("items", code),
            "footer_columns": Footer.shown("columns", code),
            "footer_text": Footer.shown("text", code),
        }

    def _snippets(self) -> Mapping[str, Any]:
        known = vars(self.organization)
        if known.get("frame_language") == self.code:
            return known
        # Nobody has saved the organization yet, or it was asked for in another language.
        return Locale.objects.values(**self.read_along(self.code))[0]

    def _read_pages(self, linked: Iterable[object]) -> list[Page]:
        chosen = sorted({pk for pk in linked if isinstance(pk, int) and 0 < pk < 2**31})
        page = self.page if isinstance(self.page, BasePage) and self.page.pk else None
        rows = _pages(self.code, tuple(chosen), of_page=page.translation_key if page else None)
        if page is not None:
            self._versions = translations.grouped(rows)[page.translation_key]
        return rows

    @cached_property
    def organization(self) -> OrganizationSettings:
        return OrganizationSettings.current(self.request)

    @property
    def show_userbar(self) -> bool:
        """Whether a signed-in member of staff looks, who gets Wagtail's button to the editor."""
        return self.request is not None and has_admin_access(self.request)

    @property
    def home_url(self) -> str:
        return reverse("wagtail_serve", args=("",))

    @property
    def search_url(self) -> str:
        return reverse("search")

    @property
    def press_url(self) -> str:
        """The newsroom in the reader's language; empty if there is none."""
        return index_url("press_newsroom.NewsroomPage", self.request)

    def _items(self, values: Iterable[dict[str, Any]], pages: dict[int, Page]) -> list[LinkItem]:
        items = []
        for value in values:
            if not value.get("page"):
                if value.get("url"):
                    items.append(LinkItem(value.get("label") or value["url"], value["url"]))
                continue
            target = pages.get(value["page"]) if isinstance(value["page"], int) else None
            if target is None or not target.get_url(self.request):
                continue  # deleted or not public: the menu goes on without it
            items.append(self._item(value.get("label") or target.title, target))
        return items

    def _item(self, label: str, target: Page) -> LinkItem:
        code = target.locale.language_code
        url = str(target.get_url(self.request))
        if code == self.code:
            return LinkItem(label, url, path=target.path)
        note = pgettext("language of an article", "in %(language)s") % {"language": language_name(code)}
        return LinkItem(label, url, lang=code, lang_note=note)

    def _marked(self, pages: dict[int, Page]) -> list[LinkItem]:
        """The menu without a published navigation: the pages under the home page that are marked for menus."""
        marked = [page for page in pages.values() if page.depth == INDEX_DEPTH and page.show_in_menus]
        return [
            self._item(page.title, page)
            for page in sorted(marked, key=lambda page: page.path)
            if page.get_url(self.request)
        ]

    @cached_property
    def navigation(self) -> list[LinkItem]:
        """The links of the menu."""
        return [link.on(self.page) for link in self._frame.navigation]

    @cached_property
    def footer_columns(self) -> list[FooterColumn]:
        """The columns of the footer that have at least one link."""
        return [
            FooterColumn(column.heading, [link.on(self.page) for link in column.links])
            for column in self._frame.footer_columns
        ]

    @property
    def links(self) -> tuple[LinkItem, ...]:
        """All links of menu and footer, as they are on this page."""
        return tuple(
            link for links in (self.navigation, *(column.links for column in self.footer_columns)) for link in links
        )

    @property
    def footer_text(self) -> str:
        return self._frame.footer_text

    @cached_property
    def languages(self) -> list[LanguageLink]:
        codes = [code for code in translations.language_codes() if code in {*self._frame.announced, self.code}]
        return language_links(self.page, codes, self.language_urls, self.request, self.language_query)


@prepared("locale")
def _pages(code: str, chosen: tuple[int, ...]) -> QuerySet[Page]:
    """In all languages: the home pages, the pages `chosen`, and that of the key `of_page`; the index pages in one."""
    wanted = Q(depth=INDEX_DEPTH, locale__language_code=code) | Q(depth=translations.HOME_DEPTH)
    wanted |= Q(translation_key__in=Page.objects.filter(pk__in=chosen).values("translation_key"))
    wanted |= Q(translation_key=Slot("of_page", UUIDField()))
    return translations.with_sources(all_pages().filter(wanted), NOW)


def _raw_links(stream: str | None) -> list[dict[str, Any]]:
    """The stored values of a stream of links. They are not turned into pages here: all pages are read together."""
    stored = json.loads(stream or "[]")
    return [_dict(_dict(block).get("value")) for block in stored] if isinstance(stored, list) else []


def _dict(value: object) -> dict[str, Any]:
    """Stored data as a dict; an empty one where something else is stored. The frame is on every page, the 404 page
    included: it must not break over one bad value."""
    return value if isinstance(value, dict) else {}


def _targets(rows: Iterable[Page], code: str) -> dict[int, Page]:
    """For the id of each of the pages, the one to link to for a reader of `code`."""
    by_key: dict[Any, list[Page]] = defaultdict(list)
    for row in rows:
        by_key[row.translation_key].append(row)
    targets: dict[int, Page] = {}
    for row in rows:
        target = translations.pick_translation(by_key[row.translation_key], row.pk, code)
        if target:
            targets[row.pk] = target
    return targets


def language_links(
    page: object, codes: list[str], urls: dict[str, str], request: HttpRequest | None, query: str = ""
) -> list[LanguageLink]:
    """A link for each of the languages `codes`, with `query` where it leads to the same page. Where the page does not
    exist in a language, the link leads to the nearest page above it that does, and says so."""
    current = translation.get_language()
    versions = page.language_versions if isinstance(page, BasePage) else {}
    links = []
    for code in codes:
        state, url = _target(page, versions.get(code), code, urls, request, query)
        links.append(
            LanguageLink(
                code=code,
                name=translations.native_name(code),
                url=url,
                state="current" if code == current else state.value,
                is_current=code == current,
                hint="" if code == current else _hint(state, code),
            )
        )
    return links


def _target(
    page: object,
    version: translations.LocalizedPage | None,
    code: str,
    urls: dict[str, str],
    request: HttpRequest | None,
    query: str,
) -> tuple[State, str]:
    if version and version.page and version.page.get_url(request):
        return version.state, f"{version.page.get_url(request)}{query}"
    if code in urls:
        return State.TRANSLATED, urls[code]
    return State.MISSING, _nearest(page, code, request)


def _nearest(page: object, code: str, request: HttpRequest | None) -> str:
    """The nearest ancestor that exists in `code`, at last the home page."""
    if isinstance(page, BasePage) and page.pk:
        for ancestor in reversed(page.breadcrumb_pages()):
            version = translations.versions_of(ancestor).get(code)
            if version and version.page and version.page.get_url(request):
                return str(version.page.get_url(request))
    return translations.urls_by_language("wagtail_serve", "")[code]


def _hint(state: State, code: str) -> str:
    with translation.override(code):
        if state is State.MISSING:
            return _("not yet translated")
        if state is State.OUTDATED:
            return _("this translation may lack recent changes")
        if state is State.PARTIAL:
            return _("parts are not translated yet")
        return ""
