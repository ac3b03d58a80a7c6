"""A campaign to choose in a block."""

import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks

from site_project.forms.campaign import CampaignField
from site_project.models.campaign import Campaign


class CampaignBlock(blocks.ChooserBlock):
    """A campaign, the same in every language: neither translated nor replaced in a translation. Stored as its primary
    key. The value has `slug` and `title` of the hub for the reader, None where no visitor may see one; a campaign that
    was deleted is None."""

    target_model = Campaign
    widget = forms.Select

    class Meta:
        icon = "tag"

    @cached_property
    def field(self) -> forms.Field:
        return CampaignField(required=self._required, help_text=self._help_text, validators=self._validators)

    def bulk_to_python(self, values: list[Any]) -> list[Campaign | None]:
        keys = [_key(value) for value in values]
        found = Campaign.objects.with_public_names().in_bulk({key for key in keys if key}) if any(keys) else {}
        return [copy.copy(found.get(key)) for key in keys]

    def to_python(self, value: Any) -> Campaign | None:
        return self.bulk_to_python([value])[0]

    def value_from_form(self, value: Any) -> Campaign | None:
        return value if isinstance(value, Campaign) else self.to_python(value)

    def clean(self, value: Campaign | None) -> Campaign | None:
        super().clean(value)
        return value

    def get_form_state(self, value: Campaign | None) -> Any:
        return self.field.widget.format_value(value.pk if value else None)

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        return value


def _key(value: Any) -> int:
    """A primary key from stored data or a form; 0 for anything else."""
    try:
        key: int = Campaign._meta.pk.to_python(value) or 0
    except ValidationError:
        return 0
    return key if 0 < key < 2**63 else 0
