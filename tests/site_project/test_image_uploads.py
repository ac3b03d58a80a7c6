"""A broken, huge or telling picture at every door that pictures come in by: a sentence, never a page that breaks."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.users.models import UserProfile

from site_project.models import SiteImage
from tests.factories import CampaignFactory, ImageFactory, UserFactory, pictures
from tests.factories.pictures import SECRET, telling
from tests.factories.users import PASSWORD

pytestmark = pytest.mark.deep(postgres=True)

EXTENSIONS = {"HEIF": "heic", "JPEG": "jpg", "MPO": "jpg"}


def half(content):
    return content[: len(content) // 2]


BROKEN = {
    "half.jpg": lambda: half(pictures.noise("JPEG")),
    "half-progressive.jpg": lambda: half(pictures.noise("JPEG", progressive=True)),
    "last-bytes-missing.jpg": lambda: pictures.noise("JPEG")[:-40],
    "head-only.jpg": lambda: pictures.noise("JPEG")[:30],
    "half.png": lambda: half(pictures.noise("PNG")),
    "no-end.png": lambda: pictures.noise("PNG")[:-12],
    "half.webp": lambda: half(pictures.noise("WEBP")),
    "half.gif": lambda: half(pictures.noise("GIF")),
    "half.avif": lambda: half(pictures.noise("AVIF")),
    "half-animated.webp": lambda: half(pictures.animated_noise("WEBP")),
    "half-animated.gif": lambda: half(pictures.animated_noise("GIF")),
    "animated-without-end.gif": lambda: pictures.animated_noise("GIF")[:-1],
    "half-animated.avif": lambda: half(pictures.animated_noise("AVIF")),
    "half-animated.png": lambda: half(pictures.animated_noise("PNG")),
    "huge.png": pictures.huge_png,
    "endless.gif": pictures.endless_gif,
    "text.png": lambda: b"This is no picture.",
    "text.jpg": lambda: b"\xff\xd8\xff" + b"This is no picture.",
    "empty.png": lambda: b"",
    "page.gif": lambda: b"<html><body>GIF89a</body></html>",
    "drawing.png": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "broken.webp": lambda: pictures.noise("WEBP")[:40] + bytes(2000),
    "photo.png": lambda: pictures.noise("JPEG"),
    "half.heic": lambda: half(pictures.noise("HEIF")),
    "photo.heic": lambda: pictures.noise("JPEG"),
}


@pytest.fixture(params=["half.jpg", "half-animated.gif", "huge.png", "empty.png", "text.png"])
def broken(request):
    return SimpleUploadedFile(request.param, BROKEN[request.param]())


@pytest.fixture
def staff(client, db):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def spanish(staff):
    profile = UserProfile.get_for_user(staff)
    profile.preferred_language = "es"
    profile.save()


FIELDS = {
    "title": "Vigil at the city hall",
    "credit": "Ana Ruiz",
    "tags": "vigil",
    "collection": "1",
    "description": "",
}


def post_one(client, file):
    return client.post(reverse("wagtailimages:add"), {**FIELDS, "file": file})


def post_many(client, file):
    return client.post(
        reverse("wagtailimages:add_multiple"), {"title": FIELDS["title"], "collection": "1", "files[]": file}
    )


def post_in_chooser(client, file):
    data = {f"image-chooser-upload-{name}": value for name, value in FIELDS.items()}
    return client.post(reverse("wagtailimages_chooser:create"), {**data, "image-chooser-upload-file": file})


def post_account(client, user, file):
    data = {"name_email-first_name": "Ana", "name_email-last_name": "Ruiz", "name_email-email": "ana@example.org"}
    data["name_email-current_password"] = PASSWORD
    data |= {"locale-current_time_zone": "America/New_York", "locale-preferred_language": "en"}
    data |= {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    return client.post(reverse("wagtailadmin_account"), {**data, **({"avatar-avatar": file} if file else {})})


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_adding_a_broken_one_is_a_form_error_and_keeps_what_was_typed(client, staff, name):
    response = post_one(client, SimpleUploadedFile(name, BROKEN[name]()))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["file"]
    html = response.content.decode()
    assert str(response.context["form"].errors["file"][0]) in html.replace("&#x27;", "'")
    assert all(FIELDS[name] in html for name in ("title", "credit", "tags"))
    assert not SiteImage.objects.exists()


def test_adding_many_answers_with_the_error(client, staff, broken):
    answer = post_many(client, broken).json()

    assert answer["success"] is False
    assert answer["error_message"]
    assert not SiteImage.objects.exists()


def test_chooser_shows_the_error_and_keeps_what_was_typed(client, staff, broken):
    response = post_in_chooser(client, broken)

    assert response.status_code == 200
    html = json.loads(response.content)["htmlFragment"]
    assert "w-field--error" in html or "error-message" in html
    assert all(FIELDS[name] in html for name in ("title", "credit", "tags"))
    assert not SiteImage.objects.exists()


def test_a_broken_one_does_not_take_the_place_of_a_good_one(client, staff, broken):
    image = ImageFactory(title="Before")
    before = image.file.name

    response = client.post(reverse("wagtailimages:edit", args=[image.pk]), {**FIELDS, "file": broken})

    assert response.status_code == 200
    assert "file" in response.context["form"].errors
    image.refresh_from_db()
    assert (image.title, image.file.name) == ("Before", before)
    assert image.file.storage.exists(before)


def test_a_broken_profile_picture_is_a_form_error_and_keeps_what_was_typed(client, staff, broken):
    response = post_account(client, staff, broken)

    assert response.status_code == 200
    html = response.content.decode()
    assert 'class="error-message" role="alert"' in html
    assert all(text in html for text in ("Ana", "Ruiz", "ana@example.org"))
    assert not UserProfile.get_for_user(staff).avatar


@pytest.mark.parametrize("name", ["half.jpg", "huge.png"])
def test_errors_are_in_the_language_of_who_uploads(client, spanish, name):
    sentence = {"half.jpg": "Esta imagen está dañada o incompleta", "huge.png": "Esta imagen es demasiado grande"}[name]

    def file():
        return SimpleUploadedFile(name, BROKEN[name]())

    assert sentence in post_one(client, file()).content.decode()
    assert sentence in post_many(client, file()).json()["error_message"]
    assert sentence in json.loads(post_in_chooser(client, file()).content)["htmlFragment"]
    assert sentence in post_account(client, None, file()).content.decode()


@pytest.mark.parametrize("post", [post_one, post_many, post_in_chooser])
@pytest.mark.parametrize("kind", ["JPEG", "MPO", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
def test_uploaded_picture_says_nothing_beside_the_picture(client, staff, kind, post):
    name = f"photo.{EXTENSIONS.get(kind, kind.lower())}"

    assert post(client, SimpleUploadedFile(name, telling(kind, orientation=1 if kind == "GIF" else 6))).status_code in (
        200,
        302,
    )

    image = SiteImage.objects.get()
    with image.file.open("rb") as file:
        content = file.read()
    assert SECRET not in content
    assert image.file_size == len(content)
    assert (image.width, image.height) == Image.open(BytesIO(content)).size
    assert image.title == FIELDS["title"]


def test_form_says_what_becomes_of_an_animation(client, staff):
    """Files stay animations, but no size of them that pages show is one."""
    file = SimpleUploadedFile("moving.gif", pictures.animated_noise("GIF"))

    assert (
        "Pages show the first frame of an animation only." in client.get(reverse("wagtailimages:add")).content.decode()
    )
    assert post_one(client, file).status_code == 302
    with SiteImage.objects.get().get_rendition("width-40|format-webp").file.open("rb") as size:
        assert getattr(Image.open(size), "n_frames", 1) == 1


def test_picture_that_waits_for_a_title_is_cleaned_too(client, staff):
    """Wagtail keeps the file of an upload whose other fields are wrong, and makes an image of it later."""
    file = SimpleUploadedFile("photo.jpg", telling("MPO", frames=2))
    answer = client.post(
        reverse("wagtailimages:add_multiple"), {"title": "x" * 300, "collection": "1", "files[]": file}
    ).json()
    number = answer["uploaded_file_id"]

    answer = client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number]),
        {f"uploaded-image-{number}-{name}": value for name, value in FIELDS.items()},
    ).json()

    assert answer["success"]
    with SiteImage.objects.get().file.open("rb") as stored:
        assert SECRET not in stored.read()


@pytest.mark.parametrize("kind", ["JPEG", "MPO", "PNG", "WEBP", "GIF", "AVIF", "HEIF"])
def test_profile_picture_says_nothing_beside_the_picture(client, staff, kind):
    name = f"me.{EXTENSIONS.get(kind, kind.lower())}"

    assert post_account(client, staff, SimpleUploadedFile(name, telling(kind, orientation=6))).status_code == 302

    with UserProfile.objects.get(user=staff).avatar.open("rb") as file:
        assert SECRET not in file.read()


@pytest.mark.parametrize("name", ["me.tiff", "me.bmp", "me.pdf"])
def test_profile_picture_of_another_format_is_a_form_error(client, staff, name):
    kind = name.split(".")[1].upper()

    response = post_account(client, staff, SimpleUploadedFile(name, pictures.noise(kind)))

    assert 'class="error-message" role="alert"' in response.content.decode()


def test_strip_that_cannot_be_made_smaller_is_a_form_error(client, staff):
    response = post_account(client, staff, SimpleUploadedFile("strip.png", pictures.noise("PNG", (2000, 1))))

    assert 'class="error-message" role="alert"' in response.content.decode()


def test_account_can_be_saved_when_the_profile_picture_is_gone(client, staff):
    profile = UserProfile.get_for_user(staff)
    profile.avatar.save("me.png", ContentFile(pictures.noise("PNG")))
    profile.avatar.storage.delete(profile.avatar.name)

    assert post_account(client, staff, None).status_code == 302
    staff.refresh_from_db()
    assert staff.first_name == "Ana"


@pytest.mark.parametrize("name", ["half.jpg", "huge.png", "text.png", "drawing.png"])
def test_a_broken_one_is_not_stored_without_a_form_either(db, name):
    with pytest.raises(ValidationError):
        SiteImage(title="Broken", file=ContentFile(BROKEN[name](), name=name)).save()


BECOME_UNREADABLE = [b"", b"no picture", half(pictures.noise("JPEG")), pictures.huge_png()]


@pytest.mark.parametrize("content", BECOME_UNREADABLE)
def test_page_shows_without_a_stored_picture_that_has_become_unreadable(client, site, content):
    image = ImageFactory(file__width=1600, file__height=900)
    hub = CampaignFactory(image=image)
    Path(image.file.path).write_bytes(content)

    response = client.get(hub.url)

    assert response.status_code == 200
    assert hub.title in response.content.decode()
    assert "card-default" in response.content.decode()


@pytest.mark.parametrize("content", BECOME_UNREADABLE)
def test_listing_and_choosers_show_when_a_stored_picture_has_become_unreadable(client, staff, content):
    image = ImageFactory()
    Path(image.file.path).write_bytes(content)

    for address in (
        reverse("wagtailimages:index"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages:edit", args=[image.pk]),
    ):
        assert client.get(address).status_code == 200
