"""The main menu."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from home.models.translated_snippet import TranslatedSnippet
from site_project.blocks import LinkBlock
from site_project.fields import StreamField


class Navigation(TranslatedSnippet):
    """Four to six links at the top of every page."""

    items = StreamField([("link", LinkBlock())], blank=True, max_num=8, verbose_name=_("links"))

    panels = [FieldPanel("name"), FieldPanel("items")]
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("name", overridable=False)]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("navigation")
        verbose_name_plural = _("navigations")
