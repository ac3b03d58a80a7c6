"""A task for every language, made in the transaction in which an original goes public. Nobody has to submit anything.

The page or snippet in the other language is made when a translator starts. Until then wagtail-localize's record is
disabled, so that its own screens leave it alone.
"""

import logging
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from site_project.i18n.translations import language_codes
from translation import snapshot
from translation.querysets import has_tasks, models_with_tasks

logger = logging.getLogger(__name__)


def create_tasks(original: object, existing: list[Translation]) -> None:
    """Make the tasks that are missing. A fault never stops the original.

    Args:
        existing: the translations that it has already.
    """
    if len(existing) >= len(language_codes()) - 1 or not has_tasks(original):
        return
    try:
        with transaction.atomic():
            locales = _missing_locales(original, existing)
            if not locales:
                return
            source = existing[0].source if existing else snapshot.source_of(original)
            for locale in locales:
                Translation.objects.get_or_create(source=source, target_locale=locale, defaults={"enabled": False})
    except Exception:
        logger.exception("The tasks of %r could not be made.", original)


def create_tasks_for_new_language() -> None:
    """Make the tasks of everything that was public before a language was added."""
    made_of_another = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale")
    )
    for model in models_with_tasks():
        for original in model._default_manager.filter(~Exists(made_of_another), live=True).iterator(chunk_size=100):
            existing = Translation.objects.filter(
                source__object_id=original.translation_key, source__locale=original.locale_id
            )
            instance = original.specific if isinstance(original, Page) else original
            create_tasks(instance, list(existing.select_related("source")))


def _missing_locales(original: Any, existing: list[Translation]) -> list[Locale]:
    """The site's languages without a task, and without a page or snippet that was written in them."""
    written = original.get_translations(inclusive=True)
    if isinstance(original, Page):
        written = written.filter(alias_of=None)
    taken = {translation.target_locale_id for translation in existing} | set(written.values_list("locale", flat=True))
    return list(Locale.objects.filter(language_code__in=language_codes()).exclude(pk__in=taken))
