"""Listens for what goes public, however it does."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from wagtail.models import DraftStateMixin, Locale, Page, PageViewRestriction, TranslatableMixin
from wagtail.signals import page_published
from wagtail_localize.models import Translation

from translation import restrictions
from translation.carrying import carry_to, repair, reschedule
from translation.composing import count_waiting
from translation.desk.create import create_tasks, create_tasks_for_new_language
from translation.editor import history, memory
from translation.models import Published
from translation.recording import forget, record, source_texts


def connect() -> None:
    """Start to listen; called once, when the app is ready."""
    post_save.connect(saved, dispatch_uid="translation.saved")
    post_save.connect(task_saved, sender=Translation, dispatch_uid="translation.task_saved")
    post_delete.connect(deleted, dispatch_uid="translation.deleted")
    post_save.connect(language_added, sender=Locale, dispatch_uid="translation.language_added")
    page_published.connect(scheduled, dispatch_uid="translation.scheduled")
    post_save.connect(restrictions.added, sender=PageViewRestriction, dispatch_uid="translation.restricted")
    post_delete.connect(restrictions.removed, sender=PageViewRestriction, dispatch_uid="translation.unrestricted")
    restrictions.connect_groups()
    history.connect()


def saved(sender: object, instance: object, update_fields: object = None, raw: bool = False, **kwargs: object) -> None:
    """After the row that visitors read was saved as a whole: pages do so in a transaction, however they go live."""
    if update_fields is not None or raw or not isinstance(instance, TranslatableMixin):
        return
    if (isinstance(instance, DraftStateMixin) and not instance.live) or getattr(instance, "has_own_desk", False):
        return
    if getattr(instance, "alias_of_id", None):
        return
    # Set by what has just composed it from its original: the flow of facts, or a translator's publish.
    is_carried_over = instance.__dict__.pop("is_carried_over", False)
    texts = instance.__dict__.pop("composed_texts", None)
    with transaction.atomic(savepoint=False):
        links = _links(instance)
        for translation in links:
            if translation.target_locale_id == instance.locale_id and not is_carried_over:
                row = record(translation, instance, texts)
                if texts is None:
                    repair(translation, row, instance)
        following = [translation for translation in links if translation.source.locale_id == instance.locale_id]
        if following:
            carry_to(following, instance)
        if len(following) == len(links):  # it is no translation itself
            create_tasks(instance, following)


def _links(instance: Any) -> list[Translation]:
    """The translations that an object is the original or the target of. Their sources are locked, and read as they are
    then: anyone else who writes one of these languages waits."""
    links = Translation.objects.filter(
        Q(source__locale=instance.locale_id) | Q(target_locale=instance.locale_id),
        source__object_id=instance.translation_key,
        source__specific_content_type__model=instance._meta.model_name,
    )
    locked = links.select_related("source__locale", "source__specific_content_type", "target_locale").select_for_update(
        of=("source",)
    )
    return list(locked.order_by("source_id", "pk"))


def language_added(created: bool, raw: bool = False, **kwargs: object) -> None:
    """After a locale was saved."""
    if created and not raw:
        create_tasks_for_new_language()


def task_saved(instance: Translation, created: bool, raw: bool = False, **kwargs: object) -> None:
    """After a translation was asked for, all of it waits for its translator; once it is started, what is known is filled
    in."""
    model = instance.source.specific_content_type.model_class()
    if raw or getattr(model, "has_own_desk", False):
        return
    if created:
        row = Published(translation=instance)
        row.count(count_waiting({}, source_texts(instance.source)))
        row.save()
    if instance.enabled:
        memory.fill(instance)


def deleted(sender: object, instance: object, **kwargs: object) -> None:
    """After a translation was deleted: visitors read nothing of it."""
    if isinstance(instance, TranslatableMixin) and not getattr(instance, "has_own_desk", False):
        rows = Published.objects.filter(
            translation__source__object_id=instance.translation_key, translation__target_locale=instance.locale_id
        )
        for row in rows.select_related("translation__source"):
            forget(row)


def scheduled(instance: Page, **kwargs: object) -> None:
    """After a page was published or scheduled."""
    if not instance.live and not instance.alias_of_id:
        reschedule(instance)
