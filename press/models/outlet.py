"""Outlets: the newspapers, stations and sites that report."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from site_project.i18n.language_choices import LanguageCodeField


class Outlet(index.Indexed, models.Model):
    """A newspaper, station, agency or site. A proper name: it is the same in every language."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    other_names = models.TextField(
        _("other spellings"),
        blank=True,
        help_text=_("One to a line: abbreviations, former names, frequent misspellings."),
    )
    website = models.URLField(_("website"), blank=True)
    language = LanguageCodeField(_("language"), default="en", help_text=_("The language that it mostly publishes in."))

    panels = [FieldPanel("name"), FieldPanel("other_names"), FieldPanel("website"), FieldPanel("language")]

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("other_names"),
        index.AutocompleteField("other_names"),
        index.FilterField("name"),
        index.FilterField("language"),
    ]

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
