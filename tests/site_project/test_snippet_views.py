"""Snippet views keep to the languages of the person who uses them."""

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.messages.storage.fallback import FallbackStorage
from django.urls import NoReverseMatch, reverse
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.views.snippets import SnippetViewSet

from site_project.admin.snippets import READ_ONLY, LocaleSnippetViewSet
from site_project.users.permissions import LocalePermissionPolicy
from tests.factories import ClippingFactory
from tests.translation.helpers import is_refused, snippet_url

pytestmark = pytest.mark.deep(postgres=True)

#: Views of an existing snippet that lead to a change of it.
CHANGING = ["edit", "delete", "copy", "unpublish", "lock", "unlock", "revisions_revert", "revisions_unschedule"]
OWN_LANGUAGE = ["edit", "unpublish", "revisions_revert", "revisions_unschedule"]


def address(instance, name):
    args = [instance.latest_revision_id] if name.startswith("revisions") else []
    try:
        return snippet_url(instance, name, *args)
    except NoReverseMatch:
        pytest.skip(f"the snippet has no view {name!r}")


@pytest.mark.parametrize("name", CHANGING)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_changes_a_snippet_in_another_language(people, login, menu, spanish_menu, name, method):
    english, spanish = address(menu, name), address(spanish_menu, name)
    assert is_refused(getattr(login(people.translator), method)(english, {"action-publish": "1"}))
    assert is_refused(getattr(login(people.editor), method)(spanish, {"action-publish": "1"}))
    for snippet, was_live in ((menu, True), (spanish_menu, False)):
        assert type(snippet).objects.get(pk=snippet.pk).live == was_live


@pytest.mark.parametrize("name", OWN_LANGUAGE)
def test_translators_work_in_their_language(people, login, spanish_menu, name):
    assert login(people.translator).get(address(spanish_menu, name)).status_code == 200


@pytest.mark.parametrize("name", CHANGING)
def test_publishers_work_in_every_language(people, login, menu, spanish_menu, name):
    client = login(people.publisher)
    for snippet in (menu, spanish_menu):
        url = address(snippet, name)
        assert not is_refused(client.post(url) if name in {"lock", "unlock"} else client.get(url))


@pytest.mark.parametrize("name", ["history", "usage"])
def test_the_original_can_be_looked_at(people, login, menu, name):
    assert login(people.translator).get(snippet_url(menu, name)).status_code == 200


def test_new_snippets_are_made_in_own_languages(people, login, menu):
    add = reverse(type(menu).snippet_viewset.get_url_name("add"))
    editor, publisher = people.editor, people.publisher
    assert login(editor).get(f"{add}?locale=en").status_code == 200
    assert login(editor).get(add).status_code == 200
    for method in ("get", "post"):
        assert is_refused(getattr(login(editor), method)(f"{add}?locale=es"))
        assert is_refused(getattr(login(people.translator), method)(f"{add}?locale=en"))
    assert login(publisher).get(f"{add}?locale=es").status_code == 200
    assert login(publisher).get(f"{add}?locale=xx", follow=True).status_code == 404


def test_bulk_deletion_keeps_to_own_languages(people, login, menu, spanish_menu, groups):
    delete = Permission.objects.get(codename=f"delete_{menu._meta.model_name}", content_type__app_label="home")
    people.translator.user_permissions.add(delete)
    url = reverse("wagtail_bulk_action", args=["home", menu._meta.model_name, "delete"])
    client = login(people.translator)
    for chosen in (f"id={menu.pk}", f"id={spanish_menu.pk}&id={menu.pk}", "id=all"):
        client.get(f"{url}?{chosen}")
        client.post(f"{url}?{chosen}")
        assert type(menu).objects.filter(pk=menu.pk).exists()


def test_bulk_deletion_in_own_languages(people, login, menu, spanish_menu):
    url = reverse("wagtail_bulk_action", args=["home", menu._meta.model_name, "delete"])
    login(people.publisher).post(f"{url}?id={menu.pk}&id={spanish_menu.pk}")
    assert not type(menu).objects.exists()


def test_the_list_links_to_editors_in_own_languages(people, login, menu, spanish_menu):
    listing = reverse(type(menu).snippet_viewset.get_url_name("list"))
    content = login(people.translator).get(listing).content.decode()
    assert snippet_url(spanish_menu, "edit") in content
    assert f'"{snippet_url(menu, "edit")}"' not in content
    content = login(people.publisher).get(listing).content.decode()
    assert snippet_url(spanish_menu, "edit") in content
    assert snippet_url(menu, "edit") in content


def test_the_list_speaks_the_language_of_the_reader(people, login, menu, spanish_menu):
    """Wagtail translates the first breadcrumb and the column once, when the process starts."""
    listing = reverse(type(menu).snippet_viewset.get_url_name("list"))
    content = login(people.translator).get(listing, headers={"Accept-Language": "es"}).text
    assert "Ordenar por “Idioma”" in content
    assert not re.search(r">\s*(Home|Locale)\s*<", content)


def test_a_snippet_that_is_gone_is_not_found(people, login, menu):
    url = snippet_url(menu, "edit").replace(str(menu.pk), "987654")
    assert login(people.translator).get(url, follow=True).status_code == 404


def test_every_view_of_wagtail_that_names_a_snippet_is_guarded_or_only_shows(menu):
    """A release of Wagtail that adds a view makes somebody decide about it here."""
    viewset = LocaleSnippetViewSet(model=type(menu))
    known = {
        "CollectWorkflowActionDataView", "ConfirmWorkflowCancellationView", "CopyView", "DeleteView", "EditView",
        "LockView", "PreviewOnEditView", "ReorderView", "RevisionsUnscheduleView", "UnlockView", "UnpublishView",
        "WorkflowActionView", "_RevisionsRevertView", *(view.__name__ for view in READ_ONLY),
    }  # fmt: skip
    with_pk = {
        pattern.callback.view_class.__name__ for pattern in viewset.get_urlpatterns() if "pk" in str(pattern.pattern)
    }
    assert with_pk <= known
    for pattern in viewset.get_urlpatterns():
        if "pk" in str(pattern.pattern) and not issubclass(pattern.callback.view_class, READ_ONLY):
            assert hasattr(pattern.callback, "__wrapped__"), pattern.name


def test_the_guard_is_needed(people, menu, rf):
    """The trap: with the policy alone, Wagtail lets a translator take an English snippet offline."""

    class PolicyOnly(SnippetViewSet):
        model = type(menu)
        permission_policy = LocalePermissionPolicy(type(menu))

    request = rf.post("/")
    request.user, request.session = people.translator, {}
    request._messages = FallbackStorage(request)
    PolicyOnly().unpublish_view(request, pk=str(menu.pk))
    menu.refresh_from_db()
    assert not menu.live


def test_all_translatable_snippets_of_the_site_are_guarded():
    for model in get_snippet_models():
        if hasattr(model, "locale"):
            assert isinstance(model.snippet_viewset, LocaleSnippetViewSet), model


def test_snippets_without_languages_are_not_for_translators(people, login):
    outlet = apps.get_model("press", "Outlet").objects.create(name="The Daily Example")
    assert is_refused(login(people.translator).get(snippet_url(outlet, "edit")))
    # Without drafts a change would be public at once, so editors add outlets and publishers change them.
    assert is_refused(login(people.editor).get(snippet_url(outlet, "edit")))
    assert login(people.publisher).get(snippet_url(outlet, "edit")).status_code == 200


@pytest.mark.parametrize(
    ("person", "page", "clipping"),
    [
        ("editor", {"move", "delete"}, set()),
        ("publisher", {"move", "delete", "publish", "unpublish"}, {"delete", "publish"}),
        ("translator", {"move", "delete", "publish", "unpublish"}, {"publish"}),
    ],
)
def test_bulk_actions_are_offered_to_those_who_may(people, login, spanish_page, person, page, clipping):
    ClippingFactory()
    browser = login(getattr(people, person))
    home = spanish_page.get_parent()
    if person != "translator":
        home = home.get_translation(Locale.get_default())
    screens = {
        "page": browser.get(reverse("wagtailadmin_explore", args=[home.pk])).content.decode(),
        "clipping": browser.get(reverse("wagtailsnippets_press_clipping:list")).content.decode(),
    }
    offered = {model: set(re.findall(rf"/bulk/\w+/{model}/(\w+)/", screen)) for model, screen in screens.items()}
    assert offered == {"page": page, "clipping": clipping}
    assert ("data-bulk-action-checkbox" in screens["clipping"]) is bool(clipping)


@pytest.mark.parametrize(
    "query", ["id=x", "id=-1", "id=" + "9" * 40, "id=all&childOf=x", "id=all&childOf=999999", "id=1&id=%00"]
)
@pytest.mark.parametrize("model", ["wagtailcore/page/publish", "press/clipping/publish", "wagtailimages/image/delete"])
def test_bulk_actions_on_what_is_none_are_not_found(people, login, english_page, query, model):
    model = model.replace("wagtailimages/image", get_image_model()._meta.label_lower.replace(".", "/"))
    address = f"/admin/bulk/{model}/?{query}"
    browser = login(people.publisher)
    allowed = {404} if "999999" not in query else {200, 404}
    assert {send(address, follow=True).status_code for send in (browser.get, browser.post)} <= allowed
