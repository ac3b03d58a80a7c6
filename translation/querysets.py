"""Pages and snippets that wagtail-localize keeps in step with others."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import Translation


def translations_of(instance: TranslatableMixin) -> QuerySet[Any]:
    """The translations of a page or snippet that follow it, drafts included."""
    links = Translation.objects.filter(
        source__object_id=instance.translation_key, source__locale_id=instance.locale_id, enabled=True
    )
    found = instance.get_translations().filter(locale_id__in=links.values("target_locale_id"))
    return found.filter(alias_of=None) if isinstance(instance, Page) else found
