"""Listings that stay usable however long they are: no count over a whole table, and search by subquery.

Wagtail's own search in a listing ranks by relevance, which on SQLite asks the search index again for each hit; and its
paginator counts everything on each page.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from wagtail.admin.forms.choosers import BaseFilterForm, LocaleFilterMixin, SearchFilterMixin
from wagtail.models import TranslatableMixin

from press.models import Outlet
from press.search import found_by, outlets_found_by
from site_project.pagination import BoundedPaginator
from site_project.text import clean_query


def narrowed(queryset: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """The clippings, or outlets, among these that what somebody typed finds. Their order stays."""
    find = outlets_found_by if queryset.model is Outlet else found_by
    words = clean_query(typed)
    return queryset.filter(pk__in=find(words)) if words else queryset.none()


class Searched:
    """Mixed into an index view."""

    paginator_class = BoundedPaginator

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        view: Any = self
        return narrowed(queryset, view.search_query) if view.is_searching else queryset


class SearchedChooser:
    """Mixed into a view of a chooser: the same for what is picked from."""

    paginator_class = BoundedPaginator

    def get_filter_form_class(self) -> type[BaseFilterForm]:
        """The fields that Wagtail has for it, and our search."""
        view: Any = self
        bases: tuple[type, ...] = (WordsFilterMixin, BaseFilterForm)
        if view.i18n_enabled and issubclass(view.model_class, TranslatableMixin):
            bases = (OurLanguageFilterMixin, *bases)
        return type("FilterForm", bases, {})


class OurLanguageFilterMixin(LocaleFilterMixin):
    """Wagtail's, whose label is the English name of the field in every language."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if "locale" in self.fields:
            self.fields["locale"].label = gettext("Language of our texts")


class WordsFilterMixin(SearchFilterMixin):
    """The search field of a chooser."""

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        found: QuerySet[Any] = super(SearchFilterMixin, self).filter(objects)
        typed = self.cleaned_data.get("q")
        if not typed:
            return found
        self.is_searching, self.search_query = True, typed
        return narrowed(found, typed)
