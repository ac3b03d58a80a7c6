"""Tags that the site's templates are written with."""

import json
import logging
import re
import time
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any

import segno
from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.images.models import Picture

from site_project import fragments, request_context
from site_project.away import DATABASE_AWAY
from site_project.fragments import stored
from site_project.i18n.language_choices import lang_attributes
from site_project.models import BasePage
from site_project.models.base_page import Entry, Section
from site_project.models.files import SiteImage
from site_project.page_cache.parts import kept
from site_project.page_cache.rendering import report_fault
from site_project.rich_text import sanitized
from site_project.seo.head import Head, head_for_page
from site_project.text import excerpt as cut
from site_project.text import strip_quotes as without_quotation_marks

register = template.Library()
register.filter("sanitized", sanitized)
logger = logging.getLogger(__name__)

#: Seconds after which the markup of a picture is made anew, as finished pages are: its sizes may have been thrown away.
PHOTOS_KEPT = 900

#: What ends a script element or starts a comment in one, escaped as JSON escapes it.
_JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def chrome(context: dict[str, Any]) -> Any:
    """The frame of the page: menu, footer, languages. Built once per page."""
    request, page = context.get("request"), context.get("page")
    known = request_context.of(request)
    if known.chrome is None or known.chrome.page is not page:
        known.chrome = import_string(settings.SITE_CHROME)(
            request, page, context.get("language_urls"), context.get("language_query", "")
        )
    return known.chrome


@register.simple_tag(takes_context=True)
def frame(context: Context, template_name: str) -> str:
    """A part of the frame, which needs nothing but `chrome`. It is the same on all pages whose links are."""
    chrome = context["chrome"]
    name = (template_name, chrome.links, tuple(chrome.languages))
    return kept(context.get("request"), name, lambda: render_to_string(template_name, {"chrome": chrome}))


@register.simple_tag(takes_context=True)
def seo_head(context: Context) -> str:
    """Title, description, canonical address, hreflang, share card, feeds and structured data."""
    page, request = context.get("page"), context.get("request")
    if context.get("head") is not None or not isinstance(page, BasePage):
        return _seo_head(context.get("head"))
    options, address = context.get("head_options"), request.get_full_path() if request else ""
    return kept(request, ("head", page.pk, address), lambda: _seo_head(head_for_page(page, request, options)))


def _seo_head(head: Head | None) -> str:
    return render_to_string("components/seo_head.html", {"head": head})


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A picture from the sprite, which says nothing that the text beside it does not."""
    svg = '<svg class="icon" aria-hidden="true" width="20" height="20"><use href="{}#{}"></use></svg>\n'
    return format_html(svg, static("site/icons.svg"), name)


@register.simple_tag
def event_card(event: Any, level: str) -> str:
    """An event in a list, in its campaign's color, with a heading at `level`."""
    values = (
        *stored(event),
        event.accent,
        event.url,
        event.is_past,
        event.foreign_language,
        event.place_language,
        level,
    )
    return fragments.render("components/event_card.html", values, {"event": event, "level": level})


@register.simple_tag
def lang(code: str) -> str:
    """The attributes of an element whose text is in the language `code`: `lang` never goes without `dir`."""
    return format_html_join(" ", '{}="{}"', lang_attributes(str(code or "")).items())


@register.simple_tag
def json_ld(data: dict[str, Any] | None) -> str:
    """Structured data as a script element that no browser executes."""
    if not data:
        return ""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above


@register.simple_tag(takes_context=True)
def breadcrumbs(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The way to the page; the last is the page itself, without an address. Empty on home pages and views."""
    page = context.get("page")
    if not isinstance(page, BasePage) or not page.pk or page.depth <= 2:
        return []
    above = [{"title": crumb.title, "url": crumb.get_url(context.get("request"))} for crumb in page.breadcrumb_pages()]
    return [*above, {"title": page.title, "url": None}]


@register.simple_tag
def qr_svg(address: str) -> SafeString:
    """A QR code (ISO/IEC 18004) of an absolute address, as inline SVG for print."""
    if not (svg := _qr_svg(address)):
        return mark_safe("")
    label = format_html(' role="img" aria-label="{}"', _("QR code of this page's address"))
    return mark_safe(svg.replace("<svg", f"<svg{label}", 1))  # noqa: S308 - made by segno from an address of ours


@lru_cache(maxsize=1000)
def _qr_svg(address: str) -> str:
    """Made once: it takes longer than any other part of a page. Empty where no code can hold the address."""
    if not address:
        return ""
    try:
        code = segno.make(address, error="m", micro=False)
    except segno.DataOverflowError:
        return ""
    return str(code.svg_inline(border=0, omitsize=True, svgclass="qr", lineclass=None))


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[Section]:
    """The sections of the page that show something, each with its HTML. Made once per page."""
    page, request = context["page"], context.get("request")
    known = request_context.of(request)
    if known.sections is None or known.sections[0] is not page:
        address = request.get_full_path() if request else ""
        known.sections = (page, kept(request, ("sections", page.pk, address), lambda: _sections(context)))
    return known.sections[1]


def _sections(context: Context) -> list[Section]:
    page = context["page"]
    with page.references.at_hand():
        made = [replace(section, html=section_block(context, section)) for section in page.sections]
    return [section for section in made if section.html.strip()]


@register.simple_tag(takes_context=True)
def contents(context: Context) -> list[Entry]:
    """What "On this page" lists: the headings of the sections, and those of running text."""
    entries: list[Entry] = []
    for section in sections(context):
        if section.heading:
            entries.append(Entry(section.heading, section.anchor, section.block.id))
        entries += [entry for entry in section.inner if entry.heading]
    return entries


def section_block(context: Context, section: Section) -> str:
    """A section's block. One that cannot be shown is left out and logged; staff see a note in the preview."""
    try:
        html = str(section.block.render(context.flatten()))
    except DATABASE_AWAY:
        raise  # the database is away: half a page would look like the whole
    except Exception:
        report_fault(context.get("request"))
        logger.exception("The block %s (%s) cannot be shown.", section.block.id, section.block.block_type)
        return staff_note(context, _("This block cannot be shown: something in it is broken."))
    for entry in section.inner:
        html = html.replace("<h2>", f'<h2 id="{entry.anchor}">', 1)
    return mark_safe(html)  # noqa: S308 - rendered by the block; an anchor is a slug


def staff_note(context: Context, text: str) -> str:
    """`text` for staff who look at a preview; nothing for visitors."""
    if not getattr(context.get("request"), "is_preview", False):
        return ""
    return render_to_string("components/staff_note.html", {"text": text})


@register.simple_tag(takes_context=True)
def photo(
    context: Context, image: SiteImage, alt: str = "", sizes: str = "100vw", crop: str = "", **attributes: str
) -> str:
    """A picture in the formats and widths that browsers choose from, never wider than its original; with `crop`, cut
    to that shape.

    Nothing at all where the file is missing or cannot be read: a page does not break over a picture.
    """
    if not image:
        return ""
    name = ("photo", image.pk, alt, sizes, crop, *attributes.items())
    return kept(context.get("request"), name, lambda: _photo(context, image, alt, sizes, crop, attributes))


def _photo(context: Context, image: SiteImage, alt: str, sizes: str, crop: str, attributes: dict[str, str]) -> str:
    photo = Photo.of(image, crop, {"alt": alt, "sizes": sizes, **attributes})
    try:
        return _markup(photo, int(time.monotonic() // PHOTOS_KEPT))
    except Exception:  # a broken file can raise nearly anything
        report_fault(context.get("request"))
        logger.warning("Image %s cannot be shown: its file is missing or broken.", image.pk, exc_info=True)
        return staff_note(context, _("The file of this image is missing or broken."))


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture on a page. Two are equal where all is that their markup depends on."""

    image: SiteImage = field(compare=False)
    file: str
    file_hash: str
    focal_point: tuple[int | None, ...]
    specs: tuple[str, ...]
    attributes: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, image: SiteImage, crop: str, attributes: dict[str, str]) -> "Photo":
        focal_point = (
            image.focal_point_x,
            image.focal_point_y,
            image.focal_point_width,
            image.focal_point_height,
        )
        specs, pairs = tuple(image.photo_specs(crop)), tuple(attributes.items())
        return cls(image, image.file.name, image.file_hash, focal_point, specs, pairs)


@lru_cache(maxsize=500)
def _markup(photo: Photo, _period: int) -> str:
    """Made once in a while: the sizes of a picture are nine entries of a cache, together a tenth of the time of a hub."""
    renditions = photo.image.get_renditions(*photo.specs)
    return Picture({spec: renditions[spec] for spec in photo.specs}, dict(photo.attributes)).__html__()


@register.simple_tag(takes_context=True)
def poster(context: Context, image: SiteImage, alt: str = "") -> str:
    """The picture of a poster: upright on phones and beside the text of narrower screens, as it is on wide ones."""
    upright = photo(context, image, alt, "(min-width: 48rem) 50vw, 100vw", "portrait", fetchpriority="high")
    wide = photo(context, image, alt, "45vw")
    sources = re.findall(r"<source [^>]*>", wide)
    marked = "".join(source.replace("<source ", '<source media="(min-width: 72rem)" ', 1) for source in sources)
    return mark_safe(upright.replace("<picture>", f"<picture>{marked}", 1))  # noqa: S308 - parts of Wagtail's pictures


@register.filter
def excerpt(text: str, limit: int = 160) -> str:
    return cut(str(text), limit)


@register.filter
def strip_quotes(text: str) -> str:
    return without_quotation_marks(str(text))
