"""What every test stands on: catalogues, a clock, a database, and folders and caches of its own.

Fixtures that build a site's content belong in the folder of the app that they are about, or in tests/factories.
"""

import datetime as dt
import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.core.management.sql import emit_post_migrate_signal
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import Client, override_settings
from django.utils import timezone, translation
from factory import Factory
from wagtail.models import Page

from demo import loader
from demo.loader.accounts import ensure_accounts
from demo.loader.registry import Registry
from site_project.serving.build import compile_messages
from tests import encoder, factories, migrated
from tests.factories import Site, existing_site, make_site
from tests.factories.indexing import indexed_once
from tests.factories.users import PASSWORD
from tests.snapshots import Snapshot

pytest_plugins = ["tests.fixtures"]

#: When tests take place, whatever the clock of the machine shows.
USUAL_MOMENT = "2026-10-14T10:30:00-04:00"
#: Fixtures of a session are older than the tests that use them.
EARLIER = dt.timedelta(hours=1)


def pytest_configure(config: pytest.Config) -> None:
    """Set the clock, hurry the encoder of pictures, and compile the catalogues once, in the process that starts the
    workers."""
    if not hasattr(config, "workerinput"):
        compile_messages(Path(folder) for folder in settings.LOCALE_PATHS)
    encoder.hurry()
    session = time_machine.travel(_moment(config) - EARLIER)
    session.start()
    config.add_cleanup(session.stop)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--clock` and `--zone`, for another day and another machine; `--random-rounds`, for a longer search."""
    parser.addoption("--clock", default=USUAL_MOMENT, help="when the tests take place (ISO 8601, with an offset)")
    parser.addoption("--zone", help="the time zone of the machine (an IANA name; default: the site's)")
    parser.addoption("--random-rounds", type=int, default=1, help="how many rounds of random edits there are")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the demo come first: each worker takes a part of the list as it stands, so that one worker alone loads it.
    Then what is slow: at the end no worker waits for another one's long test."""
    items.sort(key=lambda item: ("demo" not in getattr(item, "fixturenames", ()), not item.get_closest_marker("slow")))


def pytest_collection_finish() -> None:
    """What has been imported stays: the garbage collector need not look through it again and again, which took a tenth of
    the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


def _moment(config: pytest.Config) -> dt.datetime:
    """When the tests take place. Traveling to a moment in an IANA zone sets the zone of the process, too."""
    try:
        moment = dt.datetime.fromisoformat(config.getoption("--clock"))
    except ValueError as error:
        raise pytest.UsageError(f"--clock: {error}") from error
    if moment.tzinfo is None:
        raise pytest.UsageError("--clock: please give the offset from UTC, as in 2028-02-29T23:58:30-05:00")
    return moment.astimezone(ZoneInfo(config.getoption("--zone") or settings.TIME_ZONE))


@pytest.fixture(autouse=True)
def clock(request: pytest.FixtureRequest) -> Iterator[time_machine.Traveller]:
    """Every test begins at the same moment; from there the clock ticks. A test that is about another moment moves it:
    `clock.move_to(moment)`."""
    with time_machine.travel(_moment(request.config)) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def same_numbers() -> None:
    """Titles and addresses of factories carry the same numbers in every order of tests."""
    number_from(0)


def number_from(first: int) -> None:
    """What factories make next is numbered from `first` on."""
    for made in vars(factories).values():
        if isinstance(made, type) and issubclass(made, Factory):
            made.reset_sequence(first, force=True)


@pytest.fixture(autouse=True, scope="session")
def media_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Uploaded files go to a folder of this worker, thrown away afterwards."""
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=folder):
        yield folder


@pytest.fixture
def transaction_outlives_requests() -> Iterator[None]:
    """Django closes connections in a transaction when a request begins or ends, but for its own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """No test finds what another one put into the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker) -> Iterator[None]:
    """The test database: a copy of the one in which all migrations have run. They take most of the time of a short run."""
    name = settings.DATABASES["default"]["NAME"]
    with django_db_blocker.unblock():
        migrated.fill_test_database()
        # What apps do after migrating (permissions, groups) is code, which may have changed since.
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(name, verbosity=0)


@pytest.fixture(scope="session")
def migrated_database(django_db_setup) -> Path:
    """A file of SQLite with all tables and nothing in them."""
    return migrated.file()


@pytest.fixture(autouse=True)
def no_language_or_clock_left_behind() -> Iterator[None]:
    """A request leaves its language, and the admin its member of staff's time zone, to whatever runs next."""
    yield
    translation.activate(settings.LANGUAGE_CODE)
    timezone.deactivate()


@pytest.fixture(scope="session")
def site_snapshot(django_db_setup, django_db_blocker) -> Snapshot[Site]:
    """A site takes a second to build: each worker does it once."""
    with django_db_blocker.unblock():
        return Snapshot(make_site)


@pytest.fixture(scope="session")
def on_the_site(site_snapshot, django_db_blocker) -> Callable[..., Snapshot]:
    """A function that builds something on the site, for the tests of a module, which restore it. Its numbers are others
    than those of what a test makes beside it."""

    def take(build: Callable[[], object]) -> Snapshot:
        def with_site() -> object:
            site_snapshot.restore()
            number_from(1000)
            return build()

        with django_db_blocker.unblock():
            return Snapshot(with_site)

    return take


@pytest.fixture(scope="session")
def demo_snapshot(media_folder, django_db_setup, django_db_blocker) -> Snapshot[Registry]:
    """The demo takes ten seconds to load, and its pictures as long to scale: each worker does it once. The files stay
    in the media folder."""
    with django_db_blocker.unblock():
        return Snapshot(_load_demo)


def _load_demo() -> Registry:
    """Load the demo and visit every page, so that the pictures are there in all their sizes."""
    with indexed_once():
        made = loader.load()
    ensure_accounts(PASSWORD)
    for page in Page.objects.live().filter(depth__gt=1):
        Client().get(page.url)
    return made


@pytest.fixture
def demo(db: None, demo_snapshot: Snapshot[Registry]) -> Registry:
    """The demo, with the accounts that `make run` makes: what was made, by the keys of the data. Tests that ask for it
    carry the marker `slow`."""
    demo_snapshot.restore()
    return demo_snapshot.made


@pytest.fixture
def site(db: None, site_snapshot: Snapshot[Site]) -> Site:
    """A site with its home and index pages in both languages, and nothing below them."""
    site_snapshot.restore()
    return existing_site()
