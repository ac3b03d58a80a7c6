"""Images with their credit, and the renditions made of them."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from site_project.image_privacy import without_metadata


class SiteImage(AbstractImage):
    """An image and who is to be credited for it.

    What an image shows is said where it is used (in the page's language), never here: the same picture can need
    another text alternative on another page, and always needs one in each language.
    """

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Photographer or source, as it should be printed."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        # Wagtail asks for this permission when an image is picked from the library.
        permissions = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename: str) -> str:
        """A path that nobody can guess. Whoever knows the name of a picture could otherwise ask for the sizes that
        the admin and previews have made of it before it was published. First in the name: sizes cut its end off."""
        path: str = super().get_upload_to(f"{secrets.token_hex(8)}-{filename}")
        return path

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new file without what it says about place, time and owner; see `site_project.image_privacy`."""
        file: Any = getattr(self, "file", None)
        if file and not file._committed:
            clean = without_metadata(file.file)
            if clean is not None:
                self.file = File(clean, name=file.name)
                self.file_size = None
                self.file_hash = ""
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self) -> str:
        """No text at all: a file name or title is never a text alternative."""
        return ""


class SiteRendition(AbstractRendition):
    """One size and format of an image."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
