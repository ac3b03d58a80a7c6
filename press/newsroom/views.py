"""What the newsroom answers: a page of the list, its feed, its table. All take the same filters."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from press.models import Clipping
from press.newsroom import exports, feeds, structured_data
from press.newsroom.filters import facets
from press.newsroom.filters.facets import Results
from press.newsroom.filters.form import ClippingFilterForm
from site_project.feeds import MIME_TYPE
from site_project.i18n.dates import number
from site_project.models import BasePage
from site_project.page_cache import rendering
from site_project.pagination import paginate
from site_project.seo.head import HeadOptions

CITATIONS_PER_PAGE = 50


def context(page: BasePage, request: HttpRequest) -> dict[str, Any]:
    """The context of the newsroom's template beyond the page itself."""
    form = ClippingFilterForm(request.GET)
    selection, valid = form.selection.looked_up(), form.is_valid()
    found = facets.count(selection)
    form.offer(found)
    if not valid:
        rendering.refuse(request)
    rows: Any = Results(selection, found.total) if valid else []
    pagination = paginate(rows, request, CITATIONS_PER_PAGE)
    filtered = form.is_filtering
    return {
        "form": form,
        "results": pagination.items,
        "result_count": pagination.count,
        "result_total": number(pagination.count),
        "pagination": pagination,
        "filtered": filtered,
        "language_chips": form.language_chips(page.url),
        "clear_url": page.url,
        "list_feed_url": f"{page.url}feed.xml{form.query}" if valid else "",
        "csv_url": f"{page.url}citations.csv{form.query}" if pagination.count else "",
        "language_query": form.query if valid else "",
        "csv_label": exports.link_label(pagination.count),
        "head_options": HeadOptions(
            query="" if filtered else pagination.query,
            indexed=not filtered,
            feeds=((_title(page, form), f"{page.url}feed.xml{form.query}", MIME_TYPE),) if filtered and valid else (),
            web_page=structured_data.list_page(pagination.items, pagination.count),
        ),
    }


def feed(page: BasePage, request: HttpRequest) -> HttpResponseBase:
    form = ClippingFilterForm(request.GET)
    if not form.is_valid():
        return _refusal(form)
    found = form.selection.apply(Clipping.objects.published())
    return feeds.press_feed(page, _title(page, form), found, request, form.query)


def table(page: BasePage, request: HttpRequest) -> HttpResponseBase:
    form = ClippingFilterForm(request.GET)
    if not form.is_valid():
        return _refusal(form)
    return exports.csv_response(form.selection.apply(Clipping.objects.published()), _title(page, form))


def _title(page: BasePage, form: ClippingFilterForm) -> str:
    filters = form.description
    # Translators: a list and what it is filtered by, as in "Press: Seeking Sanctuary, 2017".
    return _("%(list)s: %(filters)s") % {"list": page.title, "filters": filters} if filters else page.title


def _refusal(form: ClippingFilterForm) -> HttpResponse:
    """Says which filter makes no sense."""
    lines = [
        f"{form.fields[name].label if name in form.fields else name}: {' '.join(map(str, messages))}"
        for name, messages in form.errors.items()
    ]
    response = HttpResponse("\n".join(lines), status=400, content_type="text/plain; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response
