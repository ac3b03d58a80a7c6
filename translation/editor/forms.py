"""The small forms around the texts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from site_project.text import collapse_whitespace


class NoteForm(forms.Form):
    """A question to the author, or the answer to it."""

    #: Makes the name of the field `save.NOTE`.
    prefix = "translation"
    note = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["note"].label = label


class SearchForm(forms.Form):
    """Looks for words in all translations and their originals."""

    q = forms.CharField(label=_("Words"), max_length=200, required=False)

    def clean_q(self) -> str:
        return collapse_whitespace(self.cleaned_data["q"])
