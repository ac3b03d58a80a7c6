"""Admin views and settings without which translation is not safe."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.checks import Error
from wagtail import hooks
from wagtail.snippets.models import get_snippet_models

from site_project.admin.snippets import LocaleSnippetViewSet  # needs the models to be loaded


def problems_in_snippet_views(models: Iterable[Any]) -> Iterator[Error]:
    """Translatable snippets whose admin views would let anyone act in any language."""
    hooks.search_for_hooks()  # most snippets are registered there
    registered = set(get_snippet_models())
    for model in models:
        if model in registered and not isinstance(model.snippet_viewset, LocaleSnippetViewSet):
            yield Error(
                f"{model._meta.label}: whoever may change it in one language may change and publish it in all.",
                hint="Register the snippet with a site_project.admin.snippets.LocaleSnippetViewSet.",
                id="translation.E013",
            )


def problems_in_settings() -> Iterator[Error]:
    """Settings whose default publishes untranslated text."""
    if getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True):
        yield Error(
            "Submitting a page for translation would publish it, untranslated, at once.",
            hint="Set WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False.",
            id="translation.E014",
        )
