"""A translated string that has a fault is kept with its error, and never used.

Closes: wagtail-localize reads a string with Python's parser and lets comments, CDATA, declarations and processing
instructions pass. Browsers end all of them earlier: `<!--><meta …>-->` is one comment to Python, but to a browser an
empty comment, an element that can send visitors away, and text. And it takes strings whose links were lost, that are
blank, or that do not fit their field.

Every form, file and machine that stores a string ends in `StringTranslation.save()`, so that is where the guard
listens. People see the error in the editor.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
    post_save_string_translation,
)

from translation.composing import plain_text
from translation.places import limit_at
from translation.quality.findings import Finding, errors


def connect() -> None:
    """Start to listen; called once, when the app is ready."""
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
    post_save.connect(name_draft, sender=StringTranslation, dispatch_uid="translation.guards.draft_title")
    post_save.connect(judge, sender=StringTranslation, dispatch_uid="translation.guards.strings")


def name_draft(instance: StringTranslation, **kwargs: object) -> None:
    """As wagtail-localize: a translated title is that of the page's draft. But as plain text, and no longer than there is
    room for, where PostgreSQL would refuse it."""
    if instance.context.path == "title":
        pages = Page.objects.filter(translation_key=instance.context.object_id, locale_id=instance.locale_id)
        pages.update(draft_title=plain_text(instance.data)[: Page._meta.get_field("draft_title").max_length])


def judge(instance: StringTranslation, update_fields: frozenset[str] | None = None, **kwargs: object) -> None:
    """After a string was saved: note what is wrong with it."""
    if update_fields is not None and "data" not in update_fields:
        return
    context = instance.context
    faults = errors(instance.translation_of.data, instance.data, limit=_limit_at(context) if context else None)
    if faults:
        _refuse(instance, faults[0])


def _limit_at(context: TranslationContext) -> int | None:
    """How many characters fit at a path."""
    if not context.field_path:
        return None
    sources = TranslationSource.objects.filter(object_id=context.object_id)
    type_id = sources.values_list("specific_content_type", flat=True).first()
    model = ContentType.objects.get_for_id(type_id).model_class() if type_id else None
    return limit_at(model, context.field_path) if model else None


def recheck(translation: Translation) -> None:
    """Judge the strings of a translation again, just before they are used: not every way to store one calls save()."""
    model = translation.source.specific_content_type.model_class()
    strings = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id,
        context__object_id=translation.source.object_id,
        translation_of__segments__source=translation.source_id,
        has_error=False,
    )
    for string in strings.select_related("translation_of", "context").distinct():
        faults = errors(string.translation_of.data, string.data, limit=limit_at(model, string.context.field_path))
        if faults:
            _refuse(string, faults[0])


def _refuse(string: StringTranslation, fault: Finding) -> None:
    string.has_error = True
    string.field_error = str(fault.message)
    # Not save(): it may have been called with update_fields, and would call this again.
    StringTranslation.objects.filter(pk=string.pk).update(has_error=True, field_error=string.field_error)
