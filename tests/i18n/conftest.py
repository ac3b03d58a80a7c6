"""The demo, loaded once for all tests of a module."""

import io

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image
from wagtail.images import get_image_model

from demo import loader
from demo.loader import files


def tiny_picture(path, title):
    """A picture of a few pixels in place of a real one: these tests are about words."""
    content = io.BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG")
    return get_image_model().objects.create(title=title, file=ContentFile(content.getvalue(), name=path.name))


@pytest.fixture(scope="module")
def empty_demo(django_db_setup, django_db_blocker, media_folder):
    """An empty database to load the demo into. What the tests of the module leave in it is undone."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_image", tiny_picture)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demo(empty_demo):
    """The demo as `make run` loads it: what was made, by the keys of the data."""
    return loader.load()
