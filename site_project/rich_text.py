"""Links to pages inside rich text."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from site_project.i18n.translations import pick_translation
from site_project.text import parse_id
from site_project.visibility import is_visible


class ReaderPageLinkHandler(PageLinkHandler):
    """Leads to the version of a page in the reader's language, with one query for all links of a text.

    A link to a page that a visitor may not see becomes plain text: better no link than one to nowhere. A link to a
    page in another language says so to browsers and screen readers.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        pks = [parse_id(attrs.get("id")) for attrs in attrs_list]
        keys = Page.objects.filter(pk__in=set(pks)).values("translation_key")
        rows = list(
            Page.objects.filter(translation_key__in=keys).select_related("locale").annotate(is_visible=is_visible())
        )
        key_of = {row.pk: row.translation_key for row in rows}
        versions: dict[Any, list[Page]] = defaultdict(list)
        for row in rows:
            if row.is_visible:
                versions[row.translation_key].append(row)
        return [cls._tag(pick_translation(versions[key_of.get(pk)], pk)) for pk in pks]

    @staticmethod
    def _tag(target: Page | None) -> str:
        if target is None or not target.url:
            return "<a>"
        code = target.locale.language_code
        hreflang = f' hreflang="{code}"' if code != get_language() else ""
        return f'<a href="{escape(target.url)}"{hreflang}>'
