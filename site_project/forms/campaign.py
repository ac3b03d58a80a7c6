"""A campaign to choose, wherever something is filed under one."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.functional import cached_property
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel

from site_project.models.campaign import Campaign


class CampaignIterator(ModelChoiceIterator):
    """The campaigns by name."""

    field: "CampaignField"

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for campaign in self.field.campaigns:
            yield self.choice(campaign)


class CampaignField(forms.ModelChoiceField):
    """One of all campaigns, in drafts too. The list is read anew whenever it is shown or checked."""

    iterator = CampaignIterator

    def __init__(self, queryset: Any = None, **kwargs: Any) -> None:  # a foreign key gives its own query set
        super().__init__(Campaign.objects.none(), **kwargs)
        #: What `Campaign.objects.named()` has read for several fields; None: this one reads for itself.
        self.shared: list[Campaign] | None = None

    @property
    def campaigns(self) -> list[Campaign]:
        """All campaigns, with labels."""
        return Campaign.objects.named() if self.shared is None else self.shared

    def label_from_instance(self, campaign: Campaign) -> str:
        return campaign.label

    def to_python(self, value: Any) -> Campaign | None:
        if value in self.empty_values:
            return None
        for campaign in self.campaigns:
            if str(campaign.pk) == str(getattr(value, "pk", value)):
                return campaign
        raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})


class CampaignFormSet(BaseChildFormSet):
    """Child objects that are filed under campaigns: the campaigns are read once for all of them."""

    @cached_property
    def campaigns(self) -> list[Campaign]:
        return Campaign.objects.named()

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        field: Any = form.fields["campaign"]
        field.shared = self.campaigns

    def validate_unique(self) -> None:
        """A campaign that is chosen twice is no mistake: it counts once."""


class CampaignInlinePanel(InlinePanel):
    """Wagtail's, for child objects that are filed under campaigns."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = CampaignFormSet
        return options
