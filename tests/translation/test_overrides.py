"""Overrides are validated like the values they replace."""

import json

import pytest
from django.db.models.signals import post_save
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import OverridableSegment, SegmentOverride

from tests.translation.helpers import fill, localize_url, snippet_url, translation_to
from translation.guards import overrides

pytestmark = pytest.mark.slow

SCRIPTS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "  javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "java\u200bscript:alert(1)",
    "javascript :alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "DATA:text/html;base64,PHNjcmlwdD4=",
]


@pytest.fixture
def link(spanish_page):
    """The place of an address in rich text."""
    return OverridableSegment.objects.get(
        source=translation_to(spanish_page).source, data_json='"https://example.org/hall"'
    )


@pytest.fixture
def place(spanish_menu):
    """A function that finds the place of a value in the menu's link by the name of its field."""

    def find(name):
        source = translation_to(spanish_menu).source
        return OverridableSegment.objects.get(source=source, context__field_path=f"items.link.{name}")

    return find


@pytest.fixture
def store(es):
    """A function that stores an override and returns it as the database has it."""

    def save(segment, value):
        override, _created = SegmentOverride.objects.update_or_create(
            locale=es, context=segment.context, defaults={"data_json": json.dumps(value)}
        )
        return SegmentOverride.objects.get(pk=override.pk)

    return save


@pytest.fixture
def put(client, people):
    """A function that sends an override as the editor of translations does."""
    client.force_login(people.translator)

    def send(instance, segment, value):
        url = localize_url("edit_override", translation_to(instance).pk, segment.pk)
        return client.put(url, encode_multipart(BOUNDARY, {"value": value}), content_type=MULTIPART_CONTENT)

    return send


def publish(client, instance, django_capture_on_commit_callbacks):
    fill(instance)
    if isinstance(instance, Page):
        url = reverse("wagtailadmin_pages:edit", args=[instance.pk])
    else:
        url = snippet_url(instance, "edit")
    with django_capture_on_commit_callbacks(execute=True):
        return client.post(url, {"action": "publish"})


@pytest.mark.parametrize("value", SCRIPTS)
def test_scripts_are_refused_everywhere(link, place, store, value):
    for segment in (link, place("url")):
        override = store(segment, value)
        assert override.has_error
        assert override.field_error


@pytest.mark.parametrize(
    "value",
    ["https://example.org/es", "http://example.org", "mailto:a@example.org", "tel:+12125550142", "/es/", "#fragment"],
)
def test_addresses_are_accepted_in_rich_text(link, store, value):
    assert not store(link, value).has_error


@pytest.mark.parametrize("value", ["file:///etc/passwd", "blob:x", "x-unknown:1", None, 5, ["https://example.org"]])
def test_other_things_are_not(link, store, value):
    assert store(link, value).has_error


@pytest.mark.parametrize("value", ["example", "//example.org", "/es/", "mailto:a@example.org", 5, {"a": 1}])
def test_an_address_must_be_one_that_its_field_takes(place, store, value):
    assert store(place("url"), value).has_error


def test_a_good_address(place, store):
    assert not store(place("url"), "https://example.org/donar").has_error


@pytest.mark.parametrize("value", ["999999", 999999, "abc", "", None, "1; DROP TABLE", ["1"], {"a": 1}, "9" * 40])
def test_a_chosen_page_must_exist(place, store, value):
    assert store(place("page"), value).has_error


def test_a_page_that_exists(place, store, spanish_page):
    assert not store(place("page"), str(spanish_page.pk)).has_error


def test_a_good_value_clears_the_error(link, store):
    assert store(link, "javascript:alert(1)").has_error
    override = store(link, "https://example.org/es")
    assert not override.has_error
    assert override.field_error == ""


def test_an_unreadable_value(link, es):
    override = SegmentOverride.objects.create(locale=es, context=link.context, data_json="{")
    assert override.has_error


def test_an_override_without_a_place_may_not_run_scripts(link, store, es):
    OverridableSegment.objects.all().delete()
    assert store(link, "javascript:alert(1)").has_error
    assert not store(link, "anything else").has_error
    assert not SegmentOverride.objects.create(locale=es, context=None, data_json='"x"').has_error


class TestInTheEditor:
    def test_the_answer_carries_the_reason(self, put, spanish_page, link):
        response = put(spanish_page, link, "javascript:alert(1)")
        assert response.status_code == 201
        assert response.json()["error"] == "This address could run a script, so it cannot be used."

    def test_the_reason_speaks_the_language_of_the_admin(self, put, people, spanish_page, link):
        UserProfile.objects.update_or_create(user=people.translator, defaults={"preferred_language": "es"})
        response = put(spanish_page, link, "javascript:alert(1)")
        assert response.json()["error"]

    def test_a_refused_address_is_never_published(
        self, client, put, spanish_page, link, django_capture_on_commit_callbacks
    ):
        put(spanish_page, link, "javascript:alert(1)")
        publish(client, spanish_page, django_capture_on_commit_callbacks)
        spanish_page.refresh_from_db()
        assert spanish_page.live
        assert "javascript" not in json.dumps(list(spanish_page.body.raw_data), default=dict)
        assert "https://example.org/hall" in str(spanish_page.body[0].value.source)

    def test_a_good_address_is_published_and_outlives_a_faulty_one(
        self, client, put, spanish_page, link, django_capture_on_commit_callbacks
    ):
        put(spanish_page, link, "https://example.org/es")
        publish(client, spanish_page, django_capture_on_commit_callbacks)
        spanish_page.refresh_from_db()
        assert "https://example.org/es" in str(spanish_page.body[0].value.source)

        put(spanish_page, link, "javascript:alert(1)")  # the last good one stays, not the original's
        publish(client, spanish_page, django_capture_on_commit_callbacks)
        spanish_page.refresh_from_db()
        assert "https://example.org/es" in str(spanish_page.body[0].value.source)

    @pytest.mark.parametrize("gone", [False, True])
    def test_a_page_that_does_not_exist_does_not_crash_publishing(
        self, client, put, place, spanish_menu, english_page, spanish_page, gone, django_capture_on_commit_callbacks
    ):
        if gone:  # it was there when it was chosen
            response = put(spanish_menu, place("page"), str(spanish_page.pk))
            assert response.json()["error"] is None
            spanish_page.delete()
        else:
            assert put(spanish_menu, place("page"), "999999").json()["error"]
        assert publish(client, spanish_menu, django_capture_on_commit_callbacks).status_code == 302
        spanish_menu.refresh_from_db()
        assert spanish_menu.live
        assert spanish_menu.items[0].value["page"].pk == english_page.pk


class TestTheGuardIsNeeded:
    """The trap: without the guard wagtail-localize publishes scripts and crashes on pages that are gone."""

    @pytest.fixture(autouse=True)
    def without_guard(self, monkeypatch):
        post_save.disconnect(sender=SegmentOverride, dispatch_uid="translation.guards.overrides")
        monkeypatch.setattr(overrides, "error_in", lambda *_args: "")
        yield
        overrides.connect()

    def test_scripts(self, client, put, spanish_page, link, django_capture_on_commit_callbacks):
        put(spanish_page, link, "javascript:alert(1)")
        publish(client, spanish_page, django_capture_on_commit_callbacks)
        spanish_page.refresh_from_db()
        assert "javascript:alert(1)" in str(spanish_page.body[0].value.source)

    def test_pages(self, put, place, spanish_menu):
        put(spanish_menu, place("page"), "999999")
        with pytest.raises(Exception, match="matching query does not exist"):
            translation_to(spanish_menu).save_target()
