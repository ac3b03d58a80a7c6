"""Pages of a long list, with addresses that stay the same and bad page numbers that harm nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest


@dataclass(frozen=True, slots=True)
class Pagination:
    """One page of a list. Addresses are relative ("?page=2"); empty where there is no such page."""

    items: Sequence[Any]
    number: int
    num_pages: int
    count: int
    previous_url: str
    next_url: str

    @property
    def query(self) -> str:
        """What marks this page's address; empty for the first."""
        return f"?page={self.number}" if self.number > 1 else ""


def paginate(objects: QuerySet[Any] | Sequence[Any], request: HttpRequest, per_page: int) -> Pagination:
    """The page that the request asks for with `page`.

    Raises:
        Http404: if `page` is not the number of a page. The address then never was one, and never answers as if.
    """
    wanted = request.GET.get("page", "1")
    paginator = Paginator(objects, per_page)
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 7) or not 1 <= int(wanted) <= paginator.num_pages:
        raise Http404
    page = paginator.page(int(wanted))
    return Pagination(
        items=cast("Sequence[Any]", page.object_list),
        number=page.number,
        num_pages=paginator.num_pages,
        count=paginator.count,
        previous_url=_url(request, page.number - 1) if page.has_previous() else "",
        next_url=_url(request, page.number + 1) if page.has_next() else "",
    )


def _url(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    if number > 1:
        query["page"] = str(number)
    return f"?{query.urlencode()}" if query else request.path
