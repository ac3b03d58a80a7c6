"""Writing a translation into wagtail-localize's records and into its carrier.

wagtail-localize's own way to save a whole object (`save_target`) puts the *original's* words where a translation is
missing, and takes a published row offline to save a draft. A reader of Spanish is better off without a note than with
an English one, so the carrier is filled in here, from the same records.
"""

from collections.abc import Mapping
from contextlib import nullcontext

from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from press.glosses.rows import Row, Text
from press.glosses.texts import as_data, as_text, path_id
from site_project.users.permissions import User


def write(row: Row, wanted: Mapping[str, str], locale: Locale, user: User, *, publish: bool) -> None:
    """Write the translations `wanted` (by field; empty: there is to be none) and leave the others as they are.

    The records are brought to what the original says now, as wagtail-localize's "Sync" does. Runs in a transaction.
    """
    clipping = row.clipping
    source, _created = TranslationSource.update_or_create_from_instance(clipping)
    translation, created = Translation.objects.get_or_create(source=source, target_locale=locale)
    if not created and not translation.enabled:
        # Its carrier was deleted, which stops a translation. (One that goes on by hand never comes here.)
        translation.enabled = True
        translation.save(update_fields=["enabled"])
    segments = {
        segment.context.path: segment
        for segment in StringSegment.objects.filter(source=source).select_related("context", "string")
    }
    values = {text.field: _write_text(text, wanted, segments.get(text.field), row, locale, user) for text in row.texts}
    _write_carrier(row, values, source, locale, user, publish=publish)


def _write_text(
    text: Text, wanted: Mapping[str, str], segment: StringSegment | None, row: Row, locale: Locale, user: User
) -> str:
    """Write one translation; returns what the carrier is to say."""
    value = wanted.get(text.field)
    if value == "":
        StringTranslation.objects.filter(
            context__object=row.clipping.translation_key, context__path_id=path_id(text.field), locale=locale
        ).delete()
        return ""
    if value is None and not text.is_current:
        # Visitors keep what they have of a stale text, and do not see a text that wagtail-localize found faulty.
        return text.target if text.is_stale else ""
    if segment is None:
        return text.target
    data = as_data(text.target if value is None else value)
    key = {"translation_of": segment.string, "context": segment.context, "locale": locale}
    details = {
        "data": data,
        "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        "tool_name": "",
        "last_translated_by": user,
        "has_error": False,
        "field_error": "",
    }
    if value is None:  # for a text that only differs from the translated one in its white space
        found, _created = StringTranslation.objects.get_or_create(**key, defaults=details)
        data = found.data
    else:
        StringTranslation.objects.update_or_create(**key, defaults=details)
    return as_text(data)


def _write_carrier(
    row: Row, values: Mapping[str, str], source: TranslationSource, locale: Locale, user: User, *, publish: bool
) -> None:
    carrier = row.carrier or row.clipping.copy_for_translation(locale)
    copy_synchronised_fields(row.clipping, carrier)
    for field, value in values.items():
        setattr(carrier, field, value)
    # Publishing saves once more, and updates the index of references then.
    with disable_reference_index_auto_update() if publish else nullcontext():
        if not carrier.live:
            carrier.save()
        # Not cleaned: all other fields are the citation's, and no translator could mend them.
        revision = carrier.save_revision(user=user, clean=False, log_action=not publish)
    if publish:
        revision.publish(user=user)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
