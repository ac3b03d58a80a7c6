"""What each text said before, whoever stored it: the editor, a file, the API."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_save
from wagtail_localize.models import StringTranslation

from translation.models import Review, TextVersion


def connect() -> None:
    """Start to listen; called once, when the app is ready."""
    post_save.connect(remember, sender=StringTranslation, dispatch_uid="translation.editor.history")


def remember(
    instance: StringTranslation, created: bool, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """After a text was saved: note what it says; it has been looked at."""
    if raw or instance.context_id is None or (update_fields is not None and "data" not in update_fields):
        return
    relation = StringTranslation._meta.get_field("review")
    is_reviewed = relation.is_cached(instance) and not hasattr(instance, "review")
    if not created and not is_reviewed:
        Review.objects.filter(text=instance).delete()
    relation.set_cached_value(instance, None)
    _version(instance).save()


def remember_all(texts: Iterable[StringTranslation]) -> None:
    """The same for texts that a person has stored in bulk, which sends no signals."""
    texts = list(texts)
    Review.objects.filter(text__in=[text.pk for text in texts]).delete()
    TextVersion.objects.bulk_create(map(_version, texts))


def _version(text: StringTranslation) -> TextVersion:
    return TextVersion(
        string_id=text.translation_of_id,
        context_id=text.context_id,
        locale_id=text.locale_id,
        data=text.data,
        user_id=text.last_translated_by_id,
        origin=text.tool_name,
    )
