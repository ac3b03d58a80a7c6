"""`manage.py clean_images`: takes out of stored images what they say beside the picture."""

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model, QuerySet
from django.db.models.fields.files import FieldFile
from wagtail.users.models import UserProfile
from wagtail.utils.file import hash_filelike

from site_project.image_privacy import clean_image
from site_project.models import SiteImage, SiteRendition


class Command(BaseCommand):
    """For images stored before cleaning was as strict as it is now. A second run finds nothing to do."""

    help = "Takes place, time, device and owner out of stored images: originals, their sizes, and profile pictures."

    def handle(self, *args: object, **options: object) -> None:
        """Clean all files. Ends with an error when an original or a profile picture is missing or cannot be cleaned."""
        self.failed = 0
        self._clean_all("originals", SiteImage.objects.all(), "file")
        self._clean_all("sizes of images", SiteRendition.objects.select_related("image"), "file")
        self._clean_all("profile pictures", UserProfile.objects.exclude(avatar=""), "avatar")
        if self.failed:
            raise CommandError(f"Files that are missing or cannot be cleaned: {self.failed}.")

    def _clean_all(self, what: str, objects: QuerySet[Any], field: str) -> None:
        cleaned = total = 0
        for owner in objects.order_by("pk").iterator(chunk_size=100):
            total += 1
            try:
                cleaned += self._clean(owner, getattr(owner, field))
            except (OSError, ValidationError) as error:
                self._report(owner, getattr(owner, field), error)
        self.stdout.write(f"{what}: {cleaned} of {total} cleaned")

    def _clean(self, owner: Model, file: FieldFile) -> bool:
        """Clean one file. False when it was clean already."""
        with file.storage.open(str(file.name)) as stored:
            content = stored.read()
        clean = clean_image(content)
        if clean == content:
            return False
        _replace(file, clean)
        if isinstance(owner, SiteImage | SiteRendition):
            owner.file.field.update_dimension_fields(owner, force=True)
            facts = {"width": owner.width, "height": owner.height}
            if isinstance(owner, SiteImage):
                facts |= {"file_size": len(clean), "file_hash": hash_filelike(BytesIO(clean))}
            type(owner).objects.filter(pk=owner.pk).update(**facts)
        self.stdout.write(f"{file.name}: cleaned")
        return True

    def _report(self, owner: Model, file: FieldFile, error: OSError | ValidationError) -> None:
        reason = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        if isinstance(owner, SiteRendition):
            owner.delete()
            self.stdout.write(f"{file.name}: removed, and made again when a page needs it ({reason})")
        else:
            self.failed += 1
            self.stderr.write(f"{file.name}: {reason}")


def _replace(file: FieldFile, content: bytes) -> None:
    """Put `content` in the place of the file, so that its address stays. At every moment one whole file is stored."""
    storage, name = file.storage, str(file.name)
    spare = storage.save(name, ContentFile(content))
    if spare != name:  # else the storage has written over it
        storage.delete(name)
        storage.save(name, ContentFile(content))
        storage.delete(spare)
