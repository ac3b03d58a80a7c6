"""Listings that stay usable however long they are: no count over a whole table, and search by subquery.

Wagtail's own search in a listing ranks by relevance, which on SQLite asks the search index again for each hit; and its
paginator counts everything on each page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext
from wagtail.admin.forms.choosers import BaseFilterForm, LocaleFilterMixin, SearchFilterMixin
from wagtail.models import TranslatableMixin

from site_project.pagination import BoundedPaginator
from site_project.search.query import clean_query

Finder = Callable[[str], QuerySet[Any]]


class Searched:
    """Mixed into an index view: `find` gives the primary keys of what words find."""

    paginator_class = BoundedPaginator
    find: ClassVar[Any]

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the listing to what was searched for; its order stays."""
        view: Any = self
        if not view.is_searching:
            return queryset
        words = clean_query(view.search_query)
        return queryset.filter(pk__in=type(self).find(words)) if words else queryset.none()


class SearchedChooser:
    """Mixed into a view of a chooser: the same for what is picked from."""

    paginator_class = BoundedPaginator
    find: ClassVar[Any]

    def get_filter_form_class(self) -> type[BaseFilterForm]:
        """The fields that Wagtail has for it, and our search."""
        view: Any = self
        searched = type("Words", (WordsFilterMixin,), {"find": staticmethod(type(self).find)})
        bases: tuple[type, ...] = (searched, BaseFilterForm)
        if view.i18n_enabled and issubclass(view.model_class, TranslatableMixin):
            bases = (OurLanguageFilterMixin, *bases)
        return type("FilterForm", bases, {})


class OurLanguageFilterMixin(LocaleFilterMixin):
    """Wagtail's, whose label is the English name of the field in every language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "locale" in self.fields:
            self.fields["locale"].label = gettext("Language of our texts")


class WordsFilterMixin(SearchFilterMixin):
    """The search field of a chooser."""

    find: ClassVar[Any]

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow `objects` to what was searched for."""
        found: QuerySet[Any] = super(SearchFilterMixin, self).filter(objects)
        asked = self.cleaned_data.get("q")
        if not asked:
            return found
        self.is_searching, self.search_query = True, asked
        words = clean_query(asked)
        return found.filter(pk__in=type(self).find(words)) if words else found.none()
