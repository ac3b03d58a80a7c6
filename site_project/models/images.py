"""Images with their credit, and the renditions made of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


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

    @property
    def default_alt_text(self) -> str:
        """No text at all: a file name or title is never a text alternative."""
        return ""


class SiteRendition(AbstractRendition):
    """One size and format of an image."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
