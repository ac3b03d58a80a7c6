"""Forms that no browser sends, answered as Django's own forms do where Wagtail's choosers, blocks and rich texts and
modelcluster's formsets raise.

A primary key that is none is an error of its field. Blocks without their numbers, and rich text that is none, are refused as
a whole (400): to read them as empty would delete what is stored.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.forms import ModelMultipleChoiceField, Widget
from django.utils.translation import gettext
from modelcluster.forms import BaseChildFormSet, BaseTransientModelFormSet
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks.base import BlockWidget

_get_instance = BaseChooser.get_instance
_clean_list = BaseChildFormSet.clean
_get_to_python = BaseTransientModelFormSet._get_to_python
_check_values = ModelMultipleChoiceField._check_values  # type: ignore[attr-defined]


def _shown_instance(chooser: BaseChooser, value: object) -> models.Model | None:
    """What a chooser shows beside its error: nothing for what is no primary key."""
    try:
        return _get_instance(chooser, value)
    except (TypeError, ValueError):
        return None


def _tolerant_to_python(formset: BaseTransientModelFormSet, field: models.Field) -> Callable[[object], Any]:
    """What is no primary key names no child object, and the hidden field of its form refuses it."""
    to_python = _get_to_python(formset, field)

    def convert(value: object) -> Any:
        try:
            return to_python(value)
        except ValidationError:
            return None

    return convert


def _checked_values(field: ModelMultipleChoiceField, values: Any) -> Any:
    """SQLite takes no number beyond eight bytes."""
    try:
        return _check_values(field, values)
    except OverflowError:
        raise ValidationError(field.error_messages["invalid_list"], code="invalid_list") from None


def _clean(formset: BaseChildFormSet, *args: object, **kwargs: object) -> Any:
    """The error of a hidden field is seen by nobody: the list says it. Its row may also have been deleted meanwhile."""
    key = formset.model._meta.pk.name
    if any(key in form.errors for form in formset.initial_forms):
        raise ValidationError(
            gettext(
                "Something in this list is gone, or belongs elsewhere. Keep what you have typed, and open this again."
            )
        )
    return _clean_list(formset, *args, **kwargs)


def _refusing(read: Callable[..., Any]) -> Callable[..., Any]:
    def value_from_datadict(widget: Widget, data: Any, files: Any, name: str) -> Any:
        try:
            return read(widget, data, files, name)
        except (AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
            raise BadRequest(f"The field {name} was not sent as its editor sends it.") from error

    return value_from_datadict


def register() -> None:
    """Put these in the place of the originals, for the forms of all apps."""
    BaseChooser.get_instance = _shown_instance
    BaseChildFormSet.clean = _clean
    BaseTransientModelFormSet._get_to_python = _tolerant_to_python
    ModelMultipleChoiceField._check_values = _checked_values  # type: ignore[attr-defined]
    for widget in (BlockWidget, DraftailRichTextArea):
        widget.value_from_datadict = _refusing(widget.value_from_datadict)
