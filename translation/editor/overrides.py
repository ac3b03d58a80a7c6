"""Pictures, documents, links and addresses of the original, and what a translation shows in their place."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.forms.models import registry
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from site_project.users.permissions import User
from translation.guards.overrides import error_in
from translation.guards.targets import Target, target_of_segment
from translation.places import Labels


@dataclass(slots=True)
class Overridable:
    """A value of the original that can be replaced."""

    segment: OverridableSegment
    heading: str
    label: str
    target: Target
    override: SegmentOverride | None = None
    #: In words, for people.
    source: str = ""
    replacement: str = ""

    @property
    def error(self) -> str:
        return self.override.field_error if self.override and self.override.has_error else ""


def load(translation: Translation) -> list[Overridable]:
    """What can be replaced on a page or snippet, in the order of the original. A fixed number of queries."""
    segments = OverridableSegment.objects.filter(source=translation.source_id).select_related(
        "context", "source__specific_content_type"
    )
    model = translation.source.specific_content_type.model_class()
    labels = Labels(model)
    overrides = {
        override.context_id: override
        for override in SegmentOverride.objects.filter(
            locale=translation.target_locale_id, context__object_id=translation.source.object_id
        )
    }
    found = []
    for segment in segments.order_by("order"):
        context = segment.context
        _key, heading, label = labels.label(context.path, context.field_path)
        target = target_of_segment(segment)
        found.append(Overridable(segment, heading, label, target, overrides.get(context.pk)))
    _name(found)
    return found


def _name(found: Iterable[Overridable]) -> None:
    """Put what was chosen into words: its name."""
    found = list(found)
    chosen: dict[Any, set[Any]] = defaultdict(set)
    for item in found:
        for data in (item.segment.data, item.override.data if item.override else None):
            if item.target.related_model and isinstance(data, int | str):
                chosen[item.target.related_model].add(data)
    names = {model: _names(model, keys) for model, keys in chosen.items()}

    def words(item: Overridable, data: object) -> str:
        if item.target.related_model:
            return names.get(item.target.related_model, {}).get(str(data), "")
        return "" if data is None else str(data)

    for item in found:
        item.source = words(item, item.segment.data)
        item.replacement = words(item, item.override.data) if item.override else ""


def _names(model: Any, keys: Iterable[Any]) -> dict[str, str]:
    ids = [key for key in keys if str(key).isdigit()]
    return {str(pk): str(instance) for pk, instance in model._base_manager.in_bulk(ids).items()}


class OverrideForm(forms.Form):
    """What is shown in place of the original's value."""

    def __init__(self, item: Overridable, translation: Translation, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.item, self.translation = item, translation
        self.fields["value"] = _field(item.target)
        self.fields["value"].label = item.label
        self.fields["value"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "value" in cleaned:
            value = cleaned["value"]
            cleaned["value"] = getattr(value, "pk", value)
            if error := error_in(self._override(cleaned["value"])):
                self.add_error("value", ValidationError(error))
        return cleaned

    def _override(self, value: object) -> SegmentOverride:
        override = self.item.override or SegmentOverride(
            locale=self.translation.target_locale, context=self.item.segment.context
        )
        override.data_json = json.dumps(value)
        return override

    def save(self, user: User) -> None:
        override = self._override(self.cleaned_data["value"])
        override.last_translated_by = user
        override.has_error, override.field_error = False, ""
        override.save()


def _field(target: Target) -> forms.Field:
    definition = target.definition
    field: Any = None
    if target.is_link:
        return forms.CharField(max_length=2000, help_text=_("A web address, mailto: or tel:"))
    if isinstance(definition, blocks.ChooserBlock):
        # Its own field belongs to the block, for every form.
        return forms.ModelChoiceField(definition.field.queryset, widget=definition.widget)
    if isinstance(definition, ForeignKey):
        widget = (registry.foreign_key_lookup(definition) or {}).get("widget")
        field = definition.formfield(**({"widget": widget} if widget else {}))
    elif definition is not None and hasattr(definition, "formfield"):
        field = definition.formfield()
    elif isinstance(definition, blocks.FieldBlock):
        field = forms.CharField(max_length=getattr(definition.field, "max_length", None) or 2000)
    return field or forms.CharField(max_length=2000)
