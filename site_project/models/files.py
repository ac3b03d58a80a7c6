"""Images with their credit, the renditions made of them, and documents."""

import secrets
from typing import Any, ClassVar

from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    SourceImageIOError,
    WagtailImageField,
    WagtailImageFieldFile,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)

from site_project.away import is_away
from site_project.fields import Deconstructed, stock
from site_project.image_privacy import clean_image, clean_name, image_size


class CleanImageFieldFile(WagtailImageFieldFile):
    """A file that is stored without anything beside the picture, whichever way it comes in."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the picture of `content`. Raises ValidationError when it cannot be cleaned."""
        content.seek(0)
        name = clean_name(name)
        super().save(name, ContentFile(clean_image(content.read()), name=name), save)

    def get_image_dimensions(self) -> tuple[int, int] | tuple[None, None]:
        """Width and height, from the head of the file: Willow would decode all of it. None for what is no image."""
        was_closed = self.closed
        self.open()
        try:
            return image_size(self)
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class CleanImageField(WagtailImageField):
    """An image whose file says nothing beside the picture; see `site_project.image_privacy`."""

    attr_class = CleanImageFieldFile

    def deconstruct(self) -> Deconstructed:
        return stock(super().deconstruct(), models.ImageField)


class SiteImage(AbstractImage):
    """An image and who is to be credited for it.

    What an image shows is said where it is used (in the page's language), never here: the same picture can need
    another text alternative on another page, and always needs one in each language.
    """

    file = CleanImageField(verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Photographer or source, as it should be printed."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    #: In pixels: a phone, a phone with a dense screen or a tablet, a wide screen.
    PHOTO_WIDTHS = (400, 800, 1200)
    PHOTO_FORMATS = ("avif", "webp", "jpeg")
    #: Shapes to cut a picture to around its focal point, as width by height: what a poster shows on its tall side.
    PHOTO_CROPS: ClassVar[dict[str, tuple[str, ...]]] = {"portrait": ("fill-480x600", "fill-800x1000")}
    #: The size for share previews.
    CARD = "fill-1200x630|format-jpeg"

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        # Wagtail asks for this permission when an image is picked from the library.
        permissions = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename: str) -> str:
        """A path that nobody can guess. Who knows the name of a picture could otherwise ask for the sizes that
        the admin and previews have made of it before it was published. First in the name: sizes cut its end off."""
        return super().get_upload_to(f"{secrets.token_hex(8)}-{filename}")

    def store_file(self) -> None:
        """Store a new file, and note what is known of it. Raises OSError where the storage does not take it."""
        file: Any = self.file
        if file and not file._committed:
            file.save(file.name, file.file, save=False)
            self._set_image_file_metadata()
            self.file.close()

    def save(self, *args: object, **kwargs: object) -> None:
        """Store a new file first: the width and height to be saved are those of the picture turned the right way up."""
        self.store_file()
        super().save(*args, **kwargs)

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """As Wagtail does. Raises SourceImageIOError where a size cannot be stored either: the disk is full, or the storage away."""
        try:
            return super().create_renditions(*filters)
        except Exception as error:
            if isinstance(error, SourceImageIOError) or not (isinstance(error, OSError) or is_away(error)):
                raise
            raise SourceImageIOError(str(error)) from error

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:  # noqa: A002
        """Make a size of this image. Raises SourceImageIOError, which Wagtail's views and tags can handle, for an
        original that has become unreadable."""
        try:
            return super().generate_rendition_file(filter, source=source)
        except InvalidFilterSpecError:
            raise
        except Exception as error:  # a broken file can raise nearly anything
            raise SourceImageIOError(str(error)) from error

    def photo_specs(self, crop: str = "") -> list[str]:
        """The sizes that browsers choose from: of the whole picture, never wider than the original, or cut to `crop`."""
        widths = [width for width in self.PHOTO_WIDTHS if width <= self.width] or [self.width]
        sizings = self.PHOTO_CROPS[crop] if crop else [f"width-{width}" for width in widths]
        return [f"format-{name}|{sizing}" for name in self.PHOTO_FORMATS for sizing in sizings]

    def get_rendition(self, filter: Filter | str) -> AbstractRendition:  # noqa: A002
        """As `get_renditions`, which does not write back what it has read from the cache."""
        (found,) = self.get_renditions(filter).values()
        return found

    @property
    def default_alt_text(self) -> str:
        """No text at all: a file name or title is never a text alternative."""
        return ""


class SiteRendition(AbstractRendition):
    file = CleanImageField(
        upload_to=get_rendition_upload_to, storage=get_rendition_storage, width_field="width", height_field="height"
    )
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Read from the cache: it need not be written back there. Wagtail's `get_renditions` spares what it finds marked so,
        and marks only what was prefetched."""
        super().__setstate__(state)
        self._from_cache = True


class SiteDocument(AbstractDocument):
    """A document. Visitors get it while something public links to it; see `site_project.documents`."""

    is_public = models.BooleanField(
        _("public by itself"),
        default=False,
        help_text=_(
            "Visitors can open it even when no published page or menu links to it. Only people who may publish can change this."
        ),
    )

    admin_form_fields = (*Document.admin_form_fields, "is_public")

    def store_file(self) -> None:
        """Store a new file, and note its size and hash, whichever way it comes in: the hash is the document's validator
        (ETag). Raises OSError where the storage does not take it."""
        file: Any = self.file
        if file and not file._committed:
            self._set_document_file_metadata()
            file.save(file.name, file.file, save=False)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.store_file()
        super().save(*args, **kwargs)

    class Meta(AbstractDocument.Meta):
        # Wagtail asks for this permission when a document is picked from the library.
        permissions = [("choose_document", "Can choose document")]
