"""Overrides are validated like the values they replace.

Closes: an override of an address accepts `javascript:` and is published (stored cross-site scripting,
wagtail-localize issue 305), and an override that chooses an object which does not exist crashes publishing.

Every way to store an override ends in `SegmentOverride.save()`, so that is where the guard listens. A refused override
is kept with its error, because the editor of translations shows an error only from a stored override and drops every
other answer of the server; wagtail-localize never publishes an override that has an error.
"""

import html
import json
import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db import models
from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock
from wagtail.whitelist import check_url
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from translation.guards.targets import Target, target_of, target_of_segment

#: Characters that browsers skip, or that nobody sees: controls, formats (zero width …), spaces and line ends.
INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
#: Never at the start of a value that may become an address.
SCRIPT = re.compile(r"(?:javascript|vbscript|data):")


def connect() -> None:
    """Start to listen; called once, when the app is ready."""
    post_save.connect(judge, sender=SegmentOverride, dispatch_uid="translation.guards.overrides")


def judge(instance: SegmentOverride, update_fields: frozenset[str] | None = None, **kwargs: object) -> None:
    """After an override was saved: note what is wrong with it, or that nothing is any more."""
    if update_fields is None or "data_json" in update_fields:
        _note(instance, error_in(instance))


def recheck(translation: Translation) -> None:
    """Judge the overrides of a translation again, just before they are used: what they chose may be gone by now."""
    overrides = SegmentOverride.objects.filter(
        locale_id=translation.target_locale_id,
        context__object_id=translation.source.object_id,
        has_error=False,
    )
    segments = OverridableSegment.objects.filter(source=translation.source_id)
    segments = segments.select_related("context", "source__specific_content_type")
    targets = {segment.context_id: target_of_segment(segment) for segment in segments} if overrides else {}
    for override in overrides:
        if error := error_in(override, targets.get(override.context_id, Target())):
            _note(override, error)


def error_in(override: SegmentOverride, target: Target | None = None) -> str:
    """What is wrong with an override, in the active language; empty when nothing is.

    Args:
        target: what it replaces, where that is known.
    """
    try:
        value = override.data
    except json.JSONDecodeError:
        return _("This value cannot be read.")
    try:
        _validate(value, target_of(override) if target is None else target)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _note(override: SegmentOverride, error: str) -> None:
    override.has_error, override.field_error = bool(error), error
    # Not save(): it may have been called with update_fields, and would call this again.
    SegmentOverride.objects.filter(pk=override.pk).update(has_error=bool(error), field_error=error)


def _validate(value: object, target: Target) -> None:
    if isinstance(value, str) and not _is_prose(target) and SCRIPT.match(_plain(value)):
        raise ValidationError(_("This address could run a script, so it cannot be used."))
    if target.is_link:
        _validate_link(value)
    elif target.related_model is not None:
        _validate_choice(value, target)
    elif target.definition is not None:
        _validate_value(value, target.definition)


def _is_prose(target: Target) -> bool:
    """Whether the value is shown as text, never used as an address: a title may well begin with "JavaScript: …"."""
    if target.is_link or isinstance(target.definition, models.URLField | models.EmailField):
        return False
    return isinstance(target.definition, models.CharField | models.TextField | blocks.CharBlock | blocks.TextBlock)


def _plain(value: str) -> str:
    """A value as a browser reads an address: references resolved, invisible characters gone, in lower case."""
    visible = (c for c in html.unescape(value) if unicodedata.category(c) not in INVISIBLE)
    return "".join(visible).lower()


def _validate_link(value: object) -> None:
    if not isinstance(value, str) or check_url(_plain(value)) is None:
        raise ValidationError(_("Links can lead to web addresses, email addresses and phone numbers only."))


def _validate_choice(value: object, target: Target) -> None:
    gone = ValidationError(_("What was chosen here does not exist (any more). Choose again, or undo the change."))
    if value is None or value == "":
        raise gone
    if isinstance(target.definition, blocks.ChooserBlock):
        chosen = target.definition.field.queryset.filter
    else:
        chosen = target.related_model._base_manager.complex_filter(target.definition.get_limit_choices_to()).filter
    try:
        found = chosen(pk=value).exists()
    except (TypeError, ValueError, ValidationError, OverflowError) as error:
        raise gone from error
    if not found:
        raise gone


def _validate_value(value: Any, definition: Any) -> None:
    if isinstance(definition, models.URLField | blocks.URLBlock) and value:
        URLValidator()(value)  # the forms would guess a scheme and then not store it
    if isinstance(definition, models.EmailField | blocks.EmailBlock) and value:
        EmailValidator()(value)
    if isinstance(definition, EmbedBlock):
        return  # cleaning one asks the provider, over the network
    if isinstance(definition, blocks.FieldBlock):
        definition.clean(value)
    elif isinstance(definition, models.CharField | models.TextField):
        definition.clean(value, None)
