"""A picture says nothing but the picture: where and when it was taken is gone before it is stored."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from site_project.models import SiteImage

ORIENTATION, CAMERA, GPS = 0x0112, 0x0110, 0x8825


def photo(kind, orientation=1):
    """A picture of 60 × 40 pixels, red on the left, as a phone would write it."""
    picture = Image.new("RGB", (60, 40), "white")
    picture.paste((200, 0, 0), (0, 0, 30, 40))
    exif = Image.Exif()
    exif[CAMERA] = "Somebody's phone"
    exif[ORIENTATION] = orientation
    exif[GPS] = {1: "N", 2: (40.0, 42.0, 46.0), 3: "W", 4: (74.0, 0.0, 21.0)}
    output = BytesIO()
    picture.save(output, kind, exif=exif)
    return ContentFile(output.getvalue(), name=f"photo.{kind.lower()}")


def upload(file):
    return SiteImage.objects.create(title="A photo", file=file)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_stored_original_tells_neither_place_nor_device(kind):
    image = upload(photo(kind))

    with image.file.open("rb") as stored, Image.open(stored) as picture:
        assert not dict(picture.getexif())
        assert picture.format == kind
        assert picture.size == (60, 40) == (image.width, image.height)


@pytest.mark.django_db
def test_sizes_made_of_it_tell_nothing_either():
    rendition = upload(photo("JPEG")).get_rendition("width-30|format-jpeg")

    with rendition.file.open("rb") as stored, Image.open(stored) as picture:
        assert not dict(picture.getexif())


@pytest.mark.django_db
def test_picture_stays_the_right_way_up():
    image = upload(photo("JPEG", orientation=6))  # taken with the phone held upright

    with image.file.open("rb") as stored, Image.open(stored) as picture:
        assert picture.size == (40, 60) == (image.width, image.height)
        red, green, _blue = picture.getpixel((20, 10))
    assert red > 150
    assert green < 100


@pytest.mark.django_db
def test_picture_that_tells_nothing_is_stored_as_it_is():
    output = BytesIO()
    Image.new("RGB", (10, 10)).save(output, "PNG")
    image = upload(ContentFile(output.getvalue(), name="plain.png"))

    with image.file.open("rb") as stored:
        assert stored.read() == output.getvalue()
