"""What the body of a page refers to, read together: one query for its pages and hubs, and one for each kind of file.

Blocks ask for what they refer to one after the other, and texts when they are shown. So the stored body is looked through
first, and whoever asks is given what was read for all of them.
"""

import copy
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db.models import IntegerField, Model, Q, QuerySet
from wagtail import blocks
from wagtail.models import Page

from site_project.i18n.translations import with_source_blocks
from site_project.models.campaign import Campaign
from site_project.prepared import NOW, Slot, prepared
from site_project.querysets import PageQuerySet, is_visible
from site_project.text import parse_id

#: A link to a page, as rich text is stored.
_PAGE_LINK = re.compile(r'<a\b(?=[^>]*\blinktype="page")[^>]*\bid="(\d{1,10})"')

_at_hand: "ContextVar[References | None]" = ContextVar("references", default=None)


class References:
    """The primary keys that a body refers to, and what was read of them. Of pages of `types`, a link needs their own
    fields."""

    def __init__(self) -> None:
        self.pages: set[int] = set()
        self.campaigns: set[int] = set()
        self.types: set[type[Page]] = set()
        self.files: dict[type[Model], set[int]] = defaultdict(set)
        self._rows: list[Page] | None = None
        self._found: dict[type[Model], dict[Any, Any]] = {}

    def collect(self, block: blocks.Block, value: Any) -> None:
        """Note what `value` refers to, which is stored for `block`. Stored values that cannot be read are left out."""
        if isinstance(block, blocks.BaseStreamBlock) and isinstance(value, list):
            for item in value:
                if isinstance(item, dict) and (child := block.child_blocks.get(str(item.get("type")))):
                    self.collect(child, item.get("value"))
        elif isinstance(block, blocks.ListBlock) and isinstance(value, list):
            for item in value:
                self.collect(block.child_block, item.get("value", item) if isinstance(item, dict) else item)
        elif isinstance(block, blocks.BaseStructBlock) and isinstance(value, dict):
            for name, child in block.child_blocks.items():
                self.collect(child, value.get(name))
        elif isinstance(block, blocks.RichTextBlock) and isinstance(value, str):
            self.pages.update(int(pk) for pk in _PAGE_LINK.findall(value))
        elif isinstance(block, Referring) and (pk := parse_id(value)) and pk < 2**31:
            block.refer(self, pk)

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        """Whoever asks for some of it, meanwhile, gets it."""
        before = _at_hand.set(self)
        try:
            yield
        finally:
            _at_hand.reset(before)

    def found(self, model: type[Page] = Page) -> dict[int, Any]:
        """The pages, instances of `model`, by primary key, the oldest first: each with those of its versions, itself among
        them, that a visitor may see."""
        if model not in self._found:
            found: dict[int, Any] = {}
            visible: dict[Any, list[Page]] = defaultdict(list)
            for page in filter(None, (_as(model, row) for row in self._read())):
                found[page.pk] = page
                page.visible_versions = visible[page.translation_key]
                if page.is_visible:
                    page.visible_versions.append(page)
            self._found[model] = found
        return self._found[model]

    def _read(self) -> list[Page]:
        if self._rows is None:
            # A multiple of eight of them, so that few numbers of references make a query of their own.
            pks = sorted(self.pages) + [0] * (-len(self.pages) % 8)
            campaigns = sorted(self.campaigns) + [0] * (-len(self.campaigns) % 8)
            given = {f"page{number}": pk for number, pk in enumerate(pks)}
            given |= {f"campaign{number}": pk for number, pk in enumerate(campaigns)}
            self._rows = _asked(frozenset(self.types))(len(pks), len(campaigns), **given)
        return self._rows

    def found_files(self, model: Any) -> dict[int, Any]:
        if model not in self._found:
            self._found[model] = model._default_manager.in_bulk(self.files[model])
        return self._found[model]


class Referring(blocks.Block):
    """A block that refers to something that is read together."""

    def refer(self, references: References, pk: int) -> None:
        """Add the primary key that is stored for it."""
        raise NotImplementedError


class FileReferring(Referring):
    """Mixed into Wagtail's choosers of pictures and documents."""

    def refer(self, references: References, pk: int) -> None:
        references.files[self.model_class].add(pk)

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        known = _at_hand.get()
        if known is None or not {value for value in values if value} <= known.files[self.model_class]:
            return list(super().bulk_to_python(values))
        found = known.found_files(self.model_class)
        return [copy.copy(found.get(value)) for value in values]


def find_pages(pks: set[int], model: type[Page] = Page) -> dict[int, Any]:
    """The pages with these primary keys, and maybe others: see `References.found`. One query, if any."""
    known = _at_hand.get()
    if known is None or not pks <= known.pages or not {model} <= {Page, *known.types}:
        known = References()
        known.pages, known.types = pks, {model} - {Page}
    return known.found(model)


def find_hubs(campaigns: set[int], model: type[Page]) -> list[Any]:
    """The hubs of these campaigns, instances of their `model`, the oldest first. One query, if any."""
    known = _at_hand.get()
    if known is None or not campaigns <= known.campaigns:
        known = References()
        known.campaigns, known.types = campaigns, {model}
    return [hub for hub in known.found(model).values() if hub.campaign_id in campaigns]


@cache
def _asked(types: frozenset[type[Page]]) -> Callable[..., list[Page]]:
    """The query for pages and hubs, and in the same rows what those of `types` have of their own."""

    @prepared("locale", *(str(model._meta.model_name) for model in types))
    def ask(pages: int, campaigns: int) -> QuerySet[Page]:
        linked = Page.objects.filter(pk__in=_slots("page", pages))
        led_to = Campaign.objects.filter(pk__in=_slots("campaign", campaigns))
        keys = Q(translation_key__in=linked.values("translation_key")) | Q(translation_key__in=led_to.values("key"))
        found = PageQuerySet(Page).filter(keys).order_by("pk").annotate(is_visible=is_visible(NOW))
        return with_source_blocks(found)

    return ask


def _slots(name: str, count: int) -> list[Any]:
    return [Slot(f"{name}{number}", IntegerField()) for number in range(count)]


def _as(model: type[Page], row: Page) -> Any:
    """A page as an instance of `model`; None where it is no such page."""
    page: Any = row if model is Page else getattr(row, f"as_{model._meta.model_name}", None)
    if page is not None and page is not row:
        page.locale = row.locale
        page.__dict__.update({name: value for name, value in row.__dict__.items() if name not in page.__dict__})
    return page
