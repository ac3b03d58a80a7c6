"""Citations as a table to download: CSV (RFC 4180) that spreadsheets open without asking."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from press.models import Clipping, ClippingCampaign
from press.newsroom.citations import Citation, as_citations
from site_project.i18n.dates import join_list, number
from site_project.i18n.language_choices import language_name
from site_project.models import Campaign
from site_project.spreadsheets import neutral

#: The newest rows that one file holds.
MAX_ROWS = 10_000
#: Rows that are read at a time.
CHUNK = 1000

#: Without it, Excel takes UTF-8 for the code page of the machine.
BYTE_ORDER_MARK = "\ufeff"

#: What each column says of a citation and the titles of its campaigns.
COLUMNS: list[tuple[Any, Callable[[Citation, Sequence[str]], str]]] = [
    (pgettext_lazy("column of a table", "Headline"), lambda item, campaigns: item.headline),
    (pgettext_lazy("column of a table", "Outlet"), lambda item, campaigns: item.outlet_name),
    (pgettext_lazy("column of a table", "Date"), lambda item, campaigns: item.date.isoformat()),
    (pgettext_lazy("column of a table", "Language"), lambda item, campaigns: language_name(item.lang)),
    (pgettext_lazy("column of a table", "Kind"), lambda item, campaigns: str(item.kind_label)),
    (pgettext_lazy("column of a table", "Author"), lambda item, campaigns: item.author),
    (pgettext_lazy("column of a table", "Address"), lambda item, campaigns: item.url),
    (pgettext_lazy("column of a table", "Archive copy"), lambda item, campaigns: item.archive_url),
    (pgettext_lazy("column of a table", "Gloss"), lambda item, campaigns: item.gloss),
    (pgettext_lazy("column of a table", "Campaigns"), lambda item, campaigns: join_list(campaigns)),
]


def csv_response(clippings: QuerySet[Clipping], title: str) -> StreamingHttpResponse:
    """The newest `MAX_ROWS` of `clippings`, in their order, sent while they are read. `title` becomes the name of the
    file, with today's date.

    Queries: one for all keys, one for the campaigns, and two for each thousand rows.
    """
    code = get_language() or ""
    response = StreamingHttpResponse(_encoded(clippings, code), content_type="text/csv; charset=utf-8")
    name = f"{slugify(title, allow_unicode=True) or 'citations'}-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["Content-Language"] = code
    response["X-Robots-Tag"] = "noindex"
    return response


def _encoded(clippings: QuerySet[Clipping], code: str) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK.encode()
    for rows in _tables(clippings, code):
        part = StringIO()
        csv.writer(part).writerows([neutral(cell) for cell in row] for row in rows)
        yield part.getvalue().encode()


def _tables(clippings: QuerySet[Clipping], code: str) -> Iterator[Sequence[Sequence[str]]]:
    """The table, part by part. It is read after the view has returned: each part in the view's language again."""
    keys = list(clippings.values_list("pk", flat=True)[:MAX_ROWS])
    with translation.override(code):
        header = [str(label) for label, _read in COLUMNS]
        titles = {campaign.pk: campaign.title for campaign in Campaign.objects.public()} if keys else {}
    yield [header]
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        with translation.override(code):
            filed = _filed(part)
            found = {item.pk: item for item in as_citations(Clipping.objects.filter(pk__in=part).order_by())}
            rows = []
            for item in (found[pk] for pk in part if pk in found):
                campaigns = [titles[key] for key in filed[item.pk] if key in titles]
                rows.append([read(item, campaigns) for _label, read in COLUMNS])
        yield rows


def _filed(keys: Sequence[int]) -> dict[int, list[int]]:
    """The campaigns of clippings, in the order in which staff filed them."""
    found: dict[int, list[int]] = defaultdict(list)
    links = ClippingCampaign.objects.filter(clipping__in=keys).order_by("sort_order", "pk")
    for clipping, campaign in links.values_list("clipping", "campaign"):
        found[clipping].append(campaign)
    return found


def link_label(count: int) -> str:
    if count > MAX_ROWS:
        return _("Download as CSV (the newest %(count)s)") % {"count": number(MAX_ROWS)}
    return _("Download as CSV (%(count)s)") % {"count": number(count)}
