"""Rich text as visitors get it: links to pages in their language, and nothing in it that could hurt them."""

from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.whitelist import ALLOWED_URL_SCHEMES

from site_project.i18n.translations import localized_for
from site_project.references import find_pages
from site_project.text import parse_id

#: What the editor and translators can write, once Wagtail has resolved the links. No pictures and no embedded media:
#: they are blocks of their own (see `translation.checks.rich_text`).
_TEXT = {"a", "abbr", "acronym", "b", "br", "code", "del", "em", "i", "s", "span", "strong", "sub", "sup", "u"}
_STRUCTURE = {"blockquote", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "ul"}
_CLEANER = nh3.Cleaner(
    tags=_TEXT | _STRUCTURE,
    attributes={"*": {"lang", "dir"}, "a": {"href", "hreflang"}},
    url_schemes=set(ALLOWED_URL_SCHEMES),
    link_rel=None,
)


def sanitized(html: str) -> SafeString:
    """HTML without anything but text, its structure and links.

    The editor and the guards of translations let nothing else in. This is for what came another way: an import, a
    script, a hole not known yet. nh3 parses as browsers do; Wagtail's own whitelist leaves CDATA and declarations as
    they are, and takes a hundred times as long.
    """
    return mark_safe(_CLEANER.clean(html))  # noqa: S308 - cleaned


class ReaderPageLinkHandler(PageLinkHandler):
    """Leads to the version of a page in the reader's language, with one query for all links of a text.

    A link to a page that a visitor may not see becomes plain text: better no link than one to nowhere. A link to a
    page in another language says so to browsers and screen readers.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        pks = [parse_id(attrs.get("id")) or 0 for attrs in attrs_list]
        pages = find_pages(set(pks))
        return [cls._tag(localized_for(pages.get(pk))) for pk in pks]

    @staticmethod
    def _tag(target: Page | None) -> str:
        if target is None or not target.url:
            return "<a>"
        code = target.locale.language_code
        hreflang = f' hreflang="{code}"' if code != get_language() else ""
        return f'<a href="{escape(target.url)}"{hreflang}>'
