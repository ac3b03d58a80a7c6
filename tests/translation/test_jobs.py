"""Each group can do its job, and nothing else, through the admin as people use it."""

import pytest
from django.apps import apps
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.contrib.settings.registry import registry
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringSegment, StringTranslation

from tests.translation.helpers import fill, is_refused, localize_url, messages_of, snippet_url, translation_to

pytestmark = pytest.mark.slow


def page_url(name, page, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *args])


@pytest.fixture
def live_spanish_page(spanish_page):
    spanish_page.save_revision().publish()
    spanish_page.refresh_from_db()
    return spanish_page


@pytest.fixture
def form_of():
    """A function that gives the data of the edit form of a page, as the browser would send it."""

    def form(page, **changes):
        return nested_form_data(
            {
                "title": page.title,
                "slug": page.slug,
                "summary": page.summary,
                "body": streamfield([("text", rich_text("<p>Text</p>", features=["bold"]))]),
                "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
                **changes,
            }
        )

    return form


def reload(page):
    return Page.objects.get(pk=page.pk)


class TestEditors:
    @pytest.fixture
    def client(self, people, login):
        return login(people.editor)

    def test_write_a_draft(self, client, english_page, form_of):
        client.post(page_url("edit", english_page), form_of(english_page, title="A better title"))
        page = reload(english_page)
        assert page.draft_title == "A better title"
        assert page.title == "About us"

    def test_submit_to_a_publisher_and_do_not_publish(self, client, english_page, form_of, people):
        data = form_of(english_page, title="A better title")
        client.post(page_url("edit", english_page), {**data, "action-publish": "1"})
        assert reload(english_page).title == "About us"
        client.post(page_url("edit", english_page), {**data, "action-submit": "1"})
        page = reload(english_page)
        assert page.workflow_in_progress
        assert page.current_workflow_task.specific.user_can_access_editor(page, people.publisher)
        assert not page.current_workflow_task.specific.user_can_access_editor(page, people.translator)

    def test_write_new_pages(self, client, homes):
        add = reverse("wagtailadmin_pages:add", args=["home", "standardpage", homes["en"].pk])
        assert client.get(add).status_code == 200

    def test_leave_spanish_alone(self, client, spanish_page, homes):
        for name in ("edit", "delete", "unpublish", "move", "copy"):
            assert is_refused(client.get(page_url(name, spanish_page))), name
        add = reverse("wagtailadmin_pages:add", args=["home", "standardpage", homes["es"].pk])
        assert is_refused(client.get(add))

    def test_neither_unpublish_nor_delete_what_is_public(self, client, english_page):
        for name in ("unpublish", "delete"):
            assert is_refused(client.post(page_url(name, english_page)))
        assert reload(english_page).live

    def test_save_a_draft_of_a_menu(self, client, menu):
        response = client.get(snippet_url(menu, "edit"))
        assert response.status_code == 200
        assert "action-publish" not in response.content.decode()

    def test_submit_a_menu_to_a_publisher(self, client, menu):
        form = nested_form_data({"name": "A better name", "items": streamfield([])})
        client.post(snippet_url(menu, "edit"), {**form, "action-publish": "1"})
        menu.refresh_from_db()
        assert menu.name == "Main menu"
        client.post(snippet_url(menu, "edit"), {**form, "action-submit": "1"})
        menu.refresh_from_db()
        assert menu.workflow_in_progress
        assert menu.name == "Main menu"

    def test_use_images_and_documents(self, client):
        for name in ("wagtailimages:index", "wagtailimages:add_multiple", "wagtaildocs:index"):
            assert client.get(reverse(name)).status_code == 200

    def test_leave_the_settings_alone(self, client, homes):
        assert is_refused(client.get(reverse("wagtailadmin_workflows:index")))
        assert is_refused(client.get(reverse("wagtailusers_users:index")))


class TestTranslators:
    @pytest.fixture
    def client(self, people, login):
        return login(people.translator)

    def test_translate_and_publish(self, client, spanish_page, django_capture_on_commit_callbacks):
        response = client.get(page_url("edit", spanish_page))
        assert response.status_code == 200
        assert "translation/editor/editor.html" in [template.name for template in response.templates]
        translation = translation_to(spanish_page)
        for segment in StringSegment.objects.filter(source=translation.source):
            url = localize_url("edit_string_translation", translation.pk, segment.pk)
            body = encode_multipart(BOUNDARY, {"value": segment.string.data.replace("About us", "Quiénes somos")})
            assert client.put(url, body, content_type=MULTIPART_CONTENT).status_code == 201
        assert translation.get_progress()[0] == translation.get_progress()[1] > 0
        with django_capture_on_commit_callbacks(execute=True):
            client.post(page_url("edit", spanish_page), {"action": "publish"})
        page = reload(spanish_page)
        assert page.live
        assert page.title == "Quiénes somos"
        assert set(StringTranslation.objects.values_list("last_translated_by__username", flat=True)) == {"translator"}

    def test_translate_and_publish_a_menu(self, client, spanish_menu, django_capture_on_commit_callbacks):
        assert client.get(snippet_url(spanish_menu, "edit")).status_code == 200
        fill(spanish_menu)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(snippet_url(spanish_menu, "edit"), {"action": "publish"})
        spanish_menu.refresh_from_db()
        assert spanish_menu.live

    @pytest.mark.parametrize("name", ["edit", "delete", "unpublish", "move", "copy", "lock", "set_privacy"])
    def test_leave_english_pages_alone(self, client, english_page, name):
        url = (
            reverse("wagtailadmin_pages:set_privacy", args=[english_page.pk])
            if name == "set_privacy"
            else page_url(name, english_page)
        )
        if name != "lock":
            assert is_refused(client.get(url))
        assert is_refused(client.post(url, {"action-publish": "1", "title": "Hacked"}))
        page = reload(english_page)
        assert page.live
        assert not page.locked
        assert page.title == page.draft_title == "About us"

    def test_move_nothing_into_english(self, client, live_spanish_page, homes):
        url = page_url("move_confirm", live_spanish_page, homes["en"].pk)
        client.post(url, {"new_parent_page": homes["en"].pk})
        assert reload(live_spanish_page).get_parent().pk == homes["es"].pk

    def test_revert_nothing_in_english(self, client, english_page):
        revision = english_page.latest_revision
        assert is_refused(client.get(page_url("revisions_revert", english_page, revision.pk)))

    @pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
    def test_bulk_actions_leave_english_pages_alone(self, client, english_page, homes, action):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        data = {"chooser": homes["es"].pk, "move_applied": "on", "include_descendants": "on"}
        client.post(f"{url}?id={english_page.pk}&id={homes['en'].pk}", data)
        page = reload(english_page)
        assert page.live
        assert page.get_parent().pk == homes["en"].pk
        assert reload(homes["en"]).live

    def test_bulk_publishing_leads_to_the_editor_of_a_translation(self, client, spanish_page):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        answer = client.post(f"{url}?id={spanish_page.pk}")
        assert spanish_page.title in messages_of(answer)[0]
        assert not reload(spanish_page).live  # its draft may hold English

    def test_create_no_pages(self, client, homes):
        for home in homes.values():
            assert is_refused(client.get(reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])))

    def test_choose_images_and_add_none(self, client):
        assert client.get(reverse("wagtailimages_chooser:choose")).status_code == 200
        assert is_refused(client.get(reverse("wagtailimages:add")))

    def test_leave_users_and_outlets_alone(self, client):
        outlet = apps.get_model("press", "Outlet").objects.create(name="The Daily Example")
        for url in (
            reverse("wagtailusers_users:index"),
            reverse("wagtailadmin_workflows:index"),
            reverse("wagtaillocales:index"),
            snippet_url(outlet, "edit"),
            snippet_url(outlet, "delete"),
        ):
            assert is_refused(client.get(url)), url


class TestPublishers:
    @pytest.fixture
    def client(self, people, login):
        return login(people.publisher)

    def test_publish_in_english(self, client, english_page, form_of):
        data = form_of(english_page, title="A better title")
        client.post(page_url("edit", english_page), {**data, "action-publish": "1"})
        assert reload(english_page).title == "A better title"

    def test_publish_in_spanish(self, client, spanish_page, django_capture_on_commit_callbacks):
        fill(spanish_page)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(page_url("edit", spanish_page), {"action": "publish"})
        assert reload(spanish_page).live

    def test_approve(self, client, people, english_page):
        english_page.title = "A better title"
        english_page.save_revision(user=people.editor)
        state = english_page.get_workflow().start(english_page, people.editor)
        url = page_url("workflow_action", english_page, "approve", state.current_task_state.pk)
        client.post(url, {"comment": ""})
        assert reload(english_page).title == "A better title"

    def test_unpublish_and_delete_in_both_languages(self, client, english_page, live_spanish_page):
        for page in (english_page, live_spanish_page):
            client.post(page_url("unpublish", page), {"translations": "without"})
            assert not reload(page).live
            client.post(page_url("delete", page), {"translations": "without"})
            assert not Page.objects.filter(pk=page.pk).exists()

    def test_lock(self, client, english_page):
        client.post(page_url("lock", english_page))
        assert reload(english_page).locked

    def test_snippets_in_both_languages(self, client, menu, spanish_menu):
        client.post(snippet_url(menu, "unpublish"))
        menu.refresh_from_db()
        assert not menu.live
        for snippet in (spanish_menu, menu):
            client.post(snippet_url(snippet, "delete"))
        assert not type(menu).objects.exists()

    def test_redirects_and_settings(self, client, homes):
        assert client.get(reverse("wagtailredirects:index")).status_code == 200
        for model in registry:
            url = reverse("wagtailsettings:edit", args=[model._meta.app_label, model._meta.model_name])
            assert client.get(url, follow=True).status_code == 200

    def test_leave_users_alone(self, client):
        assert is_refused(client.get(reverse("wagtailusers_users:index")))
