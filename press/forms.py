"""The newsroom's filters. A plain GET form: every filtered list has an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from press.models.clipping import Clipping, ClippingCampaign
from press.models.outlet import Outlet
from press.queries import of_campaign
from site_project.iso_languages import language_name
from site_project.search.query import clean_query
from site_project.visibility import visible

EMPTY = [("", pgettext_lazy("filter", "All"))]


#: More coverage than this is not looked for: a search that finds so much says too little.
MAX_HITS = 1000


class NamesSelect(forms.Select):
    """A choice of proper names, which browsers' translators should leave alone."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if value:
            option["attrs"]["translate"] = "no"
        return option


class ClippingFilterForm(forms.Form):
    """Filters that a visitor can combine. What is not in the lists is said, and nothing is shown for it."""

    q = forms.CharField(label=_("Search in headlines and outlets"), required=False, max_length=200)
    campaign = forms.ChoiceField(label=_("Campaign"), required=False)
    outlet = forms.ChoiceField(label=_("Outlet"), required=False, widget=NamesSelect)
    language = forms.ChoiceField(label=_("Language"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        published = Clipping.objects.filter(citation=None, live=True)
        choices = {
            "campaign": self._campaigns(),
            "outlet": [
                (str(pk), name)
                for pk, name in Outlet.objects.filter(clippings__in=published).distinct().values_list("pk", "name")
            ],
            "language": sorted(
                (code, language_name(code).capitalize())
                for code in published.order_by().values_list("language", flat=True).distinct()
            ),
            "year": [(str(day.year), str(day.year)) for day in published.dates("date", "year", order="DESC")],
        }
        for name, options in choices.items():
            field: Any = self.fields[name]
            field.choices = [*EMPTY, *options]

    def _campaigns(self) -> list[tuple[str, str]]:
        """Hubs with coverage, by the slug that their hub has in the visitor's language, else its first."""
        keys = ClippingCampaign.objects.filter(clipping__citation=None, clipping__live=True).values(
            "campaign__translation_key"
        )
        by_key: dict[Any, Page] = {}
        for page in visible(Page.objects.filter(translation_key__in=keys)).select_related("locale").order_by("pk"):
            if page.translation_key not in by_key or page.locale.language_code == get_language():
                by_key[page.translation_key] = page
        self.hub_keys = {page.slug: key for key, page in by_key.items()}
        return sorted(((page.slug, page.title) for page in by_key.values()), key=lambda item: item[1].lower())

    @property
    def is_filtering(self) -> bool:
        """Whether the visitor asked for less than everything."""
        return any(self.data.get(name) for name in self.fields)

    def filtered(self, clippings: QuerySet[Clipping]) -> QuerySet[Clipping]:
        """Narrow `clippings` to what was asked for; to nothing where it makes no sense."""
        if not self.is_valid():
            return clippings.none()
        asked = self.cleaned_data
        if asked["campaign"]:
            clippings = of_campaign(clippings, self.hub_keys[asked["campaign"]])
        if asked["outlet"]:
            clippings = clippings.filter(outlet_id=asked["outlet"])
        if asked["language"]:
            clippings = clippings.filter(language=asked["language"])
        if asked["year"]:
            clippings = clippings.filter(date__year=asked["year"])
        if asked["q"]:
            words = clean_query(asked["q"])
            clippings = self._search(clippings, words) if words else clippings.none()
        return clippings

    @staticmethod
    def _search(clippings: QuerySet[Clipping], words: str) -> QuerySet[Clipping]:
        published = Clipping.objects.filter(citation=None, live=True)
        backend = get_search_backend()
        # Whole words without regard to accents, and the beginnings of words as they are written.
        hits = (*backend.search(words, published)[:MAX_HITS], *backend.autocomplete(words, published)[:MAX_HITS])
        found = {hit.pk for hit in hits}
        names = Q()
        for word in words.split():
            names &= (
                Q(outlet__name__icontains=word) | Q(outlet__other_names__icontains=word) | Q(headline__icontains=word)
            )
        return clippings.filter(Q(pk__in=found) | names)
