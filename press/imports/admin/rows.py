"""The rows of an import as a form: each of them can be changed where it stands.

A row is only changed in the fields that somebody has changed on their screen: since it was shown, a colleague may have
changed others, and an address may have been read. So the screen also posts what each field said (`show_hidden_initial`).
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from press.enums import ClippingKind
from press.imports.enums import RowState
from press.imports.models import ImportRow, PressImport
from press.imports.permissions import may_create_outlets
from press.imports.problems import DOUBTS, is_hint, message, sentence
from press.imports.validators import is_web_address
from press.reading.dates import read_date
from press.reading.text import one_line
from site_project.i18n.language_choices import CODES, alphabetical, lang_attributes, language_name
from site_project.models import Campaign
from site_project.text import strip_control_characters
from site_project.users.permissions import User

TEXTS = (
    *("headline", "outlet_name", "url", "archive_url", "author", "gloss"),
    *("quote", "campaign", "language", "kind", "date", "date_choice"),
)
#: Fields that are set as they are typed.
PLAIN = (
    *("headline", "language", "kind", "archive_url", "author", "gloss", "quote"),
    *("keep_duplicate", "campaign_too", "chosen"),
)


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


class OneLineField(forms.CharField):
    def clean(self, value: object) -> str:
        return one_line(super().clean(value))


class ReviewChoices:
    """What can be chosen on one screen, found out once for all of its rows."""

    def __init__(self, press_import: PressImport, user: User) -> None:
        campaigns = Campaign.objects.named()
        languages = ((code, language_name(code).capitalize()) for code in CODES)
        self.campaigns = {campaign.pk: campaign.label for campaign in campaigns}
        self.by_name = {name.casefold(): one.pk for one in campaigns for name in (one.name, one.label)}
        self.languages = [("", "—"), *sorted(languages, key=alphabetical)]
        self.new_outlets = may_create_outlets(user)
        self.proposals = press_import.is_proposals


class RowForm(forms.Form):
    headline = OneLineField(label=_("Headline"), required=False, max_length=400, widget=forms.Textarea)
    outlet_name = OneLineField(label=_("Outlet"), required=False, max_length=160)
    new_outlet = forms.BooleanField(label=_("Add as a new outlet"), required=False)
    date = forms.CharField(label=_("Date"), required=False, max_length=60)
    date_choice = forms.CharField(label=_("Which day is it?"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False, widget=QuickSelect)
    campaign = forms.CharField(label=_("Campaign"), required=False)
    url = forms.CharField(label=_("Address"), required=False, max_length=1000)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=ClippingKind.choices, widget=QuickSelect)
    archive_url = forms.CharField(label=_("Archive copy"), required=False, max_length=1000)
    author = forms.CharField(label=_("Author"), required=False, max_length=200)
    gloss = forms.CharField(label=_("Gloss"), required=False, max_length=300)
    quote = forms.CharField(label=_("Quote"), required=False, max_length=5000, widget=forms.Textarea)
    keep_duplicate = forms.BooleanField(label=_("File it anyway"), required=False)
    campaign_too = forms.BooleanField(label=_("File under this campaign too"), required=False)
    is_right = forms.BooleanField(label=_("Headline and outlet are right"), required=False)
    leave_out = forms.BooleanField(label=_("Leave out"), required=False)
    chosen = forms.BooleanField(label=_("Take"), required=False)

    def __init__(self, row: ImportRow, choices: ReviewChoices, posted: QueryDict | None = None) -> None:
        self.row = row
        self.choices = choices
        self.values = values_of(row, choices)
        super().__init__(posted, prefix=f"row-{row.pk}", initial=self.values)
        fields: dict[str, Any] = self.fields
        fields["language"].choices = choices.languages
        for field in fields.values():
            field.show_hidden_initial = True
        self._set_attributes()

    @property
    def possible_days(self) -> list[dt.date]:
        """The days that are possible: those that figures can mean, and the article's; as long as nobody has said which."""
        row = self.row
        days = {day for day in (row.date, row.other_date, row.article_date) if day}
        return sorted(days) if len(days) > 1 and not row.date_confirmed else []

    def _set_attributes(self) -> None:
        attributes: dict[str, dict[str, Any]] = {name: field.widget.attrs for name, field in self.fields.items()}
        for name in self.problems_by_field.keys() & TEXTS:
            attributes[name] |= {"aria-describedby": f"{self.prefix}-{name}-problems", "aria-invalid": "true"}
        attributes["headline"] |= {"rows": 2, **(lang_attributes(self.row.language) if self.row.language else {})}
        attributes["quote"]["rows"] = 3
        self.fields["date"].widget.input_type = "date"
        attributes["outlet_name"] |= {"list": "known-outlets", "autocomplete": "off"}
        attributes["campaign"] |= {"list": "known-campaigns", "autocomplete": "off"}
        attributes["url"]["inputmode"] = attributes["archive_url"]["inputmode"] = "url"

    @cached_property
    def problems_by_field(self) -> dict[str, list[str]]:
        """What is wrong or not sure, as sentences, by field; "row" for all of it. Hints are in `hints`. Of a row that is left
        out, nothing has to be mended."""
        found: dict[str, list[str]] = {}
        for known in self.row.problems if self.row.state not in {RowState.FETCHING, RowState.LEFT_OUT} else []:
            if not is_hint(known):
                found.setdefault(known["field"] or "row", []).append(message(known))
        return found

    @property
    def name(self) -> str:
        """What tells this row's fields from the same fields of others, for those who do not see where they stand."""
        return gettext("line %(line)d") % {"line": self.row.line}

    @property
    def language_name(self) -> str:
        return str(dict(self.choices.languages).get(self.row.language, self.row.language))

    @property
    def opens(self) -> bool:
        """Whether the address can be linked to: anybody may have typed it."""
        return is_web_address(self.row.url)

    @property
    def hints(self) -> list[str]:
        problems = [] if self.row.state == RowState.LEFT_OUT else self.row.problems
        return [message(known) for known in problems if is_hint(known)]

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody has to say that the headline is right."""
        return any(known["code"] in DOUBTS for known in self.row.problems)

    @property
    def suggestions(self) -> list[dict[str, Any]]:
        """Outlets that may be meant, {"id", "name"}."""
        return next(
            (known["params"]["suggestions"] for known in self.row.problems if known["code"] == "outlet_unknown"), []
        )

    @property
    def offers_campaign_too(self) -> bool:
        """Whether the clipping that the row repeats can be filed under the row's campaign too, or under one that is still
        to be chosen."""
        clipping = self.row.duplicate_of
        if clipping is None or self.row.campaign_too:
            return self.row.campaign_too
        return all(link.campaign_id != self.row.campaign_id for link in clipping.campaign_links.all())

    @property
    def campaigns_of_duplicate(self) -> str:
        """The campaigns that the clipping which the row repeats is filed under."""
        clipping = self.row.duplicate_of
        links = clipping.campaign_links.all() if clipping else []
        return ", ".join(filter(None, (self.choices.campaigns.get(link.campaign_id) for link in links)))

    @property
    def fingerprint(self) -> str:
        """What tells whether the row is still as a screen has shown it."""
        row = self.row
        shown = [getattr(row, name) for name in (*PLAIN, "outlet_name", "new_outlet", "url", "campaign_id")]
        shown += [row.outlet.name if row.outlet else "", row.duplicate_of_id, row.duplicate_row_id]
        shown += [row.date, row.other_date, row.article_date, row.date_confirmed]
        return salted_hmac("press.imports.row", repr(shown)).hexdigest()[:16]

    @property
    def may_add_outlet(self) -> bool:
        return not self.row.outlet_id and (self.choices.new_outlets or self.row.new_outlet)

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
            known = read.problem in {"impossible", "ambiguous", "too_old"}
            raise ValidationError(sentence(f"date_{read.problem if known else 'unreadable'}", text=text))
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

    @property
    def typed(self) -> dict[str, Any]:
        """The values that were changed, as far as they are valid."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}


def values_of(row: ImportRow, choices: ReviewChoices) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in (*PLAIN, "outlet_name", "url", "new_outlet")},
        "campaign": choices.campaigns.get(row.campaign_id or 0, ""),
        "date": row.date.isoformat() if row.date else "",
        "date_choice": "",
        "is_right": False,
        "leave_out": row.state == RowState.LEFT_OUT,
    }


def apply_edits(row: ImportRow, typed: Mapping[str, Any]) -> None:
    """Set what was typed: values by field. `date_choice` is one of the two days that figures can mean; `outlet` is the
    primary key of an outlet that was picked; `leave_out` says whether the row is wanted at all."""
    if "campaign" in typed:
        row.campaign_id = typed["campaign"]
    for name in PLAIN:
        if name in typed:
            setattr(row, name, typed[name])
    if "language" in typed:
        row.guessed_language = ""  # said by a person, even if the guess was the same
    if typed.get("is_right"):
        row.problems = [known for known in row.problems if known["code"] not in DOUBTS]
    _change_outlet(row, typed)
    if "url" in typed:
        row.url, row.fetch_error, row.fetch_tries, row.fetched_at = typed["url"], "", 0, None
        row.article_date = None
    _change_date(row, typed)
    if typed.get("leave_out"):
        row.state = RowState.LEFT_OUT
    elif row.state == RowState.LEFT_OUT and "leave_out" in typed:
        row.state = RowState.ATTENTION


def _change_outlet(row: ImportRow, typed: Mapping[str, Any]) -> None:
    if "new_outlet" in typed:
        row.new_outlet = typed["new_outlet"]
    if "outlet_name" in typed:
        row.outlet_name, row.outlet = typed["outlet_name"], None
    if "outlet" in typed:
        row.outlet, row.new_outlet = typed["outlet"], False
        row.outlet_name = typed["outlet"].name


def _change_date(row: ImportRow, typed: Mapping[str, Any]) -> None:
    day: dt.date | None = typed.get("date") or typed.get("date_choice")
    if day:
        row.date, row.other_date, row.article_date, row.date_confirmed = day, None, None, True
    elif "date" in typed:
        row.date, row.other_date, row.article_date, row.date_confirmed, row.date_text = None, None, None, False, ""
