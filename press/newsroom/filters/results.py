"""The coverage that a selection comes to, page by page."""

from press.models import Clipping
from press.newsroom.citations import Citation, as_citations
from press.newsroom.filters.selection import Selection


class Results:
    """A long list of citations that is read by slices, for a paginator. `count` is known already."""

    def __init__(self, selection: Selection, count: int) -> None:
        self._found, self._count = selection.apply(Clipping.objects.published()), count

    def count(self) -> int:
        """How many there are."""
        return self._count

    def __getitem__(self, part: slice) -> list[Citation]:
        """One page, with one query. What comes before it is passed over in an index, without reading it."""
        keys = self._found.values("pk")[part]
        return as_citations(Clipping.objects.filter(pk__in=keys).order_by("-date", "-pk"))
