"""Pages of a long list, with addresses that stay the same and bad page numbers that harm nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import pgettext
from wagtail.admin.paginator import WagtailPaginator

from site_project.i18n.dates import number
from site_project.text import parse_id


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


class BoundedPaginator(WagtailPaginator):
    """Counts to `max_rows` and no further. What comes after is not reached by paging: to find one among more
    searches or filters."""

    max_rows: ClassVar[int] = 10_000

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by().values("pk")[: self.max_rows + 1].count()

    @cached_property
    def count(self) -> int:
        return min(self._counted, self.max_rows)

    @property
    def has_more(self) -> bool:
        return self._counted > self.max_rows

    @cached_property
    def items_count_label(self) -> str:
        if self.has_more:
            # Translators: how many entries a list has, as in "more than 10,000 clippings".
            text = pgettext("length of a list", "more than %(count)s %(things)s")
            return text % {"count": number(self.count), "things": self.verbose_name_plural}
        return str(super().items_count_label)


def paginate(objects: QuerySet[Any] | Sequence[Any], request: HttpRequest, per_page: int) -> Pagination:
    """The page that the request asks for with `page`.

    Raises:
        Http404: if `page` is not the number of a page. The address then never was one, and never answers as if.
    """
    wanted = parse_id(request.GET.get("page", "1"))
    paginator = Paginator(objects, per_page)
    if not wanted or wanted > paginator.num_pages:
        raise Http404
    page = paginator.page(wanted)
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
