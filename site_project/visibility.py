"""Which pages a visitor may see: live, not an alias of a page in another language, not private."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

P = TypeVar("P", bound=Page)


def visible(pages: PageQuerySet[P]) -> PageQuerySet[P]:
    """Narrow `pages` to those that every visitor may see.

    Wagtail's own `.public()` reads the restrictions with a query of its own each time; this says the same within
    the one query. A restriction covers the page it stands on and all below it, so it is found by path prefix.
    """
    restrictions = PageViewRestriction.objects.annotate(
        candidate_path=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    ).filter(candidate_path__startswith=F("page__path"))
    return pages.filter(live=True, alias_of__isnull=True).filter(~Exists(restrictions))
