"""A campaign to choose in a block."""

import copy
from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail import blocks

from site_project.blocks.base import SameInEveryLanguage
from site_project.blocks.basic import ComparedWhole
from site_project.forms import CampaignField
from site_project.models.campaign import Campaign
from site_project.text import parse_id


class CampaignBlock(ComparedWhole, SameInEveryLanguage, blocks.ChooserBlock):
    """A campaign, stored as its primary key. The value has `slug` and `title` of the hub for the reader, None where no
    visitor may see one; a campaign that was deleted is None."""

    target_model = Campaign
    widget = forms.Select

    class Meta:
        icon = "tag"

    @cached_property
    def field(self) -> forms.Field:
        return CampaignField(required=self._required, help_text=self._help_text, validators=self._validators)

    def bulk_to_python(self, values: list[Any]) -> list[Campaign | None]:
        keys = [parse_id(value) for value in values]
        found = Campaign.objects.with_public_names().in_bulk({key for key in keys if key}) if any(keys) else {}
        return [copy.copy(found.get(key)) for key in keys]

    def to_python(self, value: object) -> Campaign | None:
        return self.bulk_to_python([value])[0]

    def value_from_form(self, value: object) -> Campaign | None:
        return value if isinstance(value, Campaign) else self.to_python(value)

    def clean(self, value: Campaign | None) -> Campaign | None:
        super().clean(value)
        return value

    def render_basic(self, value: Campaign | None, context: object = None) -> str:
        """Its name, where two versions are compared."""
        return str(value) if value else ""

    def get_form_state(self, value: Campaign | None) -> Any:
        return self.field.widget.format_value(value.pk if value else None)
