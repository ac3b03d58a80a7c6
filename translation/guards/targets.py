"""Where an override ends up: the field, block or link of a page that it takes the place of.

wagtail-localize stores an override as bare JSON beside a path, and writes it into the translation unchecked. The path
of types that it keeps with each segment ("body.link.url") leads to the definition, and the definition can validate.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, ManyToOneRel
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.models import OverridableSegment, SegmentOverride


@dataclass(frozen=True, slots=True)
class Target:
    """What an override replaces.

    `definition` is the model field or block, or None when it cannot be found (the model has changed since, or a block
    of a kind of its own). `is_link` says that the override replaces one address inside rich text.
    """

    definition: Any = None
    is_link: bool = False

    @property
    def related_model(self) -> Any:
        """The model of the object that the override chooses by primary key; None when it chooses none."""
        if isinstance(self.definition, blocks.ChooserBlock):
            return self.definition.model_class
        return self.definition.related_model if isinstance(self.definition, ForeignKey) else None


def target_of(override: SegmentOverride) -> Target:
    """The target of an override; an empty Target when its page no longer has the segment."""
    segment = (
        OverridableSegment.objects.filter(context_id=override.context_id)
        .select_related("context", "source__specific_content_type")
        .first()
    )
    if segment is None:
        return Target()
    return target_of_segment(segment)


def target_of_segment(segment: OverridableSegment) -> Target:
    model = segment.source.specific_content_type.model_class()
    definition = _in_model(model, segment.context.field_path.split(".")) if model else None
    is_rich_text = isinstance(definition, RichTextField | blocks.RichTextBlock)
    # An address in rich text is addressed by itself, in quotes, as the last part of the path.
    return Target(definition, is_link=is_rich_text or segment.context.path.endswith("'"))


def _in_model(model: Any, path: list[str]) -> Any:
    name, *rest = path
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if isinstance(field, StreamField):
        return _in_block(field.stream_block, rest)
    if isinstance(field, ManyToOneRel) and rest:
        return _in_model(field.related_model, rest)
    return field


def _in_block(block: object, path: list[str]) -> Any:
    if not path:
        return block
    name, *rest = path
    if isinstance(block, blocks.ListBlock):
        return _in_block(block.child_block, rest)  # the name is "item"
    child = getattr(block, "child_blocks", {}).get(name)
    return None if child is None else _in_block(child, rest)


def exists(target: Target, data: object) -> bool:
    """Whether what an override chooses is there; true for addresses."""
    model = target.related_model if isinstance(data, int) else None
    return model is None or bool(model.objects.filter(pk=data).exists())
