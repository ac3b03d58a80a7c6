"""A choice of coverage, made of filters that all have to fit."""

import datetime as dt
from dataclasses import dataclass, replace

from press.querysets import ClippingQuerySet
from press.search import found_by


@dataclass(frozen=True, slots=True)
class Selection:
    """Values of the filters; None: not filtered by this.

    `campaign` and `outlet` are primary keys. `words` were cleaned; without any, nothing is found.
    """

    words: str | None = None
    campaign: int | None = None
    outlet: int | None = None
    kind: str | None = None
    language: str | None = None
    year: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None

    def without(self, *names: str) -> "Selection":
        """The same, but not filtered by `names`."""
        return replace(self, **dict.fromkeys(names))

    def apply(self, clippings: ClippingQuerySet) -> ClippingQuerySet:
        """Those of `clippings` that fit. The order stays: newest first."""
        if self.campaign is not None:
            clippings = clippings.for_campaign(self.campaign)
        conditions = {
            "outlet": self.outlet,
            "kind": self.kind,
            "language": self.language,
            "date__year": self.year,
            "date__gte": self.start,
            "date__lte": self.end,
        }
        clippings = clippings.filter(**{name: value for name, value in conditions.items() if value is not None})
        if self.words is not None:
            clippings = clippings.filter(pk__in=found_by(self.words)) if self.words else clippings.none()
        return clippings
