"""What every page of the site has: a summary, a picture for sharing, sections, and its versions in each language."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, ClassVar

from django.db import models
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.text import normalize_newlines, slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StreamValue
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.rich_text import RichText
from wagtail.search import index
from wagtail.url_routing import RouteResult

from site_project.i18n import translations
from site_project.i18n.language_choices import language_name
from site_project.page_cache.parts import kept
from site_project.querysets import PageQuerySet
from site_project.references import References
from site_project.text import excerpt

logger = logging.getLogger(__name__)

#: Ids that the page's frame uses itself.
RESERVED_ANCHORS = frozenset({"main", "menu", "top"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the page's contents: a heading, the block that it belongs to, and the anchor to jump to."""

    heading: str
    anchor: str
    block_id: str


@dataclass(frozen=True, slots=True)
class Section:
    """A block of a page's body, with an anchor that is unique on the page. The heading is empty where it has none.
    `html` is what visitors see of it, once the template tag `sections` has made it. `inner`: the headings of running
    text, each with an anchor of its own."""

    block: Any
    anchor: str
    heading: str
    html: str = ""
    inner: tuple[Entry, ...] = ()


def _headings(value: object) -> list[str]:
    """The headings (h2) of a rich text, as plain text; empty for any other value."""
    source = value.source if isinstance(value, RichText) else ""
    return [unescape(strip_tags(inner)).strip() for inner in re.findall(r"<h2[^>]*>(.*?)</h2>", source, re.DOTALL)]


def _anchor(heading: str, fallback: str, taken: set[str]) -> str:
    """An anchor that is not `taken` yet, and is from now on."""
    anchor = slugify(heading)[:60].strip("-") or fallback
    if anchor in taken:
        anchor = f"{anchor}-{fallback}"
    taken.add(anchor)
    return anchor


@dataclass(frozen=True, slots=True)
class LanguageNotice:
    """Tells a visitor that the page does not say all that its source says. `is_partial`: texts are left out, or in the
    source's language."""

    is_partial: bool
    source_name: str
    source_url: str
    source_code: str
    date: Any


@dataclass(frozen=True, slots=True)
class Way:
    """How a visit came to a page: the pages above it from the home page down, and whether it or one of them is private."""

    ancestors: list[Page]
    is_restricted: bool


class BasePage(Page):
    """The abstract base of every page. A mix of fields and pure helpers; what a page type shows is its own affair."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=500,
        help_text=_(
            "One or two sentences. Shown at the top, on cards, in feeds and, unless you write another, in search engines."
        ),
    )
    social_image = models.ForeignKey(
        "site_project.SiteImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("social image"),
        help_text=_("Shown when the page is shared. Empty: the page's own picture, else the organization's."),
    )

    objects = PageManager.from_queryset(PageQuerySet)()

    search_fields = [*Page.search_fields, index.SearchField("summary")]
    content_panels = [*Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("social_image")],
            _("For search engines and sharing"),
        ),
    ]

    #: Foreign keys that a visit needs, fetched with the page itself.
    related_on_visit: ClassVar[tuple[str, ...]] = ("social_image",)
    #: The schema.org type of the page (https://schema.org/WebPage and below).
    schema_type: ClassVar[str] = "WebPage"
    #: What the page reads of an address's query. Everything else comes off before it is shown.
    query_parameters: ClassVar[frozenset[str]] = frozenset()
    #: Set by `site_project.routing`; None wherever the page did not come by its address.
    way: Way | None = None

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Store the line breaks of browsers (CR LF) as LF: with other breaks it would be another text to translate."""
        super().clean()
        for field in self._meta.get_fields():
            if isinstance(field, models.TextField):
                setattr(self, field.attname, normalize_newlines(getattr(self, field.attname)))

    @cached_property
    def language_versions(self) -> translations.Versions:
        """This page in every language of the site; see `site_project.i18n.translations`."""
        return self.complete(translations.versions_of(self))

    def complete(self, versions: translations.Versions) -> translations.Versions:
        """`versions` with this page itself, where it is a draft that only a preview shows."""
        own = self.locale.language_code
        if own not in versions or versions[own].page is None:
            return {**versions, own: translations.LocalizedPage(own, translations.State.ORIGINAL, self)}
        return versions

    @property
    def language_notice(self) -> LanguageNotice | None:
        """The notice to show on this page, or None when it is up to date."""
        version = self.own_version
        if not version or version.state not in translations.BEHIND or not version.source:
            return None
        source = version.source
        return LanguageNotice(
            is_partial=version.state is translations.State.PARTIAL,
            source_name=language_name(source.locale.language_code),
            source_url=source.url,
            source_code=source.locale.language_code,
            date=source.last_published_at,
        )

    @property
    def own_version(self) -> translations.LocalizedPage | None:
        """What is known of this page in its own language."""
        return self.language_versions.get(self.locale.language_code)

    @cached_property
    def references(self) -> References:
        """What the blocks of the body refer to."""
        references, body = References(), getattr(self, "body", None)
        if isinstance(body, StreamValue):
            references.collect(body.stream_block, list(body.raw_data))
        return references

    @cached_property
    def sections(self) -> list[Section]:
        """The blocks of the body, each with its anchor. Same heading twice: the second anchor gets a number."""
        found: list[Section] = []
        taken = set(RESERVED_ANCHORS)
        with self.references.at_hand():
            blocks = list(self._readable_blocks())
        for position, block in enumerate(blocks, start=1):
            heading = str(block.value.get("heading") or "") if hasattr(block.value, "get") else ""
            anchor = _anchor(heading, f"section-{position}", taken)
            inner = tuple(
                Entry(text, _anchor(text, f"section-{position}-{number}", taken), block.id)
                for number, text in enumerate(_headings(block.value), start=1)
            )
            found.append(Section(block=block, anchor=anchor, heading=heading, inner=inner))
        return found

    def _readable_blocks(self) -> Iterator[Any]:
        """The blocks of the body. One whose stored value cannot be read (after an import, or a change of the code) is
        left out and logged: the page goes on without it."""
        body = getattr(self, "body", None) or ()
        for position in range(len(body)):
            try:
                block = body[position]
            except Exception:
                logger.exception("Page %s: block %s cannot be read.", self.pk, position + 1)
                continue
            yield block

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        self.sections = kept(request, ("blocks", self.pk), lambda: self.sections)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context

    @property
    def description(self) -> str:
        """What search engines and cards of other sites show: the description written for them, else the summary."""
        return excerpt(self.search_description or self.summary, 160)

    @property
    def excerpt(self) -> str:
        return excerpt(self.summary or self.search_description, 180)

    @property
    def visitor_label(self) -> str:
        """What kind of page this is, in a visitor's words; empty where that says nothing."""
        return ""

    @property
    def picture(self) -> Any:
        """The image to share the page with, or None."""
        return self.social_image or getattr(self, "image", None)

    @property
    def feeds(self) -> list[tuple[str, str, str]]:
        """(title, path, MIME type) of the feeds and calendars that the page announces."""
        return []

    def structured_data(self, request: HttpRequest | None) -> list[dict[str, Any]]:
        """schema.org objects of this page beyond those that every page has."""
        return []

    def get_view_restrictions(self) -> Any:
        """The restrictions on this page and those above it; asked for only where routing has seen one.

        Aliases have none of their own, but they are not served either: see `route`.
        """
        if self.way and not self.way.is_restricted:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """An alias shows another language's text at this language's address: it is not served."""
        if self.alias_of_id:
            raise Http404
        return super().route(request, path_components)

    def serve_password_required_response(self, request: HttpRequest, form: Form, action_url: str) -> HttpResponse:
        """Ask for the password, and say nothing of the page: what it is called, or in which languages it is there."""
        context = {
            "form": form,
            "action_url": action_url,
            "language_urls": translations.urls_by_language("wagtail_serve", ""),
            "self": self,  # for the button that leads staff to the editor, and nothing else
        }
        return TemplateResponse(request, "wagtailcore/password_required.html", context)

    def breadcrumb_pages(self) -> list[Page]:
        """The visible pages above this one, from the home page down."""
        ancestors = self.way.ancestors if self.way else self.get_ancestors().filter(depth__gt=1)
        return [page for page in ancestors if page.live and not page.alias_of_id]

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The page's entry, with its versions in the other languages."""
        entries: list[dict[str, Any]] = super().get_sitemap_urls(request)
        if self.last_published_at is None:  # Wagtail then takes the last draft's time
            for entry in entries:
                entry["lastmod"] = None
        links = translations.alternate_links(self.language_versions, request)
        for entry in entries:
            entry["alternates"] = [{"lang_code": code, "location": url} for code, url in links]
        return entries
