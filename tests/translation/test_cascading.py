"""Unpublishing, deleting or moving an original asks about its translations, and does what is chosen."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale, Page

from home.models import Navigation
from site_project.users.permissions import access_admin_permission, grant_page_permissions
from tests.factories import StandardPageFactory, UserFactory, translate
from tests.translation.helpers import snippet_url, translation_to

pytestmark = pytest.mark.deep(postgres=True)


def make_pages():
    """A page, and a new place for it in both languages."""
    place = StandardPageFactory()
    return {"english": StandardPageFactory(), "places": (place, translate(place))}


@pytest.fixture(scope="module")
def kept_pages(on_the_site):
    return on_the_site(make_pages)


@pytest.fixture(scope="module")
def kept_spanish(on_the_site, kept_pages):
    return on_the_site(lambda: translate(kept_pages.anew()["english"]))


@pytest.fixture
def pages(site, kept_pages):
    return kept_pages.anew()


@pytest.fixture
def english(pages):
    return pages["english"]


@pytest.fixture
def spanish(english, kept_spanish):
    return kept_spanish.anew()


@pytest.fixture
def places(pages):
    return pages["places"]


def bulk(action, page, **data):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return f"{url}?id={page.pk}", data


@pytest.fixture
def ways(english, places):
    """What to post for each action, by name."""
    place = places[0].pk
    return {
        "unpublish": (reverse("wagtailadmin_pages:unpublish", args=[english.pk]), {}),
        "delete": (reverse("wagtailadmin_pages:delete", args=[english.pk]), {}),
        "move": (reverse("wagtailadmin_pages:move_confirm", args=[english.pk, place]), {}),
        "unpublish many": bulk("unpublish", english),
        "delete many": bulk("delete", english),
        "move many": bulk("move", english, chooser=place),
    }


WAYS = ["unpublish", "delete", "move", "unpublish many", "delete many", "move many"]


def done(action, page, places):
    """Whether the action was done to a page. `places`: where it is moved to, by language."""
    found = Page.objects.filter(pk=page.pk).first()
    if action.startswith("delete"):
        return found is None
    if action.startswith("unpublish"):
        return not found.live
    return found.get_parent().pk == next(place.pk for place in places if place.locale_id == page.locale_id)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_done_before_the_answer(admin_client, english, spanish, places, ways, way):
    url, data = ways[way]
    answer = admin_client.post(url, data)
    assert spanish.title in answer.content.decode()
    assert not done(way, english, places)
    assert not done(way, spanish, places)


@pytest.mark.parametrize("way", WAYS)
def test_in_all_languages(admin_client, english, spanish, places, ways, way):
    url, data = ways[way]
    assert admin_client.post(url, {**data, "translations": "with"}).status_code == 302
    assert done(way, english, places)
    assert done(way, spanish, places)


@pytest.mark.parametrize("way", WAYS)
def test_the_original_alone(admin_client, client, english, spanish, places, ways, way):
    url, data = ways[way]
    assert admin_client.post(url, {**data, "translations": "without"}).status_code == 302
    assert done(way, english, places)
    assert not done(way, spanish, places)
    assert client.get(spanish.url).status_code == 200
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[spanish.pk]))
    assert editor.status_code == 200


@pytest.mark.parametrize("way", WAYS)
def test_without_translations_nobody_asks(admin_client, english, places, ways, way):
    url, data = ways[way]
    assert admin_client.post(url, data).status_code == 302
    assert done(way, english, places)


def test_a_translation_alone_is_no_question(admin_client, spanish):
    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[spanish.pk]))
    assert not Page.objects.get(pk=spanish.pk).live


def test_who_may_not_touch_spanish_leaves_it_alone(client, site, english, spanish):
    translation = translation_to(spanish)
    group = Group.objects.create(name="English staff")
    group.permissions.add(access_admin_permission())
    grant_page_permissions(group, site.homes["en"], ["change", "publish"])
    client.force_login(UserFactory(group=group.name))
    url = reverse("wagtailadmin_pages:unpublish", args=[english.pk])
    answer = client.post(url, {"translations": "with"})
    assert answer.context["able"] is False
    assert Page.objects.get(pk=english.pk).live
    client.post(url, {"translations": "without"})
    assert not Page.objects.get(pk=english.pk).live
    assert Page.objects.get(pk=spanish.pk).live
    assert translation.enabled


def make_menus():
    """A menu in both languages."""
    menu = Navigation.objects.create(name="Second menu", locale=Locale.objects.get(language_code="en"))
    menu.save_revision().publish()
    return menu, translate(menu)


@pytest.fixture(scope="module")
def kept_menus(on_the_site):
    return on_the_site(make_menus)


@pytest.fixture
def menus(site, kept_menus):
    return kept_menus.anew()


def menu_way(action, menu):
    if action == "unpublish":
        return snippet_url(menu, "unpublish")
    if action == "delete":
        return snippet_url(menu, "delete")
    return reverse("wagtail_bulk_action", args=["home", "navigation", "delete"]) + f"?id={menu.pk}"


@pytest.mark.parametrize("action", ["unpublish", "delete", "delete many"])
def test_snippets_ask_too(admin_client, menus, action):
    english, spanish = menus

    response = admin_client.post(menu_way(action, english))

    assert str(spanish) in response.text
    assert Navigation.objects.filter(pk__in=[english.pk, spanish.pk], live=True).count() == 2


@pytest.mark.parametrize("action", ["unpublish", "delete", "delete many"])
@pytest.mark.parametrize("answer", ["with", "without"])
def test_snippets_do_what_is_chosen(admin_client, menus, action, answer):
    english, spanish = menus

    admin_client.post(menu_way(action, english), {"translations": answer})

    left = Navigation.objects.filter(pk__in=[english.pk, spanish.pk], live=True)
    assert set(left) == (set() if answer == "with" else {spanish})
