"""The press kit as a block: files to download, each with its kind and size."""

import logging
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from site_project.blocks.base import PlainCharBlock, PlainTextBlock
from site_project.blocks.basic import ListBlock, StructBlock
from site_project.blocks.files import DocumentChooserBlock, ImageChooserBlock
from site_project.i18n.dates import number

logger = logging.getLogger(__name__)

#: What an image is offered as: its own format, large enough to print. (Originals are for staff: see `site_project.media`.)
IMAGE_SPEC = "max-2400x2400"


class DownloadBlock(StructBlock):
    title = PlainCharBlock(label=_("Title"), max_length=160)
    description = PlainCharBlock(label=_("Description"), required=False, max_length=255)
    document = DocumentChooserBlock(label=_("Document"), required=False)
    image = ImageChooserBlock(
        label=_("Or an image"), required=False, help_text=_("A logo or a picture, up to 2,400 pixels wide and high.")
    )

    class Meta:
        icon = "download"
        label = _("Download")
        label_format = "{title}"

    def clean(self, value: StructValue) -> StructValue:
        value = super().clean(value)
        document, image = value["document"], value["image"]
        if (document and image) or not (document or image or self.is_deferred_validation):
            message = ValidationError(_("Choose a document or an image: one of the two."))
            raise StructBlockValidationError(block_errors={"document": message, "image": message})
        return value


class PressKitBlock(StructBlock):
    heading = PlainCharBlock(label=_("Heading"), max_length=120)
    introduction = PlainTextBlock(label=_("Introduction"), required=False, rows=2)
    items = ListBlock(DownloadBlock(), label=_("Downloads"), min_num=1)

    class Meta:
        icon = "download"
        label = _("Press kit")
        label_format = "{heading}"
        description = _("Documents, logos and pictures to download, each with its kind and size.")
        template = "press_newsroom/blocks/press_kit.html"

    def get_preview_value(self) -> object:
        """A file of each kind, as far as the library has any."""
        document = get_document_model().objects.order_by("pk").first()
        image = get_image_model().objects.order_by("pk").first()
        chosen = [
            {"title": gettext("Fact sheet"), "description": "", "document": document and document.pk, "image": None},
            {"title": gettext("Logo"), "description": "", "document": None, "image": image and image.pk},
        ]
        return self.to_python(
            {
                "heading": gettext("Press kit"),
                "introduction": gettext("Free to use in reports about the campaign."),
                "items": [item for item in chosen if item["document"] or item["image"]],
            }
        )

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        preview = bool(getattr(context.get("request"), "is_preview", False))
        downloads = [_download(item, check=preview) for item in value["items"]]
        context["downloads"] = [item for item in downloads if "url" in item]
        context["problems"] = [
            gettext("The file of “%(title)s” is missing.") % item for item in downloads if "url" not in item
        ]
        return context


def _download(item: Any, *, check: bool) -> dict[str, Any]:
    """One item: title and description; unless its file is gone also `url`, `kind` and `size` in bytes, and of images
    `dimensions`, `file_name` and `credit`.

    `check`: look whether the document's file is there, which may take a call over the network.
    """
    title = item["title"]
    try:
        facts = _of_document(item["document"], check) if item["document"] else _of_image(item["image"], title)
    except Exception:  # a missing or broken file can raise nearly anything
        logger.warning("A file of the press kit is missing or broken: %s", title, exc_info=True)
        facts = {}
    return {"title": title, "description": item["description"], **facts}


def _of_document(document: Any, check: bool) -> dict[str, Any]:
    size = document.file.size if check else document.get_file_size()
    if not size:
        return {}
    return {"url": document.url, "kind": document.file_extension.upper(), "size": size}


def _of_image(image: Any, title: str) -> dict[str, Any]:
    if image is None:
        return {}
    rendition = image.get_rendition(IMAGE_SPEC)
    extension = PurePath(rendition.file.name).suffix
    pixels = {"width": number(rendition.width), "height": number(rendition.height)}
    return {
        "url": rendition.url,
        "kind": extension[1:].upper(),
        "size": rendition.file.size,
        "dimensions": gettext("%(width)s × %(height)s pixels") % pixels,
        "file_name": f"{slugify(title)[:60] or 'image'}{extension}",
        "credit": image.credit,
    }
