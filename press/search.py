"""Finds clippings by words, as a subquery: what is found need not be carried to and fro."""

import json
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from wagtail.models import Locale
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
    is_read = Q(live=True, locale__in=Locale.objects.filter(language_code=get_language() or ""))
    by_words = clippings.filter(Q(citation=None) | is_read, pk__in=get_search_backend().keys(words, Clipping))
    found: QuerySet[Any] = by_words.values(key=Coalesce("citation", "pk")).union(of_outlets.values(key=F("pk")))
    return found


def listed(keys: list[int]) -> RawSQL:
    """Primary keys to look for with `__in`, as one parameter: a database takes thousands at most."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [keys])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(keys)])


def outlets_found_by(words: str) -> QuerySet[Any]:
    """The primary keys of the outlets with a name, or another spelling, that `words` find."""
    found: QuerySet[Any] = get_search_backend().keys(words, Outlet)
    return found
