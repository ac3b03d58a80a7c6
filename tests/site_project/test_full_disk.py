"""A disk that is full, or that cannot be written: what is there is shown, and what cannot be kept is refused in words."""

import errno

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from site_project.models import SiteDocument, SiteImage
from tests.factories import DocumentFactory, ImageFactory, NewsFactory, UserFactory, pictures

SENTENCE = "The file cannot be stored"


@pytest.fixture(params=[errno.ENOSPC, errno.EROFS])
def disk(request, monkeypatch):
    """A function after which the disk of the media takes nothing more."""

    def refuse(*_args):
        raise OSError(request.param, "hush")

    return lambda: monkeypatch.setattr(FileSystemStorage, "_save", refuse)


@pytest.fixture
def staff(client, site):
    client.force_login(UserFactory(is_superuser=True))
    return client


def picture():
    return SimpleUploadedFile("hall.png", pictures.noise("PNG"))


def test_an_image_is_refused_in_words_and_nothing_typed_is_lost(staff, disk):
    disk()
    answer = staff.post(reverse("wagtailimages:add"), {"title": "The hall", "collection": "1", "file": picture()})
    assert answer.status_code == 200
    assert SENTENCE in answer.text and "The hall" in answer.text
    many = staff.post(
        reverse("wagtailimages:add_multiple"), {"title": "The hall", "collection": "1", "files[]": picture()}
    )
    assert SENTENCE in many.json()["error_message"]
    assert not SiteImage.objects.exists()


def test_a_document_keeps_its_file(staff, disk):
    document = DocumentFactory()
    before = document.file.name
    disk()
    address = reverse("wagtaildocs:edit", args=[document.pk])
    data = {"title": "Changed", "collection": "1", "file": SimpleUploadedFile("new.pdf", b"%PDF-1.4 new")}
    answer = staff.post(address, data)
    assert answer.status_code == 200 and SENTENCE in answer.text and "Changed" in answer.text
    document.refresh_from_db()
    assert document.file.name == before and SiteDocument.objects.get().file.storage.exists(before)


def test_a_page_and_the_library_are_shown_without_a_size_that_cannot_be_made(staff, disk, client, monkeypatch):
    page = NewsFactory(image=ImageFactory())
    disk()
    # A visit is no transaction, as this test is: what fails in one is rolled back by itself.
    really = transaction.atomic
    monkeypatch.setattr(transaction, "atomic", lambda using=None, savepoint=True, durable=False: really(using))
    for address in (page.url, reverse("wagtailimages:index")):
        assert client.get(address).status_code == 200
