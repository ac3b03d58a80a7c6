"""Updating translations from their source: who may, and who may publish with it."""

import pytest
from django.contrib.auth.models import Group

from site_project.users.permissions import (
    access_admin_permission,
    grant_page_permissions,
    submit_translation_permission,
)
from tests.fixtures import NoComponents
from tests.translation.helpers import fill, is_refused, localize_url, translation_to
from translation.guards.submitting import submit

pytestmark = pytest.mark.slow


@pytest.fixture
def update(spanish_page):
    return localize_url("update_translations", translation_to(spanish_page).source_id)


@pytest.fixture
def changed(english_page, update):
    """The source has changed since."""
    english_page.summary = "Who we are now"
    english_page.save_revision().publish()
    return english_page


@pytest.fixture
def synced(spanish_page):
    def is_synced():
        return "Who we are now" in translation_to(spanish_page).source.content_json

    return is_synced


def live(spanish_page):
    spanish_page.refresh_from_db()
    return spanish_page.live


@pytest.mark.parametrize("name", ["editor", "translator", "publisher", "admin"])
def test_people_of_either_language_update(people, login, update, changed, synced, spanish_page, name):
    client = login(getattr(people, name))
    assert client.get(update).status_code == 200
    assert not is_refused(client.post(update))
    assert synced()
    assert not live(spanish_page)


def test_the_permission_alone_is_not_enough(login, make_user, update, changed, spanish_page):
    Group.objects.create(name="Submitters").permissions.add(access_admin_permission(), submit_translation_permission())
    client = login(make_user("submitter", "Submitters"))
    assert is_refused(client.get(update))
    assert is_refused(client.post(update, {"publish_translations": "on"}))
    assert not live(spanish_page)


@pytest.mark.parametrize("name", ["translator", "publisher", "admin"])
def test_who_may_publish_the_translation_publishes(
    people, login, update, changed, spanish_page, name, django_capture_on_commit_callbacks
):
    fill(spanish_page)
    with django_capture_on_commit_callbacks(execute=True):
        login(getattr(people, name)).post(update, {"publish_translations": "on"})
    assert live(spanish_page)


def test_others_do_not(people, login, update, changed, spanish_page):
    client = login(people.editor)
    assert client.get(update).context["form"].fields["publish_translations"].disabled
    assert is_refused(client.post(update, {"publish_translations": "on"}))
    assert not live(spanish_page)


def test_one_language_of_several_is_not_enough(people, login, french, english_page, spanish_page, update):
    submit([english_page], [french], NoComponents(), None)
    assert is_refused(login(people.translator).get(update))
    group = Group.objects.create(name="French")
    grant_page_permissions(group, english_page.get_translation(french), ["change"])
    people.translator.groups.add(group)
    client = login(people.translator)
    assert client.get(update).status_code == 200
    assert is_refused(client.post(update, {"publish_translations": "on"}))


def test_a_locked_translation_is_not_published(people, login, update, changed, spanish_page):
    spanish_page.locked, spanish_page.locked_by = True, people.publisher
    spanish_page.save()
    assert is_refused(login(people.translator).post(update, {"publish_translations": "on"}))


def test_a_source_that_is_gone_is_not_found(people, login, update, english_page):
    type(english_page).objects.filter(pk=english_page.pk).delete()
    assert login(people.admin).get(update, follow=True).status_code == 404


def test_snippets(people, login, spanish_menu):
    update = localize_url("update_translations", translation_to(spanish_menu).source_id)
    assert login(people.translator).get(update).status_code == 200
    assert is_refused(login(people.editor).post(update, {"publish_translations": "on"}))
