"""The newsroom's filters. A plain GET form: every filtered list has an address."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from press.enums import ClippingKind
from press.models import Clipping, ClippingCampaign, Outlet
from press.newsroom.filters.facets import OFFERED, Facets, Selection
from site_project.i18n.dates import number
from site_project.i18n.language_choices import CODES, alphabetical, language_name
from site_project.models import Campaign
from site_project.text import clean_query, parse_id, strip_control_characters

#: Newspapers are no older.
FIRST_YEAR = 1605

#: The fields of the form, as addresses call them.
PARAMETERS = ("q", "campaign", "outlet", "kind", "language", "year", "from", "to")


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice of a filter as a link: it keeps the other filters."""

    label: str
    url: str
    is_current: bool


class NamesSelect(forms.Select):
    """A choice of proper names, which browsers' translators should leave alone."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if value:
            option["attrs"]["translate"] = "no"
        return option


class ChipsInput(forms.HiddenInput):
    """What the chips chose. They are made of `choices`."""

    choices: list[tuple[str, str]]


def _choice(label: Any, widget: type[forms.Widget] = forms.Select) -> forms.CharField:
    """One of a list that is made for each request: `offer` fills it, `clean_…` knows what is in it."""
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
    #: Chosen by the chips; the form carries it along.
    language = _choice(_("Language"), ChipsInput)
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
        return self._one_of("kind", ClippingKind.values)

    def clean_language(self) -> str | None:
        return self._one_of("language", CODES)

    def clean_year(self) -> int | None:
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
        return self._query_with()

    def offer(self, facets: Facets) -> None:
        """Fill the lists: each option with how much there is of it, given the other filters. What there is none of is
        left out, unless it is the one that was chosen."""
        selection = self.selection
        choices = {
            "campaign": self._campaigns(facets),
            "outlet": self._outlets(facets),
            "kind": [
                (value, _counted(label, facets.kind.get(value, 0)))
                for value, label in ClippingKind.choices
                if value in facets.kind or value == selection.kind
            ],
            "language": sorted(
                (
                    (code, _counted(language_name(code).capitalize(), facets.language.get(code, 0)))
                    for code in {*facets.language, *filter(None, [selection.language])}
                ),
                key=alphabetical,
            ),
            "year": [
                (str(year), _counted(str(year), facets.year.get(year, 0)))
                for year in sorted({*facets.year, *filter(None, [selection.year])}, reverse=True)
            ],
        }
        for name, options in choices.items():
            field: Any = self.fields[name]
            field.widget.choices = [("", pgettext("filter", "All")), *options]
        largest = {"count": number(OFFERED)}
        if len(facets.outlet) >= OFFERED:
            self["outlet"].help_text = (
                gettext("The %(count)s with the most coverage. The search finds the others.") % largest
            )
        if len(facets.campaign) >= OFFERED:
            self["campaign"].help_text = gettext("The %(count)s with the most coverage.") % largest

    def _campaigns(self, facets: Facets) -> list[tuple[str, str]]:
        counts = dict(facets.campaign)
        campaigns = Campaign.objects.public().in_bulk(list(counts)) if counts else {}
        if chosen := self.chosen_campaign:
            campaigns[chosen.pk] = chosen
            counts[chosen.pk] = facets.total
        ordered = sorted(campaigns.values(), key=lambda campaign: campaign.title.lower())
        return [(campaign.slug, _counted(campaign.title, counts.get(campaign.pk, 0))) for campaign in ordered]

    def _outlets(self, facets: Facets) -> list[tuple[str, str]]:
        found = {pk: (name, count) for (pk, name), count in facets.outlet.items()}
        if self.outlet_name:
            found[self.cleaned_data["outlet"]] = (self.outlet_name, facets.total)
        ordered = sorted(found.items(), key=lambda item: item[1][0].lower())
        return [(str(pk), _counted(name, count)) for pk, (name, count) in ordered]

    #: What the page shows beside the search and the chips, folded unless one of them is set.
    FOLDED = ("campaign", "outlet", "kind", "year", "from", "to")

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FOLDED]

    @property
    def is_unfolded(self) -> bool:
        return any(self.data.get(name) for name in self.FOLDED)

    def language_chips(self, url: str) -> list[Chip]:
        """All languages, and each that there is coverage in, with its count."""
        chosen, widget = self.data.get("language", ""), self.fields["language"].widget
        return [
            Chip(str(label), f"{url}{self._query_with(language=code)}", code == chosen)
            for code, label in (widget.choices if isinstance(widget, ChipsInput) else ())
        ]

    def _query_with(self, **changed: str) -> str:
        asked = QueryDict(mutable=True)
        for name in self.fields:
            if value := changed.get(name, self.data.get(name)):
                asked[name] = value
        return f"?{asked.urlencode()}" if asked else ""

    @property
    def description(self) -> str:
        """The chosen filters in words: "Seeking Sanctuary, Politico, 2017"; empty without any."""
        selection, words = self.selection, self.cleaned_data.get("q")
        parts = [
            self.chosen_campaign.title if self.chosen_campaign else "",
            self.outlet_name,
            str(ClippingKind(selection.kind).label) if selection.kind else "",
            language_name(selection.language).capitalize() if selection.language else "",
            str(selection.year or ""),
            gettext("from %(date)s") % {"date": date_format(selection.start, "DATE_FORMAT")} if selection.start else "",
            gettext("to %(date)s") % {"date": date_format(selection.end, "DATE_FORMAT")} if selection.end else "",
            gettext("“%(words)s”") % {"words": words} if words else "",
        ]
        return ", ".join(filter(None, parts))


def _counted(label: object, count: int) -> str:
    # Translators: an option of a filter and how many articles there are of it, as in "Opinion (12)".
    return pgettext("option of a filter", "%(label)s (%(count)s)") % {"label": label, "count": number(count)}


def _no_option(value: str) -> ValidationError:
    """The refusal that Django has for a value that is in no list."""
    messages = forms.ChoiceField.default_error_messages
    return ValidationError(messages["invalid_choice"], code="invalid_choice", params={"value": value})
