"""A picture with its text alternative and caption."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from site_project.blocks.base import PlainCharBlock


class FigureBlock(blocks.StructBlock):
    """A picture, its text alternative in the page's language, and a caption.

    Not Wagtail's ImageBlock: that one has no caption, and inside another struct it crashes the translation.
    """

    image = ImageChooserBlock(label=_("Image"))
    alt_text = PlainCharBlock(
        label=_("Text alternative"),
        required=False,
        max_length=255,
        help_text=_("What the picture shows, for people who do not see it."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Decorative"), required=False, help_text=_("The picture says nothing that the text does not.")
    )
    caption = PlainCharBlock(label=_("Caption"), required=False, max_length=255)

    class Meta:
        icon = "image"
        label = _("Image")
        label_format = "{alt_text}"
        description = _("One picture across the page, with a caption if you want one.")
        template = "site_project/blocks/image.html"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not self.is_deferred_validation and not value["decorative"] and not value["alt_text"].strip():
            raise StructBlockValidationError(
                block_errors={"alt_text": ValidationError(_("Say what the picture shows, or mark it as decorative."))}
            )
        return value

    def get_preview_value(self) -> Any:
        image = get_image_model().objects.order_by("pk").first()
        return self.to_python(
            {
                "image": image.pk if image else None,
                "alt_text": gettext("What the picture shows"),
                "decorative": False,
                "caption": gettext("A caption, if you want one."),
            }
        )
