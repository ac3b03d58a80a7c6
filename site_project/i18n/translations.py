"""The one honest language state of a page.

For a page and a language there are five answers: *original*, *translated*, *outdated* (the source says something else
than what was translated), *partial* (texts are left out, or in the source's language) or *missing*. The language switcher, hreflang, canonical address, sitemap,
feeds, structured data, search and the 404 page all read them from here, and take addresses of translations from here:
slugs differ between languages, so no address can be made from another by replacing a prefix.
"""

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeAlias, TypeVar

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import LessThan
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page
from wagtail_localize.models import Translation

from site_project.querysets import Moment, PageQuerySet, all_pages


class State(StrEnum):
    ORIGINAL = "original"
    TRANSLATED = "translated"
    OUTDATED = "outdated"
    PARTIAL = "partial"
    MISSING = "missing"


#: The source says what the translation does not.
BEHIND = frozenset({State.OUTDATED, State.PARTIAL})


@dataclass(frozen=True, slots=True)
class LocalizedPage:
    """A page in one language.

    `page` is the live page in that language, or None when the state is *missing*. `source` is the live page that it
    was translated from, or None when it is an original or its source is no longer public. `source_blocks` are the ids
    of the blocks, and the names of the fields, that are shown in the source's language, `source_code`.
    """

    code: str
    state: State
    page: Page | None = None
    source: Page | None = None
    source_code: str = ""
    source_blocks: frozenset[str] = frozenset()


#: Before any page was published.
NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)

Versions: TypeAlias = dict[str, LocalizedPage]
Pages = TypeVar("Pages", bound=PageQuerySet)


def language_codes() -> list[str]:
    """The codes of the site's languages, in the order of the settings."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def native_name(code: str) -> str:
    """What a language calls itself, written as that language writes it at the start of a line ("Español")."""
    name: str = translation.get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]


def urls_by_language(name: str, *args: str) -> dict[str, str]:
    """The path of the view `name` in each of the site's languages, by code."""
    urls = {}
    for code in language_codes():
        with translation.override(code):
            urls[code] = reverse(name, args=args)
    return urls


#: Below the root of the page tree.
HOME_DEPTH = 2


def announced(pages: Iterable[Page]) -> list[str]:
    """The codes of the languages that visitors are told of: those whose home page is among these visible pages."""
    found = {page.locale.language_code for page in pages if page.depth == HOME_DEPTH}
    return [code for code in language_codes() if code in found]


def announced_codes() -> list[str]:
    """The codes of the languages that visitors are told of, in one query."""
    return announced(all_pages().filter(depth=HOME_DEPTH).visible().select_related("locale"))


def with_sources(pages: PageQuerySet, now: Moment | None = None) -> PageQuerySet:
    """The visible ones of `pages`, with what `grouped` needs to know about where each was translated from."""
    known = with_source_blocks(pages.visible(now).select_related("locale"))
    return known.annotate(translated_state=_from_link("state"))


def with_source_blocks(pages: Pages) -> Pages:
    """`pages` with what each shows in the language that it was translated from: see `LocalizedPage`."""
    return pages.annotate(
        source_language=_from_link("source__locale__language_code"),
        untranslated=Cast(_from_link("published__source_blocks"), TextField()),
    )


def source_blocks(page: Any) -> frozenset[str]:
    """What a page of `with_source_blocks` shows in the language that it was translated from."""
    return frozenset(json.loads(page.untranslated or "[]"))


@cache
def _from_link(field: str) -> Subquery:
    """A field of `_link`, or its `translated_state` as "state". The same for every page: to put it together takes longer
    than to ask the database."""
    link = _link().annotate(state=translated_state()) if field == "state" else _link()
    return Subquery(link.values(field)[:1])


def _link() -> QuerySet[Translation]:
    """What says where the page of the outer query was translated from."""
    back = Translation.objects.filter(
        source__object_id=OuterRef("source__object_id"),
        source__locale=OuterRef("target_locale"),
        target_locale=OuterRef("source__locale"),
        enabled=True,
    )
    link = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"),
        source__specific_content_type=OuterRef("content_type"),
        target_locale=OuterRef("locale"),
    )
    # Not where the original was deleted, and made again from its translation.
    return link.filter(Q(enabled=True) | ~Exists(back)).order_by("-enabled", "pk")


def translated_state(link: str = "", counts: str = "published__") -> Case:
    """How a translation that is public stands to its original, which is public too: *translated*, *outdated* or
    *partial*. An expression for queries of wagtail-localize's `Translation`.

    While wagtail-localize keeps it in step, the app `translation` counts what it does not say; publishing the same
    again makes nothing older. A page that is edited by hand is compared by the times of publication.

    Args:
        link: the lookup that leads to the `Translation`, with "__" at its end.
        counts: the lookup that leads to what the app `translation` counts.
    """
    is_older = LessThan(_published_at(link, "target_locale"), _published_at(link, "source__locale"))
    return Case(
        When(Q(**{f"{link}enabled": False}) & Q(is_older), then=Value(State.OUTDATED)),
        When(Q(**{f"{link}enabled": False}), then=Value(State.TRANSLATED)),
        When(Q(**{f"{counts}untranslated__gt": 0}), then=Value(State.PARTIAL)),
        When(Q(**{f"{counts}behind__gt": 0}), then=Value(State.OUTDATED)),
        default=Value(State.TRANSLATED),
        output_field=CharField(),
    )


def _published_at(link: str, locale: str) -> Subquery:
    """When it was settled what visitors read: when it was published, by somebody.

    What was scheduled and then went public by itself, for the first time, was settled when it was written: all its
    languages may have been done long before the hour.
    """
    went_by_itself = Q(
        first_published_at=F("last_published_at"),
        go_live_at__lte=F("last_published_at"),
        go_live_at__gt=F("live_revision__created_at"),
    )
    published_at = Coalesce("last_published_at", Value(NEVER, output_field=DateTimeField()))
    pages = Page.objects.filter(
        translation_key=OuterRef(f"{link}source__object_id"), locale=OuterRef(f"{link}{locale}"), alias_of=None
    )
    moment = Case(When(went_by_itself, then=F("live_revision__created_at")), default=published_at)
    return Subquery(pages.order_by().annotate(moment=moment).values("moment")[:1])


def grouped(pages: Iterable[Page]) -> dict[uuid.UUID, Versions]:
    """The versions of pages by translation key, given all visible pages of those keys and all visible home pages (from
    `with_sources`)."""
    pages = list(pages)
    codes = announced(pages)
    by_key: dict[uuid.UUID, dict[str, Page]] = defaultdict(dict)
    for page in pages:
        by_key[page.translation_key][page.locale.language_code] = page
    return defaultdict(lambda: _versions({}, codes), {key: _versions(found, codes) for key, found in by_key.items()})


def versions_by_key(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, Versions]:
    """The versions of many pages, by translation key, in one query. Every announced language is in each answer."""
    wanted = set(keys)
    found = grouped(with_sources(all_pages().filter(Q(translation_key__in=wanted) | Q(depth=HOME_DEPTH))))
    return {key: found[key] for key in wanted}


def versions_of(page: Page) -> Versions:
    """The versions of one page; see `versions_by_key`."""
    return versions_by_key([page.translation_key])[page.translation_key]


def _versions(pages: dict[str, Page], codes: list[str]) -> Versions:
    versions = {code: LocalizedPage(code, State.MISSING) for code in codes}
    for code, page in pages.items():
        if code not in versions:
            continue  # a language that is not announced, or no longer in the settings
        source = pages.get(page.source_language or "")
        if page.source_language is None:
            versions[code] = LocalizedPage(code, State.ORIGINAL, page)
            continue
        state = State(page.translated_state) if source else State.TRANSLATED
        versions[code] = LocalizedPage(code, state, page, source, page.source_language, source_blocks(page))
    return versions


def alternates(versions: Versions) -> list[LocalizedPage]:
    return [version for version in versions.values() if version.page]


def default_version(versions: Versions) -> LocalizedPage | None:
    """The version for a reader of no language of the site (hreflang `x-default`): the site's default language, else
    the original, else any."""
    existing = alternates(versions)
    for wanted in (
        [v for v in existing if v.code == settings.LANGUAGE_CODE],
        [v for v in existing if v.state is State.ORIGINAL],
        existing,
    ):
        if wanted:
            return wanted[0]
    return None


def alternate_links(versions: Versions, request: HttpRequest | None = None) -> list[tuple[str, str]]:
    """(hreflang, absolute address) of each version that exists, and `x-default`; never of one that does not
    (https://developers.google.com/search/docs/specialty/international)."""
    links = []
    for version in alternates(versions):
        url = version.page.get_full_url(request) if version.page else None
        if url:  # a page outside of the site has none
            links.append((version.code, url))
    default = default_version(versions)
    by_code = dict(links)
    if default and default.code in by_code:
        links.append(("x-default", by_code[default.code]))
    return links


def pick_translation(versions: Iterable[Page], chosen: int | None = None, code: str | None = None) -> Page | None:
    """Of the visible versions of one page, the one to link to for a reader of `code` (default: the active language):
    that in the reader's language, else the one with the id `chosen`, else nothing."""
    code = code or translation.get_language()
    candidates = list(versions)
    own = next((page for page in candidates if page.locale.language_code == code), None)
    return own or next((page for page in candidates if page.pk == chosen), None)


def localized_for(page: Page | None, model: type[Page] = Page) -> Page | None:
    """The page to link to for a reader of the active language instead of `page`: its visible version in that
    language, else itself when a visitor may see it, else None. An instance of `model`.

    Costs no query for a page from `site_project.references`.
    """
    if page is None:
        return None
    siblings: list[Page] | None = page.__dict__.get("visible_versions")
    if siblings is None:
        pages = PageQuerySet(model).filter(translation_key=page.translation_key)
        siblings = list(pages.visible().select_related("locale").order_by("path"))
    return pick_translation(siblings, page.pk)
