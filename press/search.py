"""Finds clippings by words, as a subquery: however much is found, nothing of it is carried to and fro."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from wagtail.search.backends import get_search_backend

from press.models import Clipping, Outlet


def found_by(words: str) -> QuerySet[Any]:
    """The primary keys of the clippings that `words` (from `clean_query`) find.

    Accents and capitals do not matter. Found are whole words in all their forms, and the beginnings of words, in
    headlines, quotes, glosses and the names of outlets. Outlets are also looked up by themselves: what is indexed with a
    clipping is what its outlet was called when the clipping was last saved. So are the glosses that are published in the
    active language.
    """
    clippings = Clipping.objects.order_by()
    of_outlets = clippings.filter(outlet__in=outlets_found_by(words))
    carriers = clippings.carriers().filter(live=True, locale__language_code=get_language() or "")
    of_glosses = carriers.filter(pk__in=_primary_keys(Clipping, words))
    return _primary_keys(Clipping, words).union(of_outlets.values("pk"), of_glosses.values("citation"))


def outlets_found_by(words: str) -> QuerySet[Any]:
    """The primary keys of the outlets with a name, or another spelling, that `words` find."""
    return _primary_keys(Outlet, words)


def _primary_keys(model: Any, words: str) -> QuerySet[Any]:
    backend = get_search_backend()
    everything = model.objects.all()
    whole, beginnings = (
        find(words, everything, order_by_relevance=False).get_queryset().order_by().values("pk")
        for find in (backend.search, backend.autocomplete)
    )
    found: QuerySet[Any] = whole.union(beginnings)
    return found
