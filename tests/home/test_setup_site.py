"""The bare site: made once, brought in line at every start, and nothing of the stock site left."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale, Page, Site, Task, Workflow

from home.models import HomePage
from site_project.i18n.translations import State, versions_of
from site_project.users.groups import translators
from tests.factories import UserFactory
from tests.translation.helpers import translation_to
from translation.publishing import publish as publish_translation


def counts():
    return [model.objects.count() for model in (Page, Site, Locale, Group, Workflow, Task)]


@pytest.fixture
def bare(db):
    call_command("setup_site", verbosity=0)


def test_each_language_has_a_home_page(bare, client):
    homes = {home.locale.language_code: home for home in HomePage.objects.all()}

    assert set(homes) == {"en", "es"}
    assert homes["en"].translation_key == homes["es"].translation_key
    assert {code: version.state for code, version in versions_of(homes["en"]).items()} == {
        "en": State.ORIGINAL,
    }
    assert client.get("/en/").status_code == 200


def test_language_is_announced_when_its_front_page_is_published(bare, client):
    home = HomePage.objects.get(locale__language_code="es")

    assert client.get("/", headers={"Accept-Language": "es"}).url == "/en/"
    assert client.get("/es/").status_code == 404
    assert "/es/" not in client.get("/en/").text
    assert "/es/" not in client.get("/sitemap.xml").text

    publish_translation(translation_to(home), UserFactory(is_superuser=True))

    assert HomePage.objects.get(pk=home.pk).title == "Inicio"
    assert client.get("/", headers={"Accept-Language": "es"}).url == "/es/"
    assert 'hreflang="es"' in client.get("/en/").text
    assert "/es/" in client.get("/sitemap.xml").text


def test_translator_opens_the_front_page_of_a_fresh_site(bare, client):
    client.force_login(UserFactory(group=translators("es")))
    home = HomePage.objects.get(locale__language_code="es")

    response = client.get(reverse("wagtailadmin_pages:edit", args=[home.pk]))

    assert response.status_code == 200
    assert "Home" in response.text


def test_second_run_changes_nothing(bare):
    before = counts(), list(Page.objects.order_by("pk").values())
    call_command("setup_site", verbosity=0)

    assert (counts(), list(Page.objects.order_by("pk").values())) == before


def test_welcome_page_of_wagtail_is_gone(bare):
    assert not Page.objects.filter(slug="home", depth=2).exists()
    assert set(Page.objects.filter(depth=2)) == {home.page_ptr for home in HomePage.objects.all()}


@pytest.mark.parametrize(
    ("address", "hostname", "port"),
    [
        ("https://campaigns.example.org", "campaigns.example.org", 443),
        ("http://campaigns.example.org", "campaigns.example.org", 80),
        ("http://localhost:8000", "localhost", 8000),
        ("http://[::1]:8000", "::1", 8000),
    ],
)
def test_site_record_follows_the_address(bare, settings, address, hostname, port):
    settings.SITE_URL = address
    call_command("setup_site", verbosity=0)
    site = Site.objects.get()

    assert (site.hostname, site.port) == (hostname, port)
    assert site.root_page.specific == HomePage.objects.get(locale__language_code="en")


def test_name_that_staff_gave_the_site_stays(bare):
    Site.objects.update(site_name="Ours")
    call_command("setup_site", verbosity=0)

    assert Site.objects.get().site_name == "Ours"


def test_content_stays(site):
    titles = set(Page.objects.values_list("title", flat=True))
    call_command("setup_site", verbosity=0)

    assert set(Page.objects.values_list("title", flat=True)) == titles


def test_what_is_missing_is_made_again(bare):
    Group.objects.all().delete()
    HomePage.objects.get(locale__language_code="es").delete()
    call_command("setup_site", verbosity=0)

    assert HomePage.objects.count() == 2 and Group.objects.exists()


def test_stock_page_with_content_of_its_own_stays(db):
    stock = Page.objects.get(depth=2)
    stock.add_child(instance=Page(title="Ours", slug="ours"))
    call_command("setup_site", verbosity=0)

    assert Page.objects.filter(title="Ours").exists()
    assert Site.objects.get().root_page.specific_class is HomePage
