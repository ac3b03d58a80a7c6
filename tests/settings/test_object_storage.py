"""Media in object storage. The packages for it are not installed here: what stands for them raises what they would."""

import sys
from types import ModuleType
from typing import ClassVar

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from site_project.models import SiteDocument, SiteImage
from site_project.settings import environment
from tests.factories import DocumentFactory, ImageFactory, NewsFactory, UserFactory, pictures

#: botocore's errors have no base among Python's own but Exception.
Away = type("EndpointConnectionError", (Exception,), {"__module__": "botocore.exceptions"})


class Elsewhere(Storage):
    """Its files have no path on this machine."""

    files: ClassVar[dict[str, bytes]] = {}
    is_away = False

    def exists(self, name):
        if Elsewhere.is_away:
            raise Away("hush")
        return name in self.files

    def _save(self, name, content):
        self.exists(name)
        self.files[name] = content.read()
        return name

    def _open(self, name, mode):
        self.exists(name)
        return ContentFile(self.files[name], name)

    def size(self, name):
        self.exists(name)
        return len(self.files[name])

    def url(self, name):
        return f"https://media.example.org/{name}"


@pytest.fixture
def away(monkeypatch):
    """A function after which the storage does not answer."""
    return lambda: monkeypatch.setattr(Elsewhere, "is_away", True)


@pytest.fixture
def staff(client, site, settings):
    elsewhere = {"BACKEND": "tests.settings.test_object_storage.Elsewhere"}
    settings.STORAGES = {**settings.STORAGES, "default": elsewhere}
    client.force_login(UserFactory(is_superuser=True))
    client.raise_request_exception = False
    return client


def test_an_upload_is_refused_in_words(staff, away):
    away()
    for address, file in (
        ("wagtailimages:add", SimpleUploadedFile("hall.png", pictures.noise("PNG"))),
        ("wagtaildocs:add", SimpleUploadedFile("plan.pdf", b"%PDF-1.4 plan")),
    ):
        answer = staff.post(reverse(address), {"title": "The hall", "collection": "1", "file": file})
        assert answer.status_code == 200 and "The file cannot be stored" in answer.text and "The hall" in answer.text
    assert not SiteImage.objects.exists() and not SiteDocument.objects.exists()


def test_a_document_is_to_be_asked_for_later(staff, away):
    document = DocumentFactory(is_public=True)
    away()
    answer = staff.get(document.url)
    assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "30"), answer.content[:2000]


def test_a_page_is_shown_without_its_picture(staff, away, client):
    page = NewsFactory(image=ImageFactory())
    away()
    assert client.get(page.url).status_code == 200


def test_two_files_of_one_name_stay_two(monkeypatch):
    """django-storages replaces the first one, unless it is told otherwise."""

    class Stock:
        client_config = {}

        def __init__(self, **options):
            for name, value in {**self.get_default_settings(), **options}.items():
                setattr(self, name, value)

        def get_default_settings(self):
            return {"file_overwrite": True, "bucket_name": None}

    class Config(dict):
        def __init__(self, **options):
            super().__init__(options)

        merge = dict.__or__

    Stock.client_config = Config()
    modules = {
        "botocore": {}, "botocore.config": {"Config": Config},
        "storages": {}, "storages.backends": {}, "storages.backends.s3": {"S3Storage": Stock},
    }  # fmt: skip
    for name, contents in modules.items():
        monkeypatch.setitem(sys.modules, name, module := ModuleType(name))
        vars(module).update(contents)
    sys.modules["storages.backends"].s3 = sys.modules["storages.backends.s3"]
    monkeypatch.delitem(sys.modules, "site_project.object_storage", raising=False)
    ours = environment.STORAGES["storages.backends.s3.S3Storage"]
    module = __import__(ours.rpartition(".")[0], fromlist=["S3Storage"])
    storage = module.S3Storage(bucket_name="site")
    monkeypatch.delitem(sys.modules, "site_project.object_storage")
    assert (storage.file_overwrite, storage.bucket_name) == (False, "site")
    assert storage.client_config["connect_timeout"] < 10
