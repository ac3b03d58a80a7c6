"""Saving a row, as wagtail-localize's own editor would have saved it: into its records, and into the carrier.

wagtail-localize's own way to save a whole object (`save_target`) puts the *original's* words where a translation is
missing, and takes a published row offline to save a draft. A reader of Spanish is better off without a note than with
an English one, so the carrier is filled in here, from the same records.
"""

import logging
from collections.abc import Mapping
from contextlib import nullcontext

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationLog, TranslationSource

from press.glosses.entries import MINE, SOURCE, TARGET, THEIRS, Entry, Outcome
from press.glosses.rows import Field, Row, load_rows
from press.glosses.status import GlossState
from press.glosses.texts import as_data, as_text, path_id
from press.models import Clipping
from site_project.diffs import fingerprint
from site_project.users.permissions import User

logger = logging.getLogger(__name__)


def save(entry: Entry, locale: Locale, user: User, *, publish: bool) -> Outcome:
    """Save one row into `locale`, or say why not. Nothing of it is saved when something is wrong with it.

    The caller knows that `user` may change clippings in `locale`; `publish` says that they may and want to publish.
    """
    if not entry.asks_for_something or (entry.asked and entry.answer == THEIRS):
        return Outcome(entry)
    try:
        with transaction.atomic():
            return _save(entry, locale, user, publish=publish)
    except Exception:  # whatever fails in one row, the other forty-nine are to be saved
        logger.exception("The translation of clipping %s into %s could not be saved.", entry.pk, locale.language_code)
        return Outcome(entry, errors={"row": _("This row could not be saved. Please try again.")})


def _missed(entry: Entry, row: Row) -> frozenset[str]:
    """What has changed without the person seeing it: SOURCE, TARGET, both or neither."""
    missed = set()
    for field in row.fields:
        if entry.keep or field.name in entry.changed:
            source, target = entry.seen[field.name]
            if fingerprint(field.source) != source:
                missed.add(SOURCE)
            typed = entry.values.get(field.name)
            # Somebody else may have saved just what was typed.
            if field.mark != target and (typed is None or fingerprint(typed) != field.mark):
                missed.add(TARGET)
    return frozenset(missed)


def _save(entry: Entry, locale: Locale, user: User, *, publish: bool) -> Outcome:
    # Locked, so that of two people who save the same row at once the second one is asked.
    clipping = (
        Clipping.objects.published()
        .exclude(locale=locale)
        .select_for_update(of=("self",))
        .select_related("locale", "outlet")
        .filter(pk=entry.pk)
        .first()
    )
    if clipping is None:
        return Outcome(
            entry, errors={"row": _("This clipping is no longer published, so there is nothing to translate.")}
        )
    (row,) = load_rows([clipping], locale, user)
    if errors := _errors(entry, row):
        return Outcome(entry, errors=errors)
    if missed := _missed(entry, row):
        return Outcome(entry, questions=missed | entry.asked)
    if entry.asked and entry.answer != MINE:
        return Outcome(entry, questions=entry.asked)
    write(row, _wanted(entry, row), locale, user, publish=publish)
    return Outcome(entry, is_saved=True)


def _wanted(entry: Entry, row: Row) -> dict[str, str]:
    """The translations to write, by field; an empty one takes the translation away."""
    kept = {field.name: field.target for field in row.fields if entry.keep and field.can_be_kept}
    return kept | {name: value for name, value in entry.values.items() if name in entry.changed}


def _errors(entry: Entry, row: Row) -> dict[str, str]:
    if row.state == GlossState.BY_HAND:
        return {"row": _("This translation is kept by hand. Please change it in its own editor.")}
    if row.is_locked:
        return {"row": _("This translation is locked, so it cannot be changed.")}
    changed = entry.changed
    errors = {field.name: _error(field, entry.values[field.name]) for field in row.fields if field.name in changed}
    return {name: error for name, error in errors.items() if error}


def _error(field: Field, value: str) -> str:
    if field.limit and len(value) > field.limit:
        message: str = ngettext(
            "This is %(length)s character long; it can have %(limit)s at most.",
            "This is %(length)s characters long; it can have %(limit)s at most.",
            len(value),
        )
        return message % {"length": len(value), "limit": field.limit}
    if value and not field.source:
        return _("The original no longer has this text. You can only empty the field.")
    return ""


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
    values = {
        field.name: _write_field(field, wanted.get(field.name), segments.get(field.name), locale, user)
        for field in row.fields
    }
    _write_carrier(row, values, source, locale, user, publish=publish)


def _write_field(field: Field, value: str | None, segment: StringSegment | None, locale: Locale, user: User) -> str:
    """Write one translation; returns what the carrier is to say."""
    if value == "":
        StringTranslation.objects.filter(
            context__object=field.clipping.translation_key, context__path_id=path_id(field.name), locale=locale
        ).delete()
        return ""
    if value is None and not field.is_current:
        # Visitors keep what they have of a stale text, and do not see a text that wagtail-localize found faulty.
        return field.target if field.is_stale else ""
    if segment is None:
        return field.target
    data = as_data(field.target if value is None else value)
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
    for name, value in values.items():
        setattr(carrier, name, value)
    # Publishing saves once more, and updates the index of references then.
    with disable_reference_index_auto_update() if publish else nullcontext():
        if not carrier.live:
            carrier.save()
        # Not cleaned: all other fields are the citation's, and no translator could mend them.
        revision = carrier.save_revision(user=user, clean=False, log_action=not publish)
    if publish:
        revision.publish(user=user)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
