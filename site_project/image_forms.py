"""Uploads of images in the admin: what cannot be stored is an error of the form, in the language of who uploads."""

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from site_project.forms import StoringForm
from site_project.image_privacy import clean_image, clean_name


class CleanImageField(WagtailImageField):
    """Takes an image file and hands on its picture only."""

    def to_python(self, data: UploadedFile | None) -> UploadedFile | None:
        """The cleaned file. Raises ValidationError for what is no image or cannot be cleaned."""
        if data:
            data.seek(0)  # a form that is shown again after an error has read it already
        file = super().to_python(data)
        if file is None:
            return None
        content, name = clean_image(file.read()), clean_name(file.name)
        content_type = file.content_type if name == file.name else "image/jpeg"
        return InMemoryUploadedFile(BytesIO(content), None, name, content_type, len(content), None)

    def check_image_pixel_size(self, f: object) -> None:
        """Left to `clean_image`: Wagtail decodes the whole picture to find out how large it is."""


class SiteImageForm(StoringForm, BaseImageForm):
    """The form behind all ways to upload an image: one, many, and in a chooser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            clean = CleanImageField(label=field.label, required=field.required, widget=field.widget)
            clean.help_text = f"{clean.help_text} {_('Pages show the first frame of an animation only.')}"
            self.fields["file"] = clean


class ProfilePictureForm(AvatarPreferencesForm):
    """Wagtail's form for the picture of a member of staff, without what the file says beside the picture."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        # Not declared in the class: its messages are in the language of the moment that it is made.
        self.fields["avatar"] = CleanImageField(required=False)

    def clean_avatar(self) -> Any:
        """The picture, made smaller. One that is stored already is left alone, even if its file is gone."""
        if "avatar" not in self.changed_data:
            return self._original_avatar
        try:
            return super().clean_avatar()
        except (OSError, ValueError) as error:  # a strip too narrow to be made smaller, for instance
            raise ValidationError(
                _("This image cannot be made into a profile picture."), code="invalid_image"
            ) from error


class ProfilePicturePanel(AvatarSettingsPanel):
    """Says what is wrong with a picture. Wagtail's own panel shows no errors."""

    form_class = ProfilePictureForm
    template_name = "site_project/admin/profile_picture.html"
