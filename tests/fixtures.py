"""Two languages, their home pages and a page and a menu in each, and one person of each group."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Locale, Page, Site

from site_project.users.groups import EDITORS, PUBLISHERS, ensure_groups, ensure_workflow, group_named, translators
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


@pytest.fixture
def homes(en, es):
    """The home pages of a site, by language code."""
    model = apps.get_model("home", "HomePage")
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


@pytest.fixture
def groups(homes):
    made = ensure_groups(homes)
    ensure_workflow(homes)
    return made


@pytest.fixture
def make_user(db):
    def make(name, *group_names, **fields):
        user = get_user_model().objects.create_user(username=name, password="secret", **fields)
        user.groups.set(map(group_named, group_names))
        return user

    return make


@pytest.fixture
def people(groups, make_user):
    return SimpleNamespace(
        editor=make_user("editor", EDITORS),
        publisher=make_user("publisher", PUBLISHERS),
        translator=make_user("translator", translators("es")),
        admin=make_user("admin", is_superuser=True),
    )


@pytest.fixture
def login():
    """A function that logs a person in and returns their browser."""

    def log_in(user):
        browser = Client()
        browser.force_login(user)
        return browser

    return log_in


@pytest.fixture
def english_page(homes):
    """A published English page with a paragraph that holds a link."""
    model = apps.get_model("home", "StandardPage")
    text = '<p>We meet <a href="https://example.org/hall">in the hall</a> on Monday.</p>'
    instance = model(
        title="About us",
        slug="about",
        summary="Who we are",
        locale=homes["en"].locale,
        body=[{"type": "text", "value": text, "id": TEXT_ID}],
    )
    homes["en"].add_child(instance=instance)
    instance.save_revision().publish()
    return model.objects.get(pk=instance.pk)


@pytest.fixture
def menu(homes, english_page):
    """A published English menu with one link to a page and an address."""
    model = apps.get_model("home", "Navigation")
    link = {"label": "Donate", "page": english_page.pk, "url": "https://example.org/donate"}
    instance = model.objects.create(
        name="Main menu", locale=homes["en"].locale, items=[{"type": "link", "value": link, "id": LINK_ID}]
    )
    instance.save_revision().publish()
    return model.objects.get(pk=instance.pk)


@pytest.fixture
def translate(es):
    """A function that submits a page or snippet into Spanish and returns its draft."""

    def translate(instance):
        submit([instance], [es], NoComponents(), None)
        return instance.get_translation(es)

    return translate


@pytest.fixture
def spanish_page(english_page, translate):
    return translate(english_page).specific


@pytest.fixture
def spanish_menu(menu, translate):
    return translate(menu)
