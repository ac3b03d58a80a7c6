"""The foot of every page."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField

from home.models.translated_snippet import TranslatedSnippet
from site_project.blocks import LinkBlock
from site_project.blocks.base import INLINE_FEATURES, PlainCharBlock
from site_project.fields import StreamField


class FooterColumnBlock(blocks.StructBlock):
    """A heading and links under it."""

    heading = PlainCharBlock(label=_("Heading"), max_length=60)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Column")
        label_format = "{heading}"
        description = _("A heading and the links under it.")


class Footer(TranslatedSnippet):
    """Columns of links and a line of text."""

    columns = StreamField([("column", FooterColumnBlock())], blank=True, max_num=4, verbose_name=_("columns"))
    text = RichTextField(_("text"), features=INLINE_FEATURES, blank=True)

    panels = [FieldPanel("name"), FieldPanel("columns"), FieldPanel("text")]
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("name", overridable=False)]

    class Meta(TranslatedSnippet.Meta):
        verbose_name = _("footer")
        verbose_name_plural = _("footers")
