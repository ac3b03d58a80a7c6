"""The demo, loaded once by each worker that needs it."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from tests.snapshots import Snapshot


@pytest.fixture(scope="session")
def demo_snapshot(media_folder, django_db_setup, django_db_blocker):
    """Loading takes seconds, restoring does not. Files stay where loading put them."""
    with django_db_blocker.unblock():
        return Snapshot(lambda: call_command("load_demo", password="demo", verbosity=0))


@pytest.fixture
def demo(db, demo_snapshot):
    """The site with the demo in it. Finds a page by its address: `demo("/en/campaigns/…/")`."""
    demo_snapshot.restore()

    def find(url):
        home, _slash, rest = url.strip("/").partition("/")
        return Page.objects.get(url_path=f"/home-{home}/{rest}/".replace("//", "/")).specific

    return find
