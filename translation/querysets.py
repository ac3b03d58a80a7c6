"""Pages that wagtail-localize keeps in step with others."""

from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail_localize.models import Translation


def translations_of(page: Page) -> PageQuerySet:
    """The translations of a page that follow it, drafts included."""
    links = Translation.objects.filter(
        source__object_id=page.translation_key, source__locale_id=page.locale_id, enabled=True
    )
    return page.get_translations().filter(locale_id__in=links.values("target_locale_id"), alias_of=None)
