"""Search: pages in the visitor's language only."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from site_project.i18n import translations
from site_project.pagination import paginate
from site_project.querysets import all_pages
from site_project.seo.head import head_for_view
from site_project.text import MAX_QUERY_LENGTH, clean_query, strip_accents, strip_control_characters

RESULTS_PER_PAGE = 10
#: No more than this many results are counted or shown: nobody reads the hundredth.
MAX_RESULTS = 100


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=MAX_QUERY_LENGTH,
        error_messages={"max_length": _("Please search for fewer words.")},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    valid = form.is_valid()
    query = (
        form.cleaned_data["q"].strip()
        if valid
        else strip_control_characters(request.GET.get("q", ""))[:MAX_QUERY_LENGTH]
    )
    words = clean_query(query) if valid else ""
    asked = f"?{request.GET.urlencode()[:1000]}" if request.GET else ""
    pagination = paginate(_find(words), request, RESULTS_PER_PAGE)
    title = _("Search: %(query)s") % {"query": query} if query else str(_("Search"))
    context = {
        "form": form,
        "query": query,
        "error": " ".join(str(error) for error in form.errors.get("q", [])),
        "results": pagination.items,
        "result_count": pagination.count,
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
    # What is called so stands before what merely mentions it; the database's own ranking decides the rest.
    ranked = sorted(
        (shown[pk] for pk in found if pk in shown),
        key=lambda page: not all(word in strip_accents(page.title) for word in wanted),
    )
    return ranked[:MAX_RESULTS]
