"""Those who may publish see that coverage waits, as long as it does."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from press.imports.enums import ImportSource
from press.imports.waiting import waiting_for
from press.models import Clipping
from site_project.models import OrganizationSettings
from site_project.users.groups import translators
from tests.factories import ClippingFactory, OutletFactory, UserFactory
from tests.press.imports.helpers import make_import
from tests.reading import parse, words


def browser_for(**fields):
    browser = Client()
    browser.force_login(UserFactory(**fields))
    return browser


def menu_of(page):
    """The labels of the admin's menu."""
    return json.dumps(json.loads(parse(page).get_element_by_id("wagtail-sidebar-props").text), ensure_ascii=False)


def coverage_on(page):
    """What the home screen says about coverage."""
    return words(parse(page).get_element_by_id("coverage-section")).removesuffix(" #")


def make_coverage():
    ClippingFactory(live=False, has_unpublished_changes=True)  # filed
    ClippingFactory(has_unpublished_changes=True)  # published, and changed since
    ClippingFactory()
    gone = ClippingFactory()
    gone.save_revision().publish()
    Clipping.objects.get(pk=gone.pk).unpublish()  # taken off the site
    make_import(count=2, outlet=OutletFactory())
    make_import(count=3, outlet=OutletFactory(), source=ImportSource.FEED)


@pytest.fixture(scope="module")
def kept_coverage(on_the_site):
    return on_the_site(make_coverage)


@pytest.fixture
def coverage(site, kept_coverage):
    return kept_coverage.anew()


def test_publisher_sees_what_waits_and_where(coverage):
    publisher = browser_for(group="Publishers")
    page = publisher.get(reverse("wagtailadmin_home"))
    panel = parse(page).get_element_by_id("coverage-section")
    said = words(panel)
    assert "2 clippings to be published" in said and "1 import to be reviewed" in said and "3 proposals" in said
    assert all(label in menu_of(page) for label in ('"Press (6)"', '"Imports (4)"', '"Clippings (2)"'))
    waiting = publisher.get(panel.xpath(".//ul//a/@href")[0])
    assert len(parse(waiting).xpath("//main//table/tbody/tr")) == 2


def test_publisher_publishes_all_that_waits_from_its_list(coverage):
    publisher = browser_for(group="Publishers")
    listed = parse(publisher.get(reverse(Clipping.snippet_viewset.get_url_name("list")), {"status": "waiting"}))
    assert {words(tag) for tag in listed.xpath("//main//tbody//*[contains(@class, 'w-status')]")} >= {
        "Draft",
        "Published + draft",
    }
    url = reverse("wagtail_bulk_action", args=["press", "clipping", "publish"]) + "?id=all"
    assert "Publish these 2 clippings" in words(parse(publisher.get(url)))
    assert "2 clippings were published." in words(parse(publisher.post(url, follow=True)))
    assert not Clipping.objects.waiting().exists() and Clipping.objects.published().count() == 3
    # What was taken off the site does not come back, and what waits no longer is left alone.
    gone = Clipping.objects.get(live=False)
    again = publisher.get(url.replace("all", str(gone.pk)))
    assert "None of the selected clippings waits" in words(parse(again))


def test_a_locked_clipping_and_an_editors_wish_publish_nothing(coverage):
    url = reverse("wagtail_bulk_action", args=["press", "clipping", "publish"]) + "?id=all"
    browser_for(group="Editors").post(url)
    assert Clipping.objects.waiting().count() == 2
    Clipping.objects.waiting().update(locked=True)
    answer = browser_for(group="Publishers").post(url, follow=True)
    assert Clipping.objects.waiting().count() == 2 and "were published" not in words(parse(answer))


def test_in_spanish(coverage):
    publisher = browser_for(group="Publishers")
    publisher.cookies["django_language"] = "es"
    page = publisher.get(reverse("wagtailadmin_home"), headers={"Accept-Language": "es"})
    assert "2 recortes por publicar" in words(parse(page)) and '"Prensa (6)"' in menu_of(page)


def test_others_and_those_for_whom_nothing_waits_see_where_to_add_some(coverage):
    page = browser_for(group="Editors").get(reverse("wagtailadmin_home"))
    assert coverage_on(page) == "Press coverage Add coverage" and '"Press"' in menu_of(page)
    Clipping.objects.all().delete()
    for made in make_import(), *type(make_import()).objects.all():
        made.delete()
    page = browser_for(group="Publishers").get(reverse("wagtailadmin_home"))
    assert coverage_on(page) == "Press coverage Add coverage" and '"Press"' in menu_of(page)
    page = browser_for(group=translators("es")).get(reverse("wagtailadmin_home"))
    assert "coverage-section" not in page.content.decode()


def test_home_screen_is_called_as_the_organization_is(coverage):
    OrganizationSettings.objects.update_or_create(site=Site.objects.get(), defaults={"name": "Local Power"})
    for group in ("Editors", "Publishers"):
        page = parse(browser_for(group=group).get(reverse("wagtailadmin_home")))
        assert words(page.xpath("//main//h1")[0]) == "Local Power"


def test_it_costs_two_queries_however_often_it_is_asked(coverage):
    user = UserFactory(group="Publishers")
    waiting_for(UserFactory(group="Editors"))
    user.get_all_permissions()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert waiting_for(user).total == waiting_for(user).total == 6
    asked = [query["sql"] for query in queries if "press_" in query["sql"]]
    assert len(asked) == 2


@pytest.mark.parametrize("group", ["Translators: Spanish", "Editors"])
@pytest.mark.parametrize("action", ["publish", "delete"])
@pytest.mark.parametrize("key", ["theirs", "all", "nonsense"])
def test_whoever_may_not_does_nothing_to_clippings_by_their_numbers(coverage, site, group, action, key):
    english = Clipping.objects.waiting().filter(locale__language_code="en")
    before = sorted(Clipping.objects.values_list("pk", "live"))
    keys = {"theirs": list(english.values_list("pk", flat=True)), "all": ["all"], "nonsense": ["x", "-1", "9" * 40]}[
        key
    ]
    url = reverse("wagtail_bulk_action", args=["press", "clipping", action])
    browser = browser_for(group=group)
    query = "&".join(f"id={one}" for one in keys)
    for answer in (browser.get(f"{url}?{query}"), browser.post(f"{url}?{query}")):
        assert answer.status_code in {200, 302, 403, 404}
    assert sorted(Clipping.objects.values_list("pk", "live")) == before
