"""Primary keys that were tampered with: errors of the form, as Django's own fields say them, where Wagtail's choosers and
modelcluster's formsets raise."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.forms import BaseTransientModelFormSet
from wagtail.admin.widgets import BaseChooser

_get_instance = BaseChooser.get_instance
_get_to_python = BaseTransientModelFormSet._get_to_python


def _shown_instance(chooser: BaseChooser, value: object) -> models.Model | None:
    """What a chooser shows beside its error: nothing for what is no primary key."""
    try:
        return _get_instance(chooser, value)
    except (TypeError, ValueError):
        return None


def _tolerant_to_python(formset: BaseTransientModelFormSet, field: models.Field) -> Callable[[object], Any]:
    """What is no primary key names no child object. The hidden field of the form refuses it then."""
    to_python = _get_to_python(formset, field)

    def convert(value: object) -> Any:
        try:
            return to_python(value)
        except ValidationError:
            return None

    return convert


def register() -> None:
    """Put both in the place of the originals, for choosers and formsets of all apps."""
    BaseChooser.get_instance = _shown_instance
    BaseTransientModelFormSet._get_to_python = _tolerant_to_python
