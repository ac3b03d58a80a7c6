"""Pickers show only what a role may see: in their lists, by search, and where an address names something."""

import json

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import Collection, GroupApprovalTask, Page, PageViewRestriction

from press.models import Clipping, Outlet
from press.watched_feeds.models import WatchedFeed
from site_project.users.groups import EDITORS, PUBLISHERS, translators
from tests.factories import (
    ClippingFactory,
    DocumentFactory,
    EventFactory,
    ImageFactory,
    OutletFactory,
    StandardPageFactory,
    UserFactory,
    translate,
)
from tests.translation.helpers import is_refused
from translation.glossary.models import Term

pytestmark = pytest.mark.deep(postgres=True)

TRANSLATORS = translators("es")
ROLES = (EDITORS, TRANSLATORS, PUBLISHERS)


@pytest.fixture
def sign_in(client):
    def as_role(role):
        client.force_login(UserFactory(group=role))
        return client

    return as_role


class TestPages:
    @pytest.fixture
    def pages(self, site):
        public = StandardPageFactory(title="Public guava")
        private = StandardPageFactory(title="Private guava")
        PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
        spanish = translate(StandardPageFactory(title="Original guava"))
        spanish.unpublish()
        return {
            "public": public, "draft": StandardPageFactory(title="Draft guava", live=False), "private": private,
            "spanish": spanish,
        }  # fmt: skip

    @pytest.fixture
    def find(self, pages):
        """The pages that a picker's answer names."""

        def names(answer):
            assert answer.status_code == 200
            text = answer.text
            return {name for name, page in pages.items() if json.dumps(page.title)[1:-1] in text}

        return names

    @pytest.mark.parametrize(
        ("role", "seen"),
        [
            (EDITORS, {"public", "draft", "private"}),
            (TRANSLATORS, {"public", "spanish"}),
            (PUBLISHERS, {"public", "draft", "private", "spanish"}),
        ],
    )
    def test_others_drafts_and_private_pages_are_not_shown(self, sign_in, pages, find, role, seen):
        client = sign_in(role)
        found = {
            name
            for name, page in pages.items()
            if name in find(client.get(f"/admin/choose-page/{page.get_parent().pk}/"))
        }
        assert found == seen
        assert find(client.get("/admin/choose-page/search/?q=guava")) == seen
        for name, page in pages.items():
            below = client.get(f"/admin/choose-page/{page.pk}/?multiple=1", follow=True)
            assert (page.title in below.text) is (name in seen) and not is_refused(below)
            chosen = client.get(f"/admin/choose-page/chosen-multiple/?id={page.pk}")
            assert is_refused(chosen) is (name not in seen)

    def test_a_picker_for_a_type_opens_at_no_hidden_page(self, sign_in, site):
        shelf = EventFactory().get_parent()
        Page.objects.filter(pk=shelf.pk).update(draft_title="Hidden guava", live=False)
        address = "/admin/choose-page/?page_type=campaigns.EventPage"
        assert "Hidden guava" in sign_in(EDITORS).get(address).text
        answer = sign_in(TRANSLATORS).get(address)
        assert answer.status_code == 200 and "Hidden guava" not in answer.text

    def test_what_is_no_number_names_no_page(self, sign_in, pages):
        client = sign_in(EDITORS)
        for value in ("", "x", "9" * 30):
            assert is_refused(client.get(f"/admin/choose-page/chosen-multiple/?id={value}"))

    def test_the_admins_list_of_pages(self, sign_in, pages, find):
        assert "spanish" not in find(sign_in(EDITORS).get("/admin/api/main/pages/?limit=20"))


class TestSnippets:
    #: Who has nothing to do with the kind of thing.
    STRANGERS = {Clipping: (), Outlet: (TRANSLATORS,), WatchedFeed: (TRANSLATORS,), Term: ()}

    @pytest.fixture
    def snippets(self, site):
        outlet = OutletFactory()
        return {Outlet: outlet, Clipping: ClippingFactory(outlet=outlet)}

    @pytest.mark.parametrize("role", ROLES)
    def test_they_are_for_whom_they_concern(self, sign_in, snippets, role):
        client = sign_in(role)
        for model, strangers in self.STRANGERS.items():
            base = f"/admin/snippets/choose/{model._meta.app_label}/{model._meta.model_name}"
            known = snippets.get(model)
            addresses = [f"{base}/", f"{base}/results/?q=x"]
            addresses += [f"{base}/chosen/{known.pk}/", f"{base}/chosen-multiple/?id={known.pk}"] if known else []
            for address in addresses:
                assert is_refused(client.get(address)) is (role in strangers), address


class TestFiles:
    @pytest.fixture
    def theirs(self, site):
        """Files of a collection that only others have to do with."""
        collection = Collection.get_first_root_node().add_child(name="Case files")
        return ImageFactory(collection=collection), DocumentFactory(collection=collection)

    @pytest.fixture
    def client(self, client, site):
        """Somebody who may be in the admin, and chooses from no collection."""
        user = UserFactory()
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)
        return client

    @pytest.mark.parametrize(
        "address",
        ["images/chooser/", "images/chooser/chosen-multiple/?id={0}", "images/chooser/chosen/{0}/",
         "documents/chooser/", "documents/chooser/chosen-multiple/?id={1}", "documents/chooser/chosen/{1}/",
         "api/main/images/", "api/main/images/{0}/", "api/main/documents/", "api/main/documents/{1}/"],
    )  # fmt: skip
    def test_those_of_others_are_not_shown(self, client, admin_user, theirs, address):
        image, document = theirs
        path = f"/admin/{address.format(image.pk, document.pk)}"
        assert not any(file.title in client.get(path).text for file in theirs)
        client.force_login(admin_user)
        assert any(file.title in client.get(path).text for file in theirs)

    def test_nor_put_into_a_text(self, client, admin_user, theirs):
        path = f"/admin/images/chooser/{theirs[0].pk}/select_format/"
        assert is_refused(client.get(path))
        assert is_refused(client.post(path, {"image-chooser-insertion-format": "left"}))
        client.force_login(admin_user)
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("address", ["", "results/", "{}/"])
def test_tasks_are_for_those_who_make_workflows(sign_in, admin_client, site, address):
    task = GroupApprovalTask.objects.first()
    path = f"/admin/workflows/task_chooser/{address.format(task.pk)}"
    assert not is_refused(admin_client.get(path))
    for role in ROLES:
        assert is_refused(sign_in(role).get(path))
