"""Uploaded media, as the site itself serves them."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from site_project.media import MAX_AGE
from tests.factories import ImageFactory

PICTURE = b"not really a picture"


@pytest.fixture
def put(media_folder):
    """Puts a file into the media folder and returns its address."""

    def put_file(path, content=PICTURE):
        file = media_folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return f"/media/{path}"

    return put_file


@pytest.fixture
def staff_client(client, db):
    """Someone who may enter the admin."""
    group = Group.objects.create(name="Can enter")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = get_user_model().objects.create_user("someone")
    user.groups.add(group)
    client.force_login(user)
    return client


def content(response):
    return b"".join(response.streaming_content)


def test_a_rendition(client, put):
    response = client.get(put("images/hall.width-400.avif"))
    assert content(response) == PICTURE
    assert response.headers["Content-Type"] == "image/avif"
    assert response.headers["Cache-Control"] == f"public, max-age={MAX_AGE}"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "Content-Encoding" not in response.headers
    assert not response.cookies


def test_a_browser_that_has_it_gets_no_body(client, put):
    address = put("images/hall.png")
    first = client.get(address)
    for headers in (
        {"if-none-match": first.headers["ETag"]},
        {"if-modified-since": first.headers["Last-Modified"]},
    ):
        again = client.get(address, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
        assert again.headers["ETag"] == first.headers["ETag"]
    assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_head(client, put):
    response = client.head(put("images/hall.png"))
    assert (response.status_code, response.headers["Content-Length"]) == (200, str(len(PICTURE)))


def test_nothing_is_changed_through_it(client, put):
    assert client.post(put("images/hall.png")).status_code == 405


@pytest.mark.parametrize("name", ["page.html", "script.js", "data.xml", "file", "hall.png.html"])
def test_what_could_run_is_downloaded(client, put, name):
    response = client.get(put(f"images/{name}"))
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment;")


def test_a_drawing_runs_no_script(client, put):
    response = client.get(put("images/logo.svg"))
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert response.headers["Content-Security-Policy"].endswith("sandbox")


@pytest.mark.parametrize(
    "path",
    [
        "images/../original_images/hall.jpg",
        "images/%2e%2e/original_images/hall.jpg",
        "../images/hall.jpg",
        "/images/hall.jpg",
        "images//etc/passwd",
        "images/",
        "images",
        "",
        "images/none.png",
        "images/.hidden.png",
        "images/a%00.png",
        "images/" + "a" * 400,
    ],
)
def test_no_way_out(client, db, put, path):
    put("original_images/hall.jpg")
    put("images/hall.jpg")
    put("images/.hidden.png")
    # What is not found here is looked for among the pages of the visitor's language.
    assert client.get(f"/media/{path}", follow=True).status_code == 404


@pytest.mark.parametrize("path", ["original_images/hall.jpg", "avatar_images/me.png"])
class TestFilesOfStaff:
    def test_visitors(self, client, db, put, path):
        assert client.get(put(path), follow=True).status_code == 404

    def test_a_made_up_session(self, client, db, put, path, settings):
        client.cookies[settings.SESSION_COOKIE_NAME] = "invented"
        assert client.get(put(path), follow=True).status_code == 404

    def test_staff(self, staff_client, put, path):
        response = staff_client.get(put(path))
        assert content(response) == PICTURE
        assert response.headers["Cache-Control"] == "private, max-age=0"
        assert "Cookie" in response.headers["Vary"]

    def test_members_without_the_right(self, client, django_user_model, put, path):
        client.force_login(django_user_model.objects.create_user("member"))
        assert client.get(put(path), follow=True).status_code == 404


def test_documents_have_a_view_of_their_own(staff_client, put):
    assert staff_client.get(put("documents/plan.pdf"), follow=True).status_code == 404


@pytest.mark.parametrize("name", ["hall.png", f"{'long-' * 30}name.png"])
def test_name_of_a_picture_does_not_tell_where_its_sizes_are(client, db, name):
    pictures = [ImageFactory(file__filename=name) for _number in range(2)]
    for picture in pictures:
        size = picture.get_rendition("max-165x165|format-avif")
        assert client.get(size.url).status_code == 200
        assert client.get(f"/media/images/{name[:-4]}{size.url[size.url.index('.') :]}", follow=True).status_code == 404
    first, second = (picture.get_rendition("max-165x165|format-avif").file.name for picture in pictures)
    assert re.fullmatch(r"images/[0-9a-f]{16}-.+", first)
    assert first[:23] != second[:23]
