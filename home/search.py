"""Search: pages in the visitor's language, the hubs that are called so first; and beside them the press."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from campaigns.models import CampaignPage
from press.models import Clipping
from press.newsroom.citations import Citation, as_citations
from press.search import found_by
from site_project.i18n import translations
from site_project.page_cache.rendering import kept
from site_project.pagination import paginate
from site_project.querysets import all_pages
from site_project.seo.head import head_for_view
from site_project.text import MAX_QUERY_LENGTH, clean_query, strip_accents, strip_control_characters

RESULTS_PER_PAGE = 10
#: No more than this many results are counted or shown: nobody reads the hundredth.
MAX_RESULTS = 100
#: The newest pieces of coverage that are shown; the newsroom has all of them.
CITATIONS = 5


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=MAX_QUERY_LENGTH,
        error_messages={"max_length": _("Please search for fewer words.")},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


@require_safe
@kept("q", "page")
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    valid = form.is_valid()
    query = (
        form.cleaned_data["q"].strip()
        if valid
        else strip_control_characters(request.GET.get("q", ""))[:MAX_QUERY_LENGTH]
    )
    words = clean_query(query) if valid else ""
    asked = f"?{urlencode({'q': query})}" if query else ""
    pagination = paginate(_find(words), request, RESULTS_PER_PAGE)
    title = _("Search: %(query)s") % {"query": query} if query else str(_("Search"))
    context = {
        "form": form,
        "query": query if valid else "",
        "asked": asked,
        "results": pagination.items,
        "result_count": pagination.count,
        "citations": _find_citations(words) if pagination.number == 1 else [],
        "pagination": pagination,
        "language_urls": {code: url + asked for code, url in translations.urls_by_language("search").items()},
        "head": head_for_view(title, str(_("Search the pages of this site.")), reverse("search"), request),
    }
    return render(request, "home/search.html", context)


def _find(words: str) -> list[Page]:
    if not words:
        return []
    candidates = Page.objects.filter(locale=Locale.get_active(), live=True, depth__gt=1)
    found = [page.pk for page in candidates.search(words)[: MAX_RESULTS * 2]]
    shown = {page.pk: page for page in all_pages().filter(pk__in=found).visible().select_related("locale").specific()}
    wanted = strip_accents(words).split()
    # The database's own ranking decides the rest.
    ranked = sorted((shown[pk] for pk in found if pk in shown), key=lambda page: _rank(page, wanted))
    return ranked[:MAX_RESULTS]


def _rank(page: Any, wanted: list[str]) -> int:
    """A hub that is called so, or has it for a hashtag, comes first (0); then other pages that are called so (1); then
    what merely mentions it (2)."""
    is_hub = isinstance(page, CampaignPage)
    called = strip_accents(f"{page.title} {page.hashtag}" if is_hub else page.title)
    if not all(word in called for word in wanted):
        return 2
    return 0 if is_hub else 1


def _find_citations(words: str) -> list[Citation]:
    return as_citations(Clipping.objects.published().filter(pk__in=found_by(words))[:CITATIONS]) if words else []
