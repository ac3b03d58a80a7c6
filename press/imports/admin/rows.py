"""The rows of an import as a form: each of them can be changed where it stands.

A row is only changed in the fields that somebody has changed on their screen: since it was shown, a colleague may have
changed others, and an address may have been read. So the screen also posts what each field said (`show_hidden_initial`).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from press.enums import ClippingKind
from press.imports.enums import RowState
from press.imports.models import ImportRow, PressImport
from press.imports.permissions import User, may_create_outlets
from press.imports.problems import is_hint, message, problem
from press.imports.validators import is_web_address
from press.reading.dates import read_date
from press.reading.text import one_line
from site_project.i18n.language_choices import CODES, alphabetical, language_name
from site_project.models import Campaign
from site_project.text import strip_control_characters

#: Fields of a row that are one line of text.
LINES = ("headline", "outlet_name", "url", "archive_url", "author", "gloss")
TEXTS = (*LINES, "quote", "campaign", "language", "kind", "date", "date_choice")
TICKS = ("new_outlet", "keep_duplicate", "leave_out", "chosen")


class QuickSelect(forms.Select):
    """A select without a template for each option: there are thousands of them on one screen."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = str(value or "")
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((code, SafeString(" selected") if code == chosen else "", label) for code, label in self.choices),
        )
        attributes = flatatt({**self.build_attrs(self.attrs, attrs), "name": name})
        return format_html("<select{}>{}</select>", conditional_escape(attributes), options)


class ReviewChoices:
    """What can be chosen on one screen, found out once for all of its rows."""

    def __init__(self, press_import: PressImport, user: User) -> None:
        campaigns = Campaign.objects.named()
        languages = ((code, language_name(code).capitalize()) for code in CODES)
        self.campaigns = {campaign.pk: campaign.label for campaign in campaigns}
        self.by_name = {name.casefold(): one.pk for one in campaigns for name in (one.name, one.label)}
        self.languages = [("", "—"), *sorted(languages, key=alphabetical)]
        self.kinds = ClippingKind.choices
        self.new_outlets = may_create_outlets(user)
        self.proposals = press_import.is_proposals


class RowForm(forms.Form):
    """One row."""

    headline = forms.CharField(label=_("Headline"), required=False, max_length=400, widget=forms.Textarea)
    outlet_name = forms.CharField(label=_("Outlet"), required=False, max_length=160)
    new_outlet = forms.BooleanField(label=_("Add as a new outlet"), required=False)
    date = forms.CharField(label=_("Date"), required=False, max_length=60)
    date_choice = forms.CharField(label=_("Which day is it?"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, widget=QuickSelect)
    campaign = forms.CharField(label=_("Campaign"), required=False)
    url = forms.CharField(label=_("Address"), required=False, max_length=1000)
    kind = forms.ChoiceField(label=_("Kind"), required=False, widget=QuickSelect)
    archive_url = forms.CharField(label=_("Archive copy"), required=False, max_length=1000)
    author = forms.CharField(label=_("Author"), required=False, max_length=200)
    gloss = forms.CharField(label=_("Gloss"), required=False, max_length=300)
    quote = forms.CharField(label=_("Quote"), required=False, max_length=5000, widget=forms.Textarea)
    keep_duplicate = forms.BooleanField(label=_("File it anyway"), required=False)
    leave_out = forms.BooleanField(label=_("Leave out"), required=False)
    chosen = forms.BooleanField(label=_("Take"), required=False)

    def __init__(self, row: ImportRow, choices: ReviewChoices, posted: QueryDict | None = None) -> None:
        self.row = row
        self.choices = choices
        self.values = values_of(row, choices)
        super().__init__(posted, prefix=f"row-{row.pk}", initial=self.values)
        fields: dict[str, Any] = self.fields
        fields["language"].choices = choices.languages
        fields["kind"].choices = choices.kinds
        for field in fields.values():
            field.show_hidden_initial = True
        self._set_attributes()

    @property
    def possible_days(self) -> list[dt.date]:
        """The two days that a date in figures can mean, as long as nobody has said which."""
        row = self.row
        if row.date and row.other_date and not row.date_confirmed:
            return sorted([row.date, row.other_date])
        return []

    def _set_attributes(self) -> None:
        for name in TEXTS:
            widget = self.fields[name].widget
            if self.problems_by_field.get(name):
                widget.attrs["aria-describedby"] = f"{self.prefix}-{name}-problems"
                if name != "date_choice":
                    widget.attrs["aria-invalid"] = "true"
        self.fields["headline"].widget.attrs["rows"] = 2
        self.fields["quote"].widget.attrs["rows"] = 3
        self.fields["date"].widget.input_type = "date"
        self.fields["outlet_name"].widget.attrs.update({"list": "known-outlets", "autocomplete": "off"})
        self.fields["campaign"].widget.attrs.update({"list": "known-campaigns", "autocomplete": "off"})
        self.fields["url"].widget.attrs["inputmode"] = self.fields["archive_url"].widget.attrs["inputmode"] = "url"
        if self.row.language:
            self.fields["headline"].widget.attrs["lang"] = self.row.language

    @cached_property
    def problems_by_field(self) -> dict[str, list[str]]:
        """What is wrong or not sure, as sentences, by field; "" for the row as a whole. Hints are in `hints`."""
        found: dict[str, list[str]] = {}
        for known in self.row.problems:
            if not is_hint(known):
                found.setdefault(known.get("field") or "", []).append(message(known))
        return found

    @property
    def row_problems(self) -> list[str]:
        """What is wrong with the row as a whole."""
        return self.problems_by_field.get("", [])

    @property
    def name(self) -> str:
        """What tells this row's fields from the same fields of others, for those who do not see where they stand."""
        return gettext("line %(line)d") % {"line": self.row.line}

    @property
    def language_name(self) -> str:
        """The language of the piece in words, as the choices have it."""
        return str(dict(self.choices.languages).get(self.row.language, self.row.language))

    @property
    def campaign_title(self) -> str:
        """The campaign of the row; "" if it has none."""
        return self.choices.campaigns.get(self.row.campaign_id or 0, "")

    @property
    def opens(self) -> bool:
        """Whether the address can be linked to: anybody may have typed it."""
        return is_web_address(self.row.url)

    @property
    def hints(self) -> list[str]:
        """What is only worth a look."""
        return [message(known) for known in self.row.problems if is_hint(known)]

    @property
    def suggestions(self) -> list[dict[str, Any]]:
        """Outlets that may be meant, {"id", "name"}, each once."""
        found = {}
        for known in self.row.problems:
            for outlet in (known.get("params") or {}).get("suggestions", []):
                found[outlet["id"]] = outlet
        return list(found.values())

    @cached_property
    def ticks(self) -> list[str]:
        """The boxes to tick that the row has."""
        row = self.row
        shown = {
            "new_outlet": not row.outlet_id and (self.choices.new_outlets or row.new_outlet),
            "keep_duplicate": bool(row.duplicate_of_id or row.duplicate_row_id),
            "leave_out": True,
            "chosen": self.choices.proposals,
        }
        return [name for name in TICKS if shown[name]]

    @property
    def days(self) -> list[tuple[str, str]]:
        """(value, written out) of the days that figures can mean."""
        return [(day.isoformat(), date_format(day, "DATE_FORMAT")) for day in self.possible_days]

    def clean_headline(self) -> str:
        return one_line(self.cleaned_data["headline"])

    def clean_outlet_name(self) -> str:
        return one_line(self.cleaned_data["outlet_name"])

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or self.row.kind

    def clean_quote(self) -> str:
        return strip_control_characters(self.cleaned_data["quote"]).replace("\r\n", "\n")

    def clean_date(self) -> dt.date | None:
        text = self.cleaned_data["date"].strip()
        if not text:
            return None
        # Browsers send ISO dates; where they have no field for dates, people write as they please.
        read = read_date(text)
        if read.date is None or read.other:
            code = (
                f"date_{read.problem}" if read.problem in {"impossible", "ambiguous", "too_old"} else "date_unreadable"
            )
            raise ValidationError(message(problem("date", code, text=text)))
        return read.date

    def clean_date_choice(self) -> dt.date | None:
        chosen = self.cleaned_data["date_choice"]
        return next((day for day in self.possible_days if day.isoformat() == chosen), None)

    def clean_campaign(self) -> int | None:
        title = self.cleaned_data["campaign"].strip()
        if not title:
            return None
        if "campaign" not in self.changed_data:
            return self.row.campaign_id
        if title.casefold() not in self.choices.by_name:
            raise ValidationError(gettext("There is no campaign with this title."))
        return self.choices.by_name[title.casefold()]

    def clean_new_outlet(self) -> bool:
        return bool(self.cleaned_data["new_outlet"]) and (self.choices.new_outlets or self.row.new_outlet)

    def is_acceptable(self) -> bool:
        """Whether all that was changed can be saved."""
        return not self.has_changed() or self.is_valid()

    @property
    def typed(self) -> dict[str, Any]:
        """The values that were changed, as far as they are valid."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}


def values_of(row: ImportRow, choices: ReviewChoices) -> dict[str, Any]:
    """What the fields of a row say."""
    values: dict[str, Any] = {name: getattr(row, name) for name in LINES}
    return {
        **values,
        "quote": row.quote,
        "campaign": choices.campaigns.get(row.campaign_id or 0, ""),
        "language": row.language,
        "kind": row.kind,
        "date": row.date.isoformat() if row.date else "",
        "date_choice": "",
        "new_outlet": row.new_outlet,
        "keep_duplicate": row.keep_duplicate,
        "leave_out": row.state == RowState.LEFT_OUT,
        "chosen": row.chosen,
    }
