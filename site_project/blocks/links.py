"""A link to a page of this site or an address elsewhere: one of the two, never both."""

import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError, StructValue
from wagtail.models import Page

from site_project.blocks.base import PlainCharBlock
from site_project.blocks.basic import StructBlock, URLBlock
from site_project.i18n.translations import localized_for
from site_project.references import References, Referring, find_pages


class PageReferenceBlock(Referring, blocks.PageChooserBlock):
    """A page, read together with its versions in the other languages, and with all that the body refers to."""

    def refer(self, references: References, pk: int) -> None:
        references.pages.add(pk)
        references.types.update({self.model_class} - {Page})

    def bulk_to_python(self, values: list[int | None]) -> list[Page | None]:
        ids = {value for value in values if isinstance(value, int) and 0 < value < 2**31}
        if not ids:
            return [None] * len(values)
        found = find_pages(ids, self.model_class)
        return [copy.copy(found.get(value)) if isinstance(value, int) else None for value in values]

    @cached_property
    def widget(self) -> Any:
        """Wagtail's own, which would go on saying what can be chosen in the language of whoever opens it first."""
        widget = super().widget
        if widget.model is not Page:
            name = capfirst(widget.model._meta.verbose_name)
            widget.choose_one_text = format_lazy("{} ({})", type(widget).choose_one_text, name)
        return widget


class LinkValue(StructValue):
    """A link that knows its address in the reader's language."""

    @property
    def target(self) -> Page | None:
        """The chosen page in the reader's language, else as it was chosen; None when it is gone or not public."""
        return localized_for(self.get("page"))

    @property
    def href(self) -> str:
        """Where the link leads; empty when its page is gone or not public."""
        if self.get("page"):
            target = self.target
            return str(target.url) if target and target.url else ""
        return str(self.get("url") or "")


class LinkFields(StructBlock):
    """The two fields of a link and the rule that ties them. Other blocks inherit them (a struct inside a struct
    would be half-blind for translation)."""

    page = PageReferenceBlock(label=_("Page of this site"), required=False)
    url = URLBlock(label=_("Or an address elsewhere"), required=False)

    #: Whether a link must be given at all.
    link_required = True

    def clean(self, value: StructValue) -> StructValue:
        value = super().clean(value)
        page, url = value.get("page"), value.get("url")
        if page and url:
            message = ValidationError(_("Choose a page or give an address, not both."))
            raise StructBlockValidationError(block_errors={"page": message, "url": message})
        if self.link_required and not page and not url and not self.is_deferred_validation:
            message = ValidationError(_("Choose a page or give an address."))
            raise StructBlockValidationError(block_errors={"page": message, "url": message})
        return value


class LinkBlock(LinkFields):
    """A labeled link, as menus are made of."""

    label = PlainCharBlock(
        label=_("Label"), required=False, max_length=60, help_text=_("Empty: the title of the page.")
    )

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label}"
        description = _("A link to a page of this site or to an address elsewhere.")
        value_class = LinkValue

    def clean(self, value: StructValue) -> StructValue:
        value = super().clean(value)
        if value.get("url") and not value.get("label") and not self.is_deferred_validation:
            raise StructBlockValidationError(
                block_errors={"label": ValidationError(_("A link to an address elsewhere needs a label."))}
            )
        return value
