"""Where a text or an override stands: the fields and blocks that lead to it, and what people call them.

wagtail-localize keeps two paths with each: one of names ("body.facts.items.item.label"), which leads to the definition,
and one of ids ("body.<id>.items.<id>.label").
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ManyToOneRel, Model, TextField
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import get_translatable_fields


def walk(model: type[Model], names: Iterable[str]) -> list[Any]:
    """The fields and blocks along a path of names. The last one is None when there is none of that name."""
    found: list[Any] = []
    here: Any = model
    for name in names:
        here = _below(here, name)
        found.append(here)
        if not isinstance(here, StreamField | ManyToOneRel | blocks.Block):
            break
    return found


def _below(here: Any, name: str) -> Any:
    if isinstance(here, StreamField):
        return here.stream_block.child_blocks.get(name)
    if isinstance(here, blocks.ListBlock):
        return here.child_block  # the name is "item"
    if isinstance(here, blocks.Block):
        return getattr(here, "child_blocks", {}).get(name)
    model = here.related_model if isinstance(here, ManyToOneRel) else here
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


@lru_cache(maxsize=2_000)
def definition_of(model: type[Model], field_path: str) -> Any:
    """The field or block at a path of names; None when there is none: the model has changed since, or a block is of its
    own kind."""
    names = field_path.split(".")
    found = walk(model, names)
    return found[-1] if len(found) == len(names) else None


@lru_cache(maxsize=2_000)
def limit_at(model: type[Model], field_path: str) -> int | None:
    """How many characters a plain text may have there; None for any number."""
    definition = definition_of(model, field_path)
    return None if is_rich_text(definition) else limit_of(definition)  # a rich text is limited as a whole


def label_at(model: type[Model], field_path: str) -> str:
    """What people know the place as: "Body › Facts › Label"."""
    names = [
        capfirst(str(getattr(found, "verbose_name", "") or getattr(found, "label", "") or ""))
        for found in walk(model, field_path.split("."))
    ]
    return " › ".join(name for name in names if name) or field_path


def is_rich_text(definition: object) -> bool:
    return isinstance(definition, RichTextField | blocks.RichTextBlock)


def has_lines(definition: object) -> bool:
    """Whether a plain text may have several lines."""
    return isinstance(definition, TextField | blocks.TextBlock)


def limit_of(definition: object) -> int | None:
    """How many characters a text may have; None for any number."""
    field = definition.field if isinstance(definition, blocks.FieldBlock) else definition
    return getattr(field, "max_length", None)


class FieldPaths:
    """The path of names for each path of ids in an original.

    The same as `TranslationContext.get_field_path` finds, which looks through all blocks of the original for each path.

    Raises:
        KeyError: nothing stands at that path.
    """

    def __init__(self, instance: Model) -> None:
        self._names = dict(_names_in(instance))

    def __call__(self, path: str) -> str:
        # What a block calls its own texts, such as the address of a link, has no name of its own.
        known = path
        while known not in self._names:
            known, dot, _own = known.rpartition(".")
            if not dot:
                raise KeyError(path)
        return self._names[known]


def _names_in(instance: Any, path: str = "", names: str = "") -> Iterator[tuple[str, str]]:
    model = type(instance)
    for item in get_translatable_fields(model):
        field = item.get_field(model)
        here, name = f"{path}{field.name}", f"{names}{field.name}"
        if isinstance(field, StreamField):
            yield from _names_below(field.stream_block, field.value_from_object(instance).raw_data, here, name)
        elif not isinstance(field, ManyToOneRel):
            yield here, name
        elif isinstance(field.remote_field, ParentalKey) and issubclass(field.related_model, TranslatableMixin):
            for child in getattr(instance, field.name).all():
                yield from _names_in(child, f"{here}.{child.translation_key}.", f"{name}.")


def _names_below(block: blocks.Block, value: Any, path: str, name: str) -> Iterator[tuple[str, str]]:
    """Of a block's stored value, and of all in it."""
    yield path, name
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            below = block.child_blocks.get(child["type"])
            if below is not None:
                yield from _names_below(below, child["value"], f"{path}.{child.get('id')}", f"{name}.{child['type']}")
    elif isinstance(block, blocks.ListBlock):
        for child in value:
            if isinstance(child, dict) and "id" in child:
                yield from _names_below(block.child_block, child["value"], f"{path}.{child['id']}", f"{name}.item")
    elif isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        for key, below in block.child_blocks.items():
            if key in value:
                yield from _names_below(below, value[key], f"{path}.{key}", f"{name}.{key}")


class Labels:
    """Says in words where the texts of a page or snippet stand.

    Ask for them in order: the items of a list are counted as they come.
    """

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self._definitions: dict[str, list[Any]] = {}
        self._names: dict[str, list[str]] = {}
        self._numbers: dict[tuple[str, ...], dict[str, int]] = {}

    def definitions(self, field_path: str) -> list[Any]:
        if field_path not in self._definitions:
            self._definitions[field_path] = walk(self.model, field_path.split("."))
        return self._definitions[field_path]

    def label(self, path: str, field_path: str) -> tuple[str, str, str]:
        """The key and heading of the group that a text belongs to, and its own label in it."""
        definitions, keys = self.definitions(field_path), path.split(".")
        if field_path not in self._names:
            self._names[field_path] = [self._name(definition) for definition in definitions]
        names = list(self._names[field_path])
        if not isinstance(definitions[0], StreamField) or len(names) < 2:
            return "", capfirst(str(self.model._meta.verbose_name)), " · ".join(filter(None, names))
        for number, definition in enumerate(definitions[1:-1], 1):
            # What comes below a list or stream is one of its items.
            if isinstance(definition, blocks.ListBlock | blocks.StreamBlock) and number + 1 < len(keys):
                items = self._numbers.setdefault(tuple(keys[: number + 1]), {})
                place = str(items.setdefault(keys[number + 1], len(items) + 1))
                is_list = isinstance(definition, blocks.ListBlock)
                names[number + 1] = place if is_list else f"{place} · {names[number + 1]}"
        own = " · ".join(filter(None, names[2:])) or names[1]
        return ".".join(keys[:2]), f"{names[0]}: {names[1]}", own

    @staticmethod
    def _name(definition: Any) -> str:
        if definition is None:
            return ""
        if isinstance(definition, blocks.Block):
            return capfirst(str(definition.label or ""))
        name = getattr(definition, "verbose_name", "") or definition.related_model._meta.verbose_name
        return capfirst(str(name))
