"""What of the list of glosses is shown: tabs by state, campaign, words. All of it is in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from press.glosses.status import TO_DO, GlossState
from press.querysets import ClippingQuerySet
from press.search import found_by
from site_project.models import Campaign
from site_project.text import clean_query

#: The tabs, and the states that each one shows: groups in this order, each with the newest first.
TABS: Final[dict[str, tuple[Any, tuple[tuple[GlossState, ...], ...]]]] = {
    "todo": (pgettext_lazy("translations", "To do"), (TO_DO,)),
    "draft": (pgettext_lazy("translations", "Not published"), ((GlossState.DRAFT,),)),
    "done": (pgettext_lazy("translations", "Done"), ((GlossState.DONE,),)),
    "all": (
        pgettext_lazy("translations", "All"),
        (TO_DO, (GlossState.DRAFT,), (GlossState.DONE, GlossState.BY_HAND)),
    ),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the list. `url` is relative; `pks` are the clippings in it, in order."""

    label: str
    url: str
    pks: list[int]
    is_current: bool


class GlossFilterForm(forms.Form):
    """The filters. What makes no sense is left out, and said."""

    campaign = forms.ChoiceField(label=_("Campaign"), required=False)
    q = forms.CharField(label=_("Search"), required=False, max_length=200)
    show = forms.ChoiceField(choices=[(name, name) for name in TABS], required=False, widget=forms.HiddenInput)
    locale = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, object]) -> None:
        super().__init__(data)
        field: Any = self.fields["campaign"]
        field.choices = [("", pgettext_lazy("filter", "All")), *Campaign.objects.choices()]
        self.is_valid()

    @property
    def tab(self) -> str:
        """The name of the tab that is shown."""
        return self.cleaned_data.get("show") or "todo"

    @property
    def is_narrowing(self) -> bool:
        """Whether less than everything was asked for."""
        return bool(self.data.get("campaign") or self.data.get("q"))

    def filtered(self, clippings: ClippingQuerySet) -> ClippingQuerySet:
        """Narrow `clippings` to what was asked for; to none where it makes no sense."""
        if self.errors:
            return clippings.none()
        if campaign := self.cleaned_data["campaign"]:
            clippings = clippings.for_campaign(int(campaign))
        if asked := self.cleaned_data["q"]:
            words = clean_query(asked)
            clippings = clippings.filter(pk__in=found_by(words)) if words else clippings.none()
        return clippings

    def tabs(self, found: Sequence[tuple[int, GlossState]]) -> list[Tab]:
        """The tabs, for what `press.glosses.status.with_states` found."""
        return [
            Tab(
                label=label,
                url=self.url(show=name),
                pks=[pk for together in states for pk, state in found if state in together],
                is_current=name == self.tab,
            )
            for name, (label, states) in TABS.items()
        ]

    def url(self, **changes: str) -> str:
        """The relative address of the list with these filters, but for `changes`. It begins with the first page."""
        parts = {name: self.data.get(name, "") for name in self.fields} | changes
        return f"?{urlencode({name: value for name, value in parts.items() if value})}"
