"""Where an override ends up: the field, block or link of a page that it takes the place of.

wagtail-localize stores an override as bare JSON beside a path, and writes it into the translation unchecked. The path
of types that it keeps with each segment ("body.link.url") leads to the definition, and the definition can validate.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey
from wagtail import blocks
from wagtail_localize.models import OverridableSegment, SegmentOverride

from translation.places import definition_of, is_rich_text


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
    definition = definition_of(model, segment.context.field_path) if model else None
    # An address in rich text is addressed by itself, in quotes, as the last part of the path.
    return Target(definition, is_link=is_rich_text(definition) or segment.context.path.endswith("'"))


def missing(chosen: Iterable[tuple[Target, object]]) -> set[tuple[Any, object]]:
    """What overrides choose that is not there, as (model, primary key). One query for each model."""
    wanted: dict[Any, set[int]] = defaultdict(set)
    for target, data in chosen:
        if isinstance(data, int) and target.related_model is not None:
            wanted[target.related_model].add(data)
    return {
        (model, pk)
        for model, pks in wanted.items()
        for pk in pks - set(model.objects.filter(pk__in=pks).values_list("pk", flat=True))
    }
