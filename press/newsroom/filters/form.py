"""The newsroom's filters. A plain GET form: every filtered list has an address."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from press.enums import ClippingKind
from press.models import Clipping, ClippingCampaign, Outlet
from press.newsroom.filters.selection import Selection
from site_project.i18n.language_choices import CODES
from site_project.models import Campaign
from site_project.search.query import clean_query
from site_project.text import parse_id, strip_control_characters

#: Newspapers are no older.
FIRST_YEAR = 1605


class NamesSelect(forms.Select):
    """A choice of proper names, which browsers' translators should leave alone."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if value:
            option["attrs"]["translate"] = "no"
        return option


def _choice(label: Any, widget: type[forms.Select] = forms.Select) -> forms.CharField:
    """One of a list that is made for each request: `press.newsroom.filters.options` fills it, `clean_…` knows what is in it."""
    # Not `max_length`, which would also be written into the <select>, where HTML knows no such attribute.
    return forms.CharField(label=label, required=False, validators=[MaxLengthValidator(255)], widget=widget)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


def _printable(data: QueryDict) -> QueryDict:
    """A copy with a mark in place of NUL and the other characters that HTML cannot hold."""
    copy = data.copy()
    for name in copy:
        copy.setlist(name, [strip_control_characters(value, "\ufffd") for value in copy.getlist(name)])
    return copy


class ClippingFilterForm(forms.Form):
    """Filters that a visitor can combine. A value that makes no sense is said, and nothing is shown for it."""

    data: Any  # a QueryDict of its own

    q = forms.CharField(label=_("Search in headlines and outlets"), required=False, max_length=200)
    campaign = _choice(_("Campaign"))
    outlet = _choice(_("Outlet"), NamesSelect)
    kind = _choice(_("Kind"))
    language = _choice(_("Language"))
    year = _choice(_("Year"))

    def __init__(self, data: QueryDict, **kwargs: Any) -> None:
        super().__init__(data.copy(), **kwargs)
        # The addresses say `from`, which Python keeps for itself.
        self.fields["from"] = _day(pgettext_lazy("first day of a period", "From"))
        self.fields["to"] = _day(pgettext_lazy("last day of a period", "To"))
        self.chosen_campaign: Campaign | None = None
        self.outlet_name = ""

    def full_clean(self) -> None:
        """Judge what was asked for, and then show it without what HTML cannot hold."""
        super().full_clean()
        self.data = _printable(self.data)

    def clean_campaign(self) -> int | None:
        """The primary key of the campaign with coverage whose hub has this slug."""
        if not (slug := self.cleaned_data["campaign"]):
            return None
        filed = ClippingCampaign.objects.filter(campaign=OuterRef("pk")).order_by()
        campaign = self.chosen_campaign = Campaign.objects.filter(Exists(filed)).called(slug)
        if campaign is None:
            raise _no_option(slug)
        self.data["campaign"] = campaign.slug  # the option's value in this language
        return campaign.pk

    def clean_outlet(self) -> int | None:
        """The primary key of an outlet with published coverage."""
        if not (value := self.cleaned_data["outlet"]):
            return None
        outlets = Outlet.objects.filter(Exists(Clipping.objects.published().filter(outlet=OuterRef("pk"))))
        pk = parse_id(value)
        name = outlets.filter(pk=pk).values_list("name", flat=True).first() if pk is not None else None
        if name is None:
            raise _no_option(value)
        self.outlet_name, self.data["outlet"] = name, str(pk)
        return pk

    def clean_kind(self) -> str | None:
        """A value of `ClippingKind`."""
        return self._one_of("kind", ClippingKind.values)

    def clean_language(self) -> str | None:
        """An ISO 639-1 code that clippings can have."""
        return self._one_of("language", CODES)

    def clean_year(self) -> int | None:
        """A year in four figures."""
        if not (value := self.cleaned_data["year"]):
            return None
        if not re.fullmatch(r"[0-9]{4}", value) or not FIRST_YEAR <= int(value) <= timezone.localdate().year:
            raise _no_option(value)
        return int(value)

    def _one_of(self, name: str, values: Any) -> str | None:
        value: str = self.cleaned_data[name]
        if value and value not in values:
            raise _no_option(value)
        return value or None

    def clean(self) -> None:
        """The period must not end before it begins."""
        start, end = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if isinstance(start, dt.date) and isinstance(end, dt.date) and end < start:
            self.add_error("to", _("The last day must not come before the first."))

    @property
    def is_filtering(self) -> bool:
        """Whether the visitor asked for less than everything."""
        return any(self.data.get(name) for name in self.fields)

    @cached_property
    def selection(self) -> Selection:
        """What the filters that make sense come to."""
        self.is_valid()
        asked = self.cleaned_data
        return Selection(
            words=clean_query(asked["q"]) if asked.get("q") else None,
            start=asked.get("from"),
            end=asked.get("to"),
            **{name: asked.get(name) for name in ("campaign", "outlet", "kind", "language", "year")},
        )

    @property
    def query(self) -> str:
        """The query string of the filters, without a page number; empty without filters."""
        asked = QueryDict(mutable=True)
        for name in self.fields:
            if value := self.data.get(name):
                asked[name] = value
        return f"?{asked.urlencode()}" if asked else ""


def _no_option(value: str) -> ValidationError:
    """The refusal that Django has for a value that is in no list."""
    messages = forms.ChoiceField.default_error_messages
    return ValidationError(messages["invalid_choice"], code="invalid_choice", params={"value": value})
