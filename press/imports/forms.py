"""The forms that imports begin with."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from press.enums import DateOrder
from press.fetching.url_validation import validate_fetchable
from press.imports.admin.rows import RowForm
from press.imports.models import PressImport
from press.imports.problems import sentence
from press.reading import MAX_BYTES
from press.reading.columns import COLUMN_NAMES
from site_project.forms import CampaignField
from site_project.users.permissions import User, locales_of


class ImportOptionsForm(forms.Form):
    campaign = CampaignField(
        label=_("Campaign"),
        required=False,
        empty_label="—",
        help_text=_("For all of it. You can still change it for each piece."),
    )
    locale = forms.ModelChoiceField(
        label=_("Language of our texts"),
        queryset=Locale.objects.none(),
        initial=Locale.get_default,
        empty_label=None,
        help_text=_("The language of your own words: glosses and notes."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        locales = locales_of(user)
        self.only_locale = locales[0] if len(locales) == 1 else None
        if self.only_locale:
            del self.fields["locale"]
        else:
            field: Any = self.fields["locale"]
            field.queryset = locales

    @property
    def options(self) -> dict[str, Any]:
        """What the valid form says, see `create_import`."""
        return {
            "user": self.user,
            "locale": self.only_locale or self.cleaned_data["locale"],
            "campaign": self.cleaned_data["campaign"],
            "date_order": self.cleaned_data.get("date_order", ""),
        }


class CoverageForm(ImportOptionsForm):
    text = forms.CharField(
        label=_("Paste what you have"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_(
            "Headlines with outlet and date, addresses, or both, in any order. Nothing is filed before you have seen it."
        ),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    date_order = forms.ChoiceField(
        label=_("Dates in figures"),
        required=False,
        choices=[("", _("as the list itself suggests")), *DateOrder.choices],
    )

    field_order = ["text", "file", "campaign", "date_order", "locale"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = gettext("CSV or Excel (.xlsx), at most %(limit)d MB.") % {
            "limit": MAX_BYTES // 1_000_000
        }
        # Nothing that is pasted is refused for characters that cannot be seen: they are passed over.
        self.fields["text"].validators = []

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise ValidationError(sentence("file_too_large", limit=MAX_BYTES))
        return file

    def clean(self) -> None:
        text, file = self.cleaned_data.get("text", "").strip(), self.cleaned_data.get("file")
        if text and file:
            self.add_error("file", _("Either paste something or choose a file, please: not both at once."))
        elif not (text or file or self.errors):
            self.add_error("text", _("Paste something here, or choose a file."))


class AddressForm(ImportOptionsForm):
    url = forms.CharField(
        label=_("Address"),
        max_length=1000,
        widget=forms.URLInput,
        validators=[validate_fetchable],
        help_text=_("Headline, outlet, date and author are read from the page, as far as it gives them."),
    )
    headline = forms.CharField(label=_("Headline"), max_length=400, required=False)
    quote = forms.CharField(
        label=_("Quote"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The sentence to remember, exactly as published."),
    )

    field_order = ["url", "headline", "quote", "campaign", "locale"]


class ColumnsForm(forms.Form):
    header = forms.BooleanField(label=_("The first row names the columns"), required=False)

    def __init__(self, *args: Any, press_import: PressImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["header"].initial = press_import.job.get("header", True)
        # A column can hold what a row can, and is called the same.
        labels = {name: RowForm.base_fields[name.removesuffix("_text")].label for name in COLUMN_NAMES}
        choices = [("", _("pass over")), *labels.items()]
        self.names = [f"column-{place}" for place in range(len(press_import.columns))]
        for place, name in enumerate(self.names):
            self.fields[name] = forms.ChoiceField(
                label=gettext("Column %(number)d") % {"number": place + 1},
                choices=choices,
                required=False,
                initial=press_import.columns[place],
            )

    @property
    def column_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.names]

    @property
    def columns(self) -> list[str]:
        """The fields of `ImportRow` that the columns hold."""
        return [self.cleaned_data[name] for name in self.names]

    def clean(self) -> None:
        seen: set[str] = set()
        for name in self.names:
            field = self.cleaned_data.get(name)
            if field and field in seen:
                self.add_error(name, _("Another column holds this already."))
            seen.add(field or "")
        if not self.errors and not seen & {"headline", "url"}:
            raise ValidationError(_("Say which column holds the headline or the address."))
