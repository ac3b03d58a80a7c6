"""The addresses of wagtail-localize's views, with a guard in front of each.

The guarded views stand at the same addresses and are found first; names and `reverse()` stay wagtail-localize's own.
"""

from collections.abc import Callable
from typing import TypeAlias

from django.http import HttpResponseBase
from django.urls import URLPattern, path
from django.views.generic import RedirectView
from wagtail_localize import wagtail_hooks as localize

from translation.guards import aliases, endpoints, machine, stopping, synchronizing
from translation.guards.submitting import SubmitPageView, SubmitSnippetView
from translation.po import views as po

View: TypeAlias = Callable[..., HttpResponseBase]

#: Views in place of wagtail-localize's own, by the name of the address.
REPLACED: dict[str, View] = {
    "submit_page_translation": SubmitPageView.as_view(),
    "submit_snippet_translation": SubmitSnippetView.as_view(),
    "update_translations": synchronizing.refuse,
    "convert_to_alias": endpoints.for_publisher(aliases.refuse),
    "download_pofile": endpoints.for_translator(po.download),
    "upload_pofile": endpoints.for_translator(po.upload),
    "machine_translate": endpoints.for_translator(machine.translate),
    "translations_report": RedirectView.as_view(pattern_name="translation_desk:index"),
    "translations_report_results": RedirectView.as_view(pattern_name="translation_desk:index"),
}
#: What stands in front of the others.
GUARDED: dict[str, Callable[[View], View]] = {
    "edit_string_translation": endpoints.api,
    "edit_override": endpoints.api,
    "preview_translation": endpoints.preview,
    "stop_translation": stopping.stop,
    "snippets_api_listing": endpoints.for_snippet_staff,
    "snippets_api_detail": endpoints.for_snippet_staff,
}
#: Nothing to guard: words for scripts.
OPEN = frozenset({"javascript_catalog"})


def guarded() -> list[URLPattern]:
    """The patterns to put before wagtail-localize's."""
    patterns = []
    for resolver in localize.register_admin_urls():
        for pattern in resolver.url_patterns:
            view = REPLACED.get(pattern.name)
            if view is None and pattern.name in GUARDED:
                view = GUARDED[pattern.name](pattern.callback)
            if view is not None:
                patterns.append(path(f"{resolver.pattern}{pattern.pattern}", view))
    return patterns
