"""`manage.py clean_images`: what was stored before there was any cleaning says nothing afterwards."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.users.models import UserProfile

from site_project.models import SiteImage
from tests.factories import UserFactory, pictures
from tests.factories.pictures import SECRET, telling

pytestmark = pytest.mark.django_db


def clean_images():
    """What the command says."""
    output = StringIO()
    call_command("clean_images", stdout=output, stderr=output)
    return output.getvalue()


def stored(kind, name):
    """An image, one of its sizes and a profile picture, all with their metadata."""
    image = SiteImage.objects.create(title="A photo", file=ContentFile(telling(kind), name=name))
    rendition = image.get_rendition("width-30|format-jpeg")
    profile = UserProfile.get_for_user(UserFactory())
    profile.avatar.save(name, ContentFile(telling(kind, orientation=6)))
    Path(image.file.path).write_bytes(telling(kind, orientation=6))
    Path(rendition.file.path).write_bytes(telling("JPEG"))
    return image, rendition, profile


@pytest.mark.parametrize(
    ("kind", "name"), [("MPO", "phone.jpg"), ("PNG", "screen.png"), ("WEBP", "web.webp"), ("AVIF", "new.avif")]
)
def test_stored_files_are_cleaned_in_their_place(kind, name):
    image, rendition, profile = stored(kind, name)
    paths = [Path(file.path) for file in (image.file, rendition.file, profile.avatar)]
    folders = {path.parent: set(path.parent.iterdir()) for path in paths}

    said = clean_images()

    assert all(SECRET not in path.read_bytes() for path in paths)
    assert all(path.relative_to(path.parents[1]).as_posix() + ": cleaned" in said for path in paths)
    assert {folder: set(folder.iterdir()) for folder in folders} == folders
    image.refresh_from_db()
    assert (image.width, image.height) == (40, 60) == Image.open(paths[0]).size
    assert image.file_size == paths[0].stat().st_size
    before = image.file_hash
    image._set_file_hash()
    assert image.file_hash == before


def test_second_run_finds_nothing_to_do():
    image, _rendition, _profile = stored("JPEG", "photo.jpg")
    clean_images()
    before = Path(image.file.path).stat().st_mtime_ns

    said = clean_images()

    assert said.splitlines() == [
        "originals: 0 of 1 cleaned",
        "sizes of images: 0 of 1 cleaned",
        "profile pictures: 0 of 1 cleaned",
    ]
    assert Path(image.file.path).stat().st_mtime_ns == before


def test_what_cannot_be_cleaned_is_named_and_does_not_stop_the_others():
    broken, *_ = stored("JPEG", "broken.jpg")
    missing, *_ = stored("JPEG", "missing.jpg")
    whole, *_ = stored("JPEG", "whole.jpg")
    Path(broken.file.path).write_bytes(pictures.noise("JPEG")[:500])
    Path(missing.file.path).unlink()

    output = StringIO()
    with pytest.raises(CommandError, match="2"):
        call_command("clean_images", stdout=output, stderr=output)

    assert f"{broken.file.name}: This image is damaged" in output.getvalue()
    assert missing.file.name in output.getvalue()
    assert Path(broken.file.path).stat().st_size == 500
    assert SECRET not in Path(whole.file.path).read_bytes()


def test_size_that_cannot_be_cleaned_is_made_again():
    image, rendition, _profile = stored("JPEG", "photo.jpg")
    Path(rendition.file.path).write_bytes(b"no picture")

    clean_images()

    image.refresh_from_db()
    again = image.get_rendition("width-30|format-jpeg")
    with again.file.open("rb") as file:
        assert Image.open(BytesIO(file.read())).format == "JPEG"
