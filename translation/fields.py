"""What a path of names (`TranslationContext.field_path`, as "body.link.url") leads to: its field or block."""

from functools import lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ManyToOneRel
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField


@lru_cache(maxsize=2_000)
def definition_of(model: Any, field_path: str) -> Any:
    """The field or block; None when it cannot be found: the model has changed since, or a block is of its own kind."""
    definitions = _definitions(model, field_path)
    return definitions[-1] if definitions else None


@lru_cache(maxsize=2_000)
def limit_of(model: Any, field_path: str) -> int | None:
    """How many characters a plain text may have there; None when there is no limit."""
    definition = definition_of(model, field_path)
    field = definition if isinstance(definition, Field) else getattr(definition, "field", None)
    if isinstance(definition, blocks.RichTextBlock):
        return None  # of the whole, not of one of its texts
    return getattr(field, "max_length", None)


def label_of(model: Any, field_path: str) -> str:
    """What people know the place as: "Body › Facts › Label"."""
    labels = []
    for definition in _definitions(model, field_path):
        label = definition.verbose_name if isinstance(definition, Field) else getattr(definition, "label", "")
        if label:
            labels.append(str(capfirst(label)))
    return " › ".join(labels) or field_path


def _definitions(model: Any, field_path: str) -> list[Any]:
    """What each name leads to, from the field to the innermost block; empty when one cannot be found."""
    name, *rest = field_path.split(".")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return []
    if isinstance(field, StreamField):
        return _in_blocks([field], field.stream_block, rest)
    if isinstance(field, ManyToOneRel) and rest:
        return _definitions(field.related_model, ".".join(rest))
    return [field]


def _in_blocks(found: list[Any], block: Any, names: list[str]) -> list[Any]:
    for name in names:
        if isinstance(block, blocks.ListBlock):
            block = block.child_block  # the name is "item"
            continue
        block = getattr(block, "child_blocks", {}).get(name)
        if block is None:
            return []
        found.append(block)
    return found if found[-1] is block else [*found, block]
