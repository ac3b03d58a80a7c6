"""Submitting for translation: who may, into which languages, and without touching what is already public."""

import datetime as dt

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.messages.storage.fallback import FallbackStorage
from wagtail.models import Page, ReferenceIndex
from wagtail_localize.models import Translation
from wagtail_localize.operations import TranslationCreator, translate_page_subtree
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from site_project.users.permissions import access_admin_permission, submit_translation_permission
from tests.factories.files import ImageFactory
from tests.fixtures import NoComponents
from tests.reading import parse
from tests.translation.helpers import is_refused, localize_url, messages_of, snippet_url, translation_to
from translation.guards.submitting import Creator, locale_ids_for_submitting, submit_below

pytestmark = pytest.mark.slow


@pytest.fixture
def submit_page(english_page):
    return localize_url("submit_page_translation", english_page.pk)


@pytest.fixture
def submit_menu(menu):
    return localize_url("submit_snippet_translation", "home", menu._meta.model_name, menu.pk)


@pytest.fixture
def submitter(homes, make_user):
    """Somebody who has the permission to submit, and nothing else."""
    group = Group.objects.create(name="Submitters")
    group.permissions.add(access_admin_permission(), submit_translation_permission())
    return make_user("submitter", "Submitters")


def publish_all(instance):
    instance.save_revision().publish()
    instance.refresh_from_db()
    assert instance.live


def test_the_permission_alone_is_not_enough(login, submitter, submit_page, submit_menu, es):
    client = login(submitter)
    for url in (submit_page, submit_menu):
        assert is_refused(client.get(url))
        assert is_refused(client.post(url, {"locales": [es.pk]}))
    assert not Translation.objects.filter(enabled=True).exists()


def test_without_the_permission_nobody_submits(people, login, submit_page, es):
    people.editor.groups.first().permissions.remove(submit_translation_permission())
    assert is_refused(login(people.editor).post(submit_page, {"locales": [es.pk]}))


@pytest.mark.parametrize("name", ["editor", "publisher", "translator", "admin"])
def test_a_submission_makes_a_draft(people, login, submit_page, english_page, es, name):
    response = login(getattr(people, name)).post(submit_page, {"locales": [es.pk]})
    assert not is_refused(response)
    translated = english_page.get_translation(es)
    assert not translated.live
    assert "successfully submitted" in messages_of(response)[0]


def test_where_the_draft_uses_a_picture_is_known(people, login, homes, en, es):
    picture = ImageFactory()
    english = homes["en"].add_child(
        instance=type(homes["en"])(title="With a picture", slug="with-a-picture", locale=en, social_image=picture)
    )
    login(people.editor).post(localize_url("submit_page_translation", english.pk), {"locales": [es.pk]})
    users = ReferenceIndex.get_references_to(picture).values_list("object_id", flat=True)
    assert set(users) == {str(english.pk), str(english.get_translation(es).pk)}


def test_afterwards_people_come_to_where_they_may_be(people, login, homes, english_page, es):
    other = homes["en"].add_child(instance=type(english_page)(title="Other", slug="other", locale=homes["en"].locale))
    response = login(people.translator).post(
        localize_url("submit_page_translation", english_page.pk), {"locales": [es.pk]}, follow=True
    )
    assert response.request["PATH_INFO"].endswith(f"/{english_page.get_translation(es).pk}/edit/")
    assert response.status_code == 200
    response = login(people.editor).post(localize_url("submit_page_translation", other.pk), {"locales": [es.pk]})
    assert response.url.rstrip("/").endswith(f"/pages/{homes['en'].pk}")


def test_snippets(people, login, submit_menu, menu, es):
    assert not is_refused(login(people.translator).post(submit_menu, {"locales": [es.pk]}))
    assert not menu.get_translation(es).live


def test_languages_on_offer(people, english_page, menu, en, es, french):
    for source in (english_page, menu):
        assert locale_ids_for_submitting(people.translator, source) == {es.pk}
        assert locale_ids_for_submitting(people.editor, source) == {en.pk, es.pk, french.pk}


def test_other_languages_are_no_choice(people, login, submit_page, english_page, french):
    client = login(people.translator)
    form = client.get(submit_page).context["form"]
    assert [locale.language_code for locale in form.fields["locales"].queryset] == ["es"]
    response = client.post(submit_page, {"locales": [french.pk]})
    assert response.status_code == 200
    assert response.context["form"].errors["locales"]
    assert not english_page.get_translations().exists()


def test_the_subtree(people, login, homes, english_page, es):
    child = english_page.add_child(instance=type(english_page)(title="Child", slug="child", locale=homes["en"].locale))
    url = localize_url("submit_page_translation", english_page.pk)
    login(people.publisher).post(url, {"locales": [es.pk], "include_subtree": "on"})
    assert child.get_translation(es).get_parent().pk == english_page.get_translation(es).pk


class TestLiveTranslationsBelow:
    """A page whose Spanish version is public below one that is submitted (again, or after an alias)."""

    @pytest.fixture
    def child(self, homes, english_page):
        instance = type(english_page)(title="Child", slug="child", locale=homes["en"].locale)
        return english_page.add_child(instance=instance)

    @pytest.fixture
    def below(self, english_page, child, translate):
        translate(english_page)
        below = translate(child).specific
        below.title = "Publicada"
        publish_all(below)
        return below

    def test_they_stay_as_they_are(self, people, english_page, below, es):
        submit_below(english_page.pk, [es], NoComponents(), people.admin)
        below.refresh_from_db()
        assert below.live
        assert below.title == "Publicada"

    def test_what_is_missing_is_made(self, people, homes, english_page, child, below, es):
        grandchild = child.add_child(instance=type(child)(title="Below", slug="below", locale=homes["en"].locale))
        submit_below(english_page.pk, [es], NoComponents(), people.admin)
        assert grandchild.get_translation(es).get_parent().pk == below.pk

    def test_the_guard_is_needed(self, people, english_page, below, es):
        """The trap: wagtail-localize writes over what is public."""
        translate_page_subtree(english_page.pk, [es], None, people.admin)
        below.refresh_from_db()
        assert below.live
        assert below.title == "Child"


def test_live_snippets_that_a_page_uses_stay_live(spanish_menu, menu, es):
    publish_all(spanish_menu)
    Creator(None, [es]).create_translations(menu, include_related_objects=False)
    spanish_menu.refresh_from_db()
    assert spanish_menu.live


def test_the_guard_is_needed_for_live_snippets(spanish_menu, menu, es):
    """The trap: submitting a page takes the live translations of its snippets offline."""
    publish_all(spanish_menu)
    TranslationCreator(None, [es]).create_translations(menu, include_related_objects=False)
    spanish_menu.refresh_from_db()
    assert not spanish_menu.live


def test_missing_snippets_are_submitted_with_the_page(en, es, homes):
    clipping_model, outlet_model = apps.get_model("press", "Clipping"), apps.get_model("press", "Outlet")
    outlet = outlet_model.objects.create(name="The Daily Example")
    clipping = clipping_model.objects.create(headline="A headline", outlet=outlet, date=dt.date(2018, 6, 27), locale=en)
    Creator(None, [es]).create_translations(clipping, include_related_objects=False)
    assert not clipping.get_translation(es).live


def test_an_alias_becomes_a_translation(english_page, es, translate):
    alias = english_page.copy_for_translation(es, alias=True)
    assert alias.alias_of_id
    translate(english_page)
    assert Page.objects.get(pk=alias.pk).alias_of_id is None


def test_the_setting_is_needed(english_page, es, settings, django_capture_on_commit_callbacks):
    """The trap of E014: the default publishes untranslated text at once."""
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
    with django_capture_on_commit_callbacks(execute=True):
        TranslationCreator(None, [es]).create_translations(english_page)
    assert english_page.get_translation(es).live


def test_the_permission_is_needed_upstream_only(rf, submitter, english_page, es):
    """The trap: wagtail-localize lets everyone submit who has the permission."""
    request = rf.post("/", {"locales": [es.pk]})
    request.user, request.session = submitter, {}
    request._messages = FallbackStorage(request)
    SubmitPageTranslationView.as_view()(request, page_id=english_page.pk)
    assert english_page.get_translations().exists()


def test_the_translated_snippet_opens_in_the_editor(people, login, spanish_menu):
    response = login(people.translator).get(snippet_url(spanish_menu, "edit"))
    assert response.status_code == 200
    assert response.context["translation"] == translation_to(spanish_menu)


def test_all_languages_at_once(people, login, submit_page, english_page, es, french):
    """Ticked by Wagtail's own script: an inline one would be refused."""
    page = parse(login(people.editor).get(submit_page))
    (every,) = page.xpath("//*[@data-controller='w-bulk']//input[@name='select_all' and @type='checkbox']")
    assert every.attrib["data-w-bulk-target"] == "all" and every.attrib["data-action"] == "w-bulk#toggleAll"
    languages = page.xpath("//*[@data-controller='w-bulk']//input[@name='locales']")
    assert {tick.attrib["value"] for tick in languages} == {str(es.pk), str(french.pk)}
    assert all(tick.attrib["data-w-bulk-target"] == "item" for tick in languages)
    login(people.editor).post(submit_page, {"select_all": "on", "locales": [es.pk, french.pk]})
    assert english_page.get_translations().count() == 2


def test_of_one_language_there_is_no_choice(people, login, submit_page, french):
    assert 'name="select_all"' not in login(people.translator).get(submit_page).text
