"""wagtail-localize's endpoints ask who calls them, and for which language."""

import pytest
from django.contrib.auth.models import Group
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import resolve, reverse
from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringSegment, StringTranslation, Translation

from site_project.users.permissions import access_admin_permission, grant_page_permissions
from tests.translation.helpers import is_refused, localize_url, snippet_url, translation_to
from translation.guards import urls

pytestmark = pytest.mark.slow


@pytest.fixture(params=["page", "menu"])
def translated(request):
    """A Spanish page, and a Spanish snippet."""
    return request.getfixturevalue(f"spanish_{request.param}")


@pytest.fixture
def endpoints(translated):
    """(method, address, data) of everything that can be done to the translation."""
    translation = translation_to(translated)
    string = StringSegment.objects.filter(source=translation.source).first()
    override = OverridableSegment.objects.filter(source=translation.source).first()
    value = encode_multipart(BOUNDARY, {"value": "Texto"})
    string_url = localize_url("edit_string_translation", translation.pk, string.pk)
    override_url = localize_url("edit_override", translation.pk, override.pk)
    return [
        ("put", string_url, value),
        ("delete", string_url, None),
        ("put", override_url, value),
        ("delete", override_url, None),
        ("get", localize_url("download_pofile", translation.pk), None),
        ("post", localize_url("upload_pofile", translation.pk), None),
        ("post", localize_url("machine_translate", translation.pk), None),
        ("get", localize_url("preview_translation", translation.pk), None),
        ("post", localize_url("stop_translation", translation.pk), {"confirmed": "take_over"}),
    ]


def call(client, method, url, data):
    if method == "put":
        return client.put(url, data, content_type=MULTIPART_CONTENT)
    return getattr(client, method)(url, data)


def nothing_happened():
    return (
        not StringTranslation.objects.exists()
        and not SegmentOverride.objects.exists()
        and Translation.objects.filter(enabled=True).exists()
    )


def test_people_of_another_language_do_nothing(people, login, endpoints):
    client = login(people.editor)
    for method, url, data in endpoints:
        assert is_refused(call(client, method, url, data)), url
    assert nothing_happened()


def test_scripts_are_told_so(people, login, endpoints):
    response = call(login(people.editor), *endpoints[0])
    assert response.status_code == 403
    assert response.json()["error"]


def test_visitors_do_nothing(client, endpoints):
    for method, url, data in endpoints:
        assert "/login/" in call(client, method, url, data).url
    assert nothing_happened()


@pytest.mark.parametrize("name", ["translator", "publisher", "admin"])
def test_people_of_the_language_do_everything(people, login, translated, endpoints, name):
    client = login(getattr(people, name))
    for method, url, data in endpoints:
        assert not is_refused(call(client, method, url, data)), url
    assert not Translation.objects.filter(enabled=True, source__object_id=translated.translation_key).exists()


def test_a_locked_translation_cannot_be_changed(people, login, translated, endpoints):
    translated.locked, translated.locked_by = True, people.publisher
    translated.save()
    client = login(people.translator)
    for method, url, data in endpoints:
        if method != "get":
            assert is_refused(call(client, method, url, data)), url
    assert nothing_happened()


def test_a_locked_translation_cannot_be_published(people, login, translated):
    translated.locked, translated.locked_by = True, people.publisher
    translated.save()
    is_snippet = hasattr(translated, "name")
    url = snippet_url(translated, "edit") if is_snippet else reverse("wagtailadmin_pages:edit", args=[translated.pk])
    login(people.translator).post(url, {"action": "publish"})
    translated.refresh_from_db()
    assert not translated.live


def test_a_translation_that_is_gone_is_not_found(people, login, translated, endpoints):
    type(translated).objects.filter(pk=translated.pk).delete()
    client = login(people.admin)
    for method, url, data in endpoints:
        response = call(client, method, url, data)
        if response.status_code == 302:
            response = client.get(response.url)
        assert response.status_code == 404, url


def test_a_request_without_a_value_is_a_bad_request(people, login, endpoints):
    empty = encode_multipart(BOUNDARY, {})
    for method, url, _data in endpoints:
        if method == "put":
            assert call(login(people.translator), method, url, empty).status_code == 400


def test_a_value_that_cannot_be_stored_is_a_bad_request(people, login, endpoints):
    nul = encode_multipart(BOUNDARY, {"value": "a\x00b"})
    for method, url, _data in endpoints:
        if method == "put":
            assert call(login(people.translator), method, url, nul).status_code == 400
    assert nothing_happened()


def test_strings_of_other_pages_are_not_reached(people, login, homes, english_page, spanish_page, menu, spanish_menu):
    foreign = StringSegment.objects.filter(source=translation_to(spanish_menu).source).first()
    url = localize_url("edit_string_translation", translation_to(spanish_page).pk, foreign.pk)
    call(login(people.translator), "put", url, encode_multipart(BOUNDARY, {"value": "Texto"}))
    assert nothing_happened()


class TestAliases:
    """Turning a translation into an alias puts the source's text online."""

    def test_takes_the_right_to_publish(self, people, login, homes, spanish_page, make_user):
        group = Group.objects.create(name="Writers")
        group.permissions.add(access_admin_permission())
        grant_page_permissions(group, homes["es"], ["change"])
        url = localize_url("convert_to_alias", spanish_page.pk)
        for user in (make_user("writer", "Writers"), people.editor):
            client = login(user)
            assert is_refused(client.get(url))
            assert is_refused(client.post(url))
        spanish_page.refresh_from_db()
        assert spanish_page.alias_of_id is None
        assert login(people.publisher).get(url).status_code == 302  # told why not, see test_source_change


class TestListings:
    @pytest.fixture
    def visitor(self, homes, make_user):
        """Somebody who may enter the admin, and nothing else."""
        Group.objects.create(name="Guests").permissions.add(access_admin_permission())
        return make_user("guest", "Guests")

    def test_the_snippet_api(self, people, login, visitor, menu):
        names = ["home", menu._meta.model_name]
        for url in (
            localize_url("snippets_api_listing", *names),
            localize_url("snippets_api_detail", *names, menu.pk),
        ):
            assert is_refused(login(visitor).get(url))
            assert login(people.translator).get(url).status_code == 200


def test_every_address_of_wagtail_localize_is_guarded():
    """A release of wagtail-localize that adds an address makes somebody decide about it in `guards/urls.py`."""
    [resolver] = localize.register_admin_urls()
    names = {pattern.name for pattern in resolver.url_patterns}
    assert names == urls.REPLACED.keys() | urls.GUARDED.keys() | urls.OPEN


def test_the_guards_come_first(spanish_page, rf):
    translation = translation_to(spanish_page)
    for name in ("download_pofile", "upload_pofile", "stop_translation"):
        assert resolve(localize_url(name, translation.pk)).url_name is None, name
