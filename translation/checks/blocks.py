"""Where the text of a block would be lost to translation.

This walks a block tree the way `wagtail_localize.segments.extract` walks a value. What decides, apart from the kind of
block, is how the *stored* value reaches it, because lists and images are read from there:

- as an item of a stream or list, `{"type": …, "value": …}`;
- bare, as the value under a struct's key;
- not at all: a struct directly in a struct finds no "value" key in what it got, so its own children get nothing.
"""

import enum
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from django import forms
from django.core.checks import Error
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock

from translation.checks.rich_text import problems_in_features

#: Form fields that look like text and hold none.
NOT_TEXT = (forms.EmailField, forms.GenericIPAddressField, forms.SlugField, forms.URLField, forms.UUIDField)
#: Extracted as text, or left to be overridden by another value of the same kind.
HANDLED = (blocks.CharBlock, blocks.TextBlock, blocks.URLBlock, blocks.EmailBlock, blocks.ChooserBlock)
#: Blocks that wagtail-localize can write translations into without a hook.
WRITABLE = (*HANDLED, blocks.RichTextBlock, blocks.BaseStructBlock, blocks.ListBlock, blocks.BaseStreamBlock)


class Stored(enum.Enum):
    """How the stored value reaches a block."""

    ITEM = enum.auto()
    BARE = enum.auto()
    LOST = enum.auto()


#: Finds the problems of a block at a path, given how its stored value reaches it.
Rule: TypeAlias = Callable[[Any, str, Stored], Iterator[Error]]


def problems_in_stream(stream: blocks.BaseStreamBlock, path: str) -> Iterator[Error]:
    """The problems of a StreamField's blocks. `path` names the field: "app.Model.field"."""
    for name, block in stream.child_blocks.items():
        yield from problems_in_block(block, f"{path}.{name}")


def problems_in_block(block: blocks.Block, path: str) -> Iterator[Error]:
    """The problems of one block that stands directly in a StreamField, and of all below it."""
    yield from _walk(block, path, Stored.ITEM)
    yield from _blind_list(block, path)


def _walk(block: blocks.Block, path: str, stored: Stored) -> Iterator[Error]:
    if not getattr(block.meta, "not_language", False):
        yield from _rule_for(block)(block, path, stored)


def _rule_for(block: object) -> Rule:
    # In the order of StreamFieldSegmentExtractor.handle_block: the first kind that fits decides.
    if isinstance(block, EmbedBlock):
        return _fine
    if isinstance(block, ImageBlock):
        return _image
    if hasattr(block, "get_translatable_segments"):
        return _with_hooks
    for kind, rule in RULES:
        if isinstance(block, kind):
            return rule
    return _ignored


def _fine(block: object, path: str, stored: Stored) -> Iterator[Error]:
    return iter(())


def _image(block: object, path: str, stored: Stored) -> Iterator[Error]:
    if stored is Stored.LOST:
        yield Error(
            f"{path}: an ImageBlock in a struct inside a struct crashes every submission for translation.",
            hint="Put a list or stream between the two structs, or move the image up.",
            id="translation.E004",
        )


def _with_hooks(block: object, path: str, stored: Stored) -> Iterator[Error]:
    if not hasattr(block, "restore_translated_segments") and not isinstance(block, WRITABLE):
        yield Error(
            f"{path}: {type(block).__name__} gives out text for translation, and publishing it crashes.",
            hint="Give the block restore_translated_segments() as well.",
            id="translation.E002",
        )


def _rich_text(block: Any, path: str, stored: Stored) -> Iterator[Error]:
    return problems_in_features(block.editor, block.features, path)


def _struct(block: Any, path: str, stored: Stored) -> Iterator[Error]:
    if stored is Stored.BARE and "value" in block.child_blocks:
        yield Error(
            f'{path}: a struct inside a struct with a field called "value" crashes every submission for translation.',
            hint="Give the field another name, or put a list or stream between the two structs.",
            id="translation.E005",
        )
    for name, child in block.child_blocks.items():
        yield from _walk(child, f"{path}.{name}", Stored.BARE if stored is Stored.ITEM else Stored.LOST)


def _list(block: Any, path: str, stored: Stored) -> Iterator[Error]:
    if stored is Stored.LOST:
        yield Error(
            f"{path}: a list in a struct inside a struct is skipped by translation; all of it stays as it is.",
            hint="Put a list or stream between the two structs, or move the list up.",
            id="translation.E003",
        )
    else:
        yield from _walk(block.child_block, f"{path}.item", Stored.ITEM)


def _stream(block: Any, path: str, stored: Stored) -> Iterator[Error]:
    for name, child in block.child_blocks.items():
        yield from _walk(child, f"{path}.{name}", Stored.ITEM)


def _ignored(block: object, path: str, stored: Stored) -> Iterator[Error]:
    if _carries_text(block):
        yield Error(
            f"{path}: {type(block).__name__} is skipped by translation; its text stays as it is.",
            hint="Build it of blocks that are translated, or give it get_translatable_segments() and "
            "restore_translated_segments(). If it holds no language, declare the block with not_language=True.",
            id="translation.E001",
        )


RULES: tuple[tuple[Any, Rule], ...] = (
    (HANDLED, _fine),
    (blocks.RichTextBlock, _rich_text),
    (blocks.BaseStructBlock, _struct),
    (blocks.ListBlock, _list),
    (blocks.BaseStreamBlock, _stream),
)


def _carries_text(block: blocks.Block) -> bool:
    if isinstance(block, blocks.FieldBlock):
        return isinstance(block.field, forms.CharField) and not isinstance(block.field, NOT_TEXT)
    if isinstance(block, BaseTypedTableBlock):
        return True
    return not isinstance(block, blocks.StaticBlock)


def _blind_list(block: blocks.Block, path: str) -> Iterator[Error]:
    """In a list of lists of structs the editor of translations knows no field for links, choosers and the like."""
    if not isinstance(block, blocks.ListBlock) or not isinstance(block.child_block, blocks.ListBlock):
        return
    item: blocks.Block = block
    while isinstance(item, blocks.ListBlock):
        item = item.child_block
        path = f"{path}.item"
    compound = isinstance(item, blocks.BaseStructBlock | blocks.BaseStreamBlock) and not isinstance(item, ImageBlock)
    if compound and _has_overridable(item):
        yield Error(
            f"{path}: links, addresses and chosen objects in a list of lists cannot be edited in a translation.",
            hint="Put the lists into a struct, or use one list.",
            id="translation.E006",
        )


def _has_overridable(block: blocks.Block) -> bool:
    if isinstance(block, blocks.URLBlock | blocks.EmailBlock | blocks.ChooserBlock | blocks.RichTextBlock | ImageBlock):
        return True
    if isinstance(block, blocks.ListBlock):
        return _has_overridable(block.child_block)
    if isinstance(block, blocks.BaseStructBlock | blocks.BaseStreamBlock):
        return any(_has_overridable(child) for child in block.child_blocks.values())
    return hasattr(block, "get_translatable_segments")
