"""Two languages, their home pages and a page and a menu in each, and one person of each group."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Locale, Page, Site

from site_project.users.groups import EDITORS, PUBLISHERS, ensure_groups, ensure_workflow, group_named, translators
from tests.snapshots import Snapshot
from translation.guards.submitting import submit

LINK_ID = "6d3c7d3e-2c5b-4f0a-9a53-3b5f6a5c0001"
TEXT_ID = "6d3c7d3e-2c5b-4f0a-9a53-3b5f6a5c0002"


class NoComponents:
    """A sample of the extra forms that other apps may add to a submission."""

    def save(self, *args, **kwargs):
        pass


@pytest.fixture
def en(db):
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def es(db):
    return Locale.objects.get_or_create(language_code="es")[0]


@pytest.fixture
def french(db, settings):
    """A language that the site does not have. Nor has its search, so nothing is indexed."""
    backends = getattr(settings, "WAGTAILSEARCH_BACKENDS", {})
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "wagtail.search.backends.database", **backends.get("default", {}), "AUTO_UPDATE": False}
    }
    return Locale.objects.create(language_code="fr")


def make_homes(made):
    """The home pages of a site, by language code."""
    model = apps.get_model("home", "HomePage")
    en, es = (Locale.objects.get_or_create(language_code=code)[0] for code in ("en", "es"))
    root = Page.get_first_root_node()
    english = root.add_child(instance=model(title="Home", slug="home-en", locale=en))
    spanish = root.add_child(
        instance=model(title="Inicio", slug="home-es", locale=es, translation_key=english.translation_key)
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": english, "site_name": "Test"}
    )
    Site.clear_site_root_paths_cache()
    return {"en": english, "es": spanish}


def make_groups(made):
    groups = ensure_groups(made["homes"])
    ensure_workflow(made["homes"])
    return groups


def make_people(made):
    return {
        "editor": new_user("editor", EDITORS),
        "publisher": new_user("publisher", PUBLISHERS),
        "translator": new_user("translator", translators("es")),
        "admin": new_user("admin", is_superuser=True),
    }


def make_english_page(made):
    """A published English page with a paragraph that holds a link."""
    model = apps.get_model("home", "StandardPage")
    text = '<p>We meet <a href="https://example.org/hall">in the hall</a> on Monday.</p>'
    home = Page.objects.get(pk=made["homes"]["en"].pk)
    instance = model(
        title="About us",
        slug="about",
        summary="Who we are",
        locale=home.locale,
        body=[{"type": "text", "value": text, "id": TEXT_ID}],
    )
    home.add_child(instance=instance)
    instance.save_revision().publish()
    return instance


def make_menu(made):
    """A published English menu with one link to a page and an address."""
    model = apps.get_model("home", "Navigation")
    link = {"label": "Donate", "page": made["english_page"].pk, "url": "https://example.org/donate"}
    instance = model.objects.create(
        name="Main menu",
        locale=made["homes"]["en"].locale,
        items=[{"type": "link", "value": link, "id": LINK_ID}],
    )
    instance.save_revision().publish()
    return instance


def submitted(instance):
    """The Spanish draft that is made when `instance` is submitted."""
    es = Locale.objects.get(language_code="es")
    submit([instance], [es], NoComponents(), None)
    return instance.get_translation(es)


#: What makes each part of what these fixtures share, of those that are made before it.
PARTS = {
    "homes": make_homes,
    "groups": make_groups,
    "people": make_people,
    "english_page": make_english_page,
    "menu": make_menu,
    "spanish_page": lambda made: submitted(made["english_page"]).specific,
    "spanish_menu": lambda made: submitted(made["menu"]),
}


class Parts(dict):
    """What is made of them, by name. What is missing is made when it is asked for."""

    def __missing__(self, name):
        self[name] = PARTS[name](self)
        return self[name]


def make_parts(names):
    made = Parts()
    for name in names:
        made[name]
    return dict(made)


@pytest.fixture(scope="session")
def snapshots_of_parts():
    """Each choice of parts is made once."""
    return {}


@pytest.fixture(autouse=True)
def snapshot_of_parts(request):
    """The parts that a test names, made before it makes anything itself: nothing else is in the snapshot."""
    names = tuple(name for name in PARTS if name in request.fixturenames)
    if not names:
        return None
    request.getfixturevalue("django_db_setup")
    kept = request.getfixturevalue("snapshots_of_parts")
    if names not in kept:
        with request.getfixturevalue("django_db_blocker").unblock():
            kept[names] = Snapshot(lambda: make_parts(names))
    return kept[names]


@pytest.fixture
def parts(db, snapshot_of_parts):
    """What a test asks for of what follows, by name."""
    return Parts(snapshot_of_parts.anew() if snapshot_of_parts else {})


@pytest.fixture
def homes(parts):
    """The home pages of a site, by language code."""
    return parts["homes"]


@pytest.fixture
def groups(homes, parts):
    return parts["groups"]


def new_user(name, *group_names, **fields):
    user = get_user_model().objects.create_user(username=name, password="secret", **fields)
    user.groups.set(map(group_named, group_names))
    return user


@pytest.fixture
def make_user(db):
    return new_user


@pytest.fixture
def people(groups, parts):
    return SimpleNamespace(**parts["people"])


@pytest.fixture
def login():
    """A function that logs a person in and returns their browser."""

    def log_in(user):
        browser = Client()
        browser.force_login(user)
        return browser

    return log_in


@pytest.fixture
def english_page(homes, parts):
    """A published English page with a paragraph that holds a link."""
    return parts["english_page"]


@pytest.fixture
def menu(english_page, parts):
    """A published English menu with one link to a page and an address."""
    return parts["menu"]


@pytest.fixture
def translate(es):
    """A function that submits a page or snippet into Spanish and returns its draft."""
    return submitted


@pytest.fixture
def spanish_page(english_page, parts):
    return parts["spanish_page"]


@pytest.fixture
def spanish_menu(menu, parts):
    return parts["spanish_menu"]
