"""Languages that articles are written in and events are held in: far more than the site itself speaks.

Codes are ISO 639-1; the names come from Babel (the Unicode CLDR), in the reader's language.
"""

from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from site_project.fields import Deconstructed, stock
from site_project.i18n.dates import formatting_locale
from site_project.text import strip_accents

#: Spoken by many in the cities of the United States (American Community Survey, table B16001), and some more.
CODES = (
    "en",
    "es",
    "zh",
    "tl",
    "vi",
    "ar",
    "fr",
    "ht",
    "ko",
    "ru",
    "pt",
    "hi",
    "ur",
    "bn",
    "pl",
    "fa",
    "so",
    "am",
    "de",
    "it",
    "ja",
    "km",
    "my",
    "ne",
    "pa",
    "sw",
    "uk",
)


def language_name(code: str) -> str:
    """The name of a language as the active language writes it in running text ("Spanish", "español")."""
    name: str | None = formatting_locale().languages.get(code)
    return name or code


@lru_cache
def lang_attributes(code: str) -> dict[str, str]:
    """The HTML attributes of a text in the language `code`: which it is, and from which side it is read."""
    try:
        return {"lang": code, "dir": "rtl" if Locale.parse(code, sep="-").text_direction == "rtl" else "ltr"}
    except (UnknownLocaleError, ValueError):
        return {"lang": code, "dir": "auto"}


def alphabetical(choice: tuple[str, str]) -> str:
    """A key to sort (code, name) pairs by: "Árabe" stands before "Bengalí", and not after "Vietnamita"."""
    return strip_accents(choice[1])


def language_choices() -> list[tuple[str, Any]]:
    """(code, name) of every language, named in the active language."""
    named = lazy(lambda code: language_name(code).capitalize(), str)
    return [(code, named(code)) for code in CODES]


class LanguageCodeField(models.CharField):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 8
        kwargs["choices"] = language_choices()
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Deconstructed:
        return stock(super().deconstruct(), models.CharField, "choices")  # the list may grow


class LanguageListField(models.JSONField):
    """Several languages, as a list of codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Deconstructed:
        return stock(super().deconstruct(), models.JSONField)

    def formfield(self, **kwargs: object) -> Any:
        return forms.MultipleChoiceField(
            choices=language_choices,
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if not isinstance(value, list) or any(code not in CODES for code in value):
            raise ValidationError(_("Choose languages from the list."))
