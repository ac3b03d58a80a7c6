"""Running text, a picture with its text alternative and caption, a quotation, and where to follow the organization."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model

from site_project.blocks.base import BODY_FEATURES, PlainCharBlock, PlainTextBlock, Previewed
from site_project.blocks.basic import BooleanBlock, StructBlock
from site_project.blocks.files import ImageChooserBlock
from site_project.models.organization import OrganizationSettings


class TextBlock(Previewed, blocks.RichTextBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=BODY_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Running text with headings, lists and links.")
        template = "site_project/blocks/text.html"
        preview_value = _(
            "<h2>What happened</h2><p>Local officials from <b>thirty cities</b> met for two days and agreed on "
            "what comes next.</p><ul><li>Counsel for everyone</li><li>Clear limits for local police</li></ul>"
        )


class QuoteBlock(Previewed, StructBlock):
    text = PlainTextBlock(label=_("Quotation"), help_text=_("Without quotation marks: the page adds them."))
    attribution = PlainCharBlock(label=_("Who said it"), required=False, max_length=120)
    role = PlainCharBlock(label=_("Their role or place"), required=False, max_length=160)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        label_format = "{text}"
        description = _("A sentence worth a poster, with the name of the person who said it.")
        template = "site_project/blocks/quote.html"
        preview_value = {
            "text": _("We opened the door because somebody once opened it for us."),
            "attribution": _("Elena Duarte"),
            "role": _("School board member"),
        }


class FollowBlock(Previewed, StructBlock):
    """The organization's accounts elsewhere, from its settings."""

    heading = PlainCharBlock(label=_("Heading"), max_length=120)
    text = PlainCharBlock(label=_("Text"), required=False, max_length=255)

    class Meta:
        icon = "group"
        label = _("Follow us")
        label_format = "{heading}"
        description = _("Links to the organization's accounts. The accounts come from Settings → Organization.")
        template = "site_project/blocks/follow.html"
        preview_value = {"heading": _("Follow us"), "text": _("News of the campaign, where you already are.")}

    def get_context(self, value: object, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["links"] = OrganizationSettings.current(context.get("request")).accounts
        return context


class FigureBlock(StructBlock):
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
    decorative = BooleanBlock(
        label=_("Decorative"), required=False, help_text=_("The picture says nothing that the text does not.")
    )
    caption = PlainCharBlock(label=_("Caption"), required=False, max_length=255)

    #: The texts that describe a picture: translations keep none of another one.
    texts_of_pictures: ClassVar[dict[str, str]] = {"alt_text": "image", "caption": "image"}

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

    def get_preview_value(self) -> object:
        image = get_image_model().objects.order_by("pk").first()
        return self.to_python(
            {
                "image": image.pk if image else None,
                "alt_text": gettext("What the picture shows"),
                "decorative": False,
                "caption": gettext("A caption, if you want one."),
            }
        )
