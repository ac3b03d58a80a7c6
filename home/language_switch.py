"""The language switch: a plain link per language that says beforehand what is behind it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from site_project.i18n import translations
from site_project.i18n.translations import State
from site_project.models import BasePage


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language. `hint` is written in that language, for those who read it; empty when there is nothing to say."""

    code: str
    name: str
    url: str
    state: str
    is_current: bool
    hint: str


def language_links(page: Any, urls: dict[str, str], request: HttpRequest | None) -> list[LanguageLink]:
    """A link for each language of the site. Where the page does not exist in a language, the link leads to the
    nearest page above it that does, and says so."""
    current = translation.get_language()
    versions = page.language_versions if isinstance(page, BasePage) else {}
    links = []
    for code in translations.language_codes():
        state, url = _target(page, versions.get(code), code, urls, request)
        links.append(
            LanguageLink(
                code=code,
                name=translations.native_name(code),
                url=url,
                state="current" if code == current else state.value,
                is_current=code == current,
                hint="" if code == current else _hint(state, code),
            )
        )
    return links


def _target(
    page: Any, version: translations.LocalizedPage | None, code: str, urls: dict[str, str], request: HttpRequest | None
) -> tuple[State, str]:
    if version and version.page and version.page.get_url(request):
        return version.state, str(version.page.get_url(request))
    if code in urls:
        return State.TRANSLATED, urls[code]
    return State.MISSING, _nearest(page, code, request)


def _nearest(page: Any, code: str, request: HttpRequest | None) -> str:
    """The nearest ancestor that exists in `code`, at last the home page."""
    if isinstance(page, BasePage) and page.pk:
        for ancestor in reversed(page.breadcrumb_pages()):
            version = translations.versions_of(ancestor).get(code)
            if version and version.page and version.page.get_url(request):
                return str(version.page.get_url(request))
    with translation.override(code):
        return reverse("wagtail_serve", args=("",))


def _hint(state: State, code: str) -> str:
    with translation.override(code):
        if state is State.MISSING:
            return _("not yet translated")
        if state is State.OUTDATED:
            return _("this translation may lack recent changes")
        if state is State.PARTIAL:
            return _("parts are not translated yet")
        return ""
