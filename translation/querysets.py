"""What wagtail-localize keeps in step with an original, and what can be a task for translators."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import DraftStateMixin, Page, TranslatableMixin, get_page_models
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import Translation

from site_project.models import Campaign


def translations_of(instance: TranslatableMixin) -> QuerySet[Any]:
    """The translations of a page or snippet that follow it, drafts included."""
    links = Translation.objects.filter(
        source__object_id=instance.translation_key, source__locale_id=instance.locale_id, enabled=True
    )
    found = instance.get_translations().filter(locale_id__in=links.values("target_locale_id"))
    return found.filter(alias_of=None) if isinstance(instance, Page) else found


def filed_under(campaign: Campaign) -> QuerySet[Translation]:
    """The translations of a campaign's pages: of its hub, and of all that is filed under it."""
    keys = Q(source__object_id=campaign.key)
    for model in get_page_models():
        for field in model._meta.concrete_fields:
            if field.related_model is Campaign:
                pages = model._default_manager.filter(**{field.name: campaign})
                keys |= Q(source__object_id__in=pages.values("translation_key"))
    return Translation.objects.filter(keys)


def models_with_tasks() -> list[type[Any]]:
    """The models whose texts are translated one by one: pages, and snippets without a desk of their own."""
    return [
        Page,
        *(
            model
            for model in get_snippet_models()
            if issubclass(model, TranslatableMixin)
            and issubclass(model, DraftStateMixin)
            and not getattr(model, "has_own_desk", False)
        ),
    ]


def has_tasks(instance: object) -> bool:
    """Whether a page or snippet is translated text by text. Home pages are made in every language at once."""
    if isinstance(instance, Page):
        return instance.depth > 2 and not instance.alias_of_id
    return type(instance) in models_with_tasks()
