"""Who may do what, asked at the addresses of the admin: by screens, bulk actions, choosers and the admin's API."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page

from home.models import Footer, Navigation
from press.imports.models import PressImport
from press.models import Clipping, Outlet
from press.watched_feeds.models import WatchedFeed
from site_project.file_rights import is_published
from site_project.models import OrganizationSettings, SiteImage
from site_project.users.groups import EDITORS, PUBLISHERS, translators
from tests.factories import (
    ClippingFactory,
    DocumentFactory,
    ImageFactory,
    OutletFactory,
    StandardPageFactory,
    UserFactory,
    publish,
    translate,
)
from tests.translation.helpers import is_refused

pytestmark = pytest.mark.slow

Document = get_document_model()
EDITOR, PUBLISHER, TRANSLATOR = "editor", "publisher", "translator"
ROLES = {EDITOR: EDITORS, PUBLISHER: PUBLISHERS, TRANSLATOR: translators("es")}


@pytest.fixture
def staff(site):
    return {name: UserFactory(username=name, group=group) for name, group in ROLES.items()}


@pytest.fixture
def ask(staff):
    """A function that sends a request of a person's and says whether it was let through."""

    def send(role, method, url, data=None, **kwargs):
        browser = Client()
        browser.force_login(staff[role])
        response = getattr(browser, method)(url, data or {}, **kwargs)
        assert response.status_code < 500 and "/login/" not in response.headers.get("Location", "")
        is_missing = response.status_code == 404 or response.headers.get("Location") == f"/en{url}"
        return not is_refused(response) and not is_missing

    return send


def page_with(image, document, **kwargs):
    text = f'<p>Read <a linktype="document" id="{document.pk}">the leaflet</a>.</p>'
    body = [("text", text)]
    return StandardPageFactory(body=body, social_image=image, **kwargs)


@dataclass
class Files:
    """A picture and a document."""

    image: SiteImage
    document: object

    @classmethod
    def of(cls, user):
        root = Collection.get_first_root_node()
        return cls(ImageFactory(uploaded_by_user=user, collection=root), DocumentFactory(uploaded_by_user=user))

    def __iter__(self):
        return iter((self.image, self.document))

    def reload(self):
        return [type(item).objects.filter(pk=item.pk).values().first() for item in self]


@pytest.fixture
def things(staff):
    """One of everything, in both languages where there is such."""
    editor = staff[EDITOR]
    live, drafted, unused, others = (Files.of(user) for user in (editor, editor, editor, staff[PUBLISHER]))
    english = page_with(live.image, live.document, owner=editor)
    draft = page_with(drafted.image, drafted.document, owner=editor, live=False)
    menu = Navigation.objects.create(name="Menu", locale=english.locale)
    menu.save_revision().publish()
    return SimpleNamespace(
        live=live, drafted=drafted, unused=unused, others=others,
        english=english, draft=draft, spanish=translate(english),
        menu=menu, spanish_menu=Navigation.objects.create(name="Menú", locale=Locale.objects.get(language_code="es")),
        clipping=ClippingFactory(), outlet=OutletFactory(), feed=WatchedFeed.objects.create(url="https://example.org/f"),
        redirect=Redirect.objects.create(old_path="/old", redirect_link="/en/"),
        collection=Collection.get_first_root_node().add_child(name="Photos"),
        imported=PressImport.objects.create(locale=english.locale, user=staff[PUBLISHER], source="paste", title="Paste"),
    )  # fmt: skip


def named(name):
    return lambda things: reverse(name)


def about(name, thing):
    """The address of a screen about one of the things."""
    return lambda things: reverse(name, args=[getattr(things, thing).pk])


def snippet(view, thing):
    """The address of a screen about a snippet that is one of the things."""

    def address(things):
        instance = getattr(things, thing)
        return reverse(type(instance).snippet_viewset.get_url_name(view), args=[instance.pk])

    return address


def snippets(view, model):
    return lambda things: reverse(model.snippet_viewset.get_url_name(view))


WRITERS = {EDITOR, PUBLISHER}
SPANISH = {PUBLISHER, TRANSLATOR}
EVERYONE = {EDITOR, PUBLISHER, TRANSLATOR}
PUBLISHERS_ONLY = {PUBLISHER}
NOBODY: set[str] = set()

#: Screens, and who sees them. What one sees here can be sent off from here.
SCREENS = {
    "add an English page": (
        lambda things: reverse("wagtailadmin_pages:add_subpage", args=[things.english.get_parent().pk]),
        WRITERS,
    ),
    "add a Spanish page": (
        lambda things: reverse("wagtailadmin_pages:add_subpage", args=[things.spanish.get_parent().pk]),
        PUBLISHERS_ONLY,
    ),
    "edit an English page": (about("wagtailadmin_pages:edit", "english"), WRITERS),
    "edit a Spanish page": (about("wagtailadmin_pages:edit", "spanish"), SPANISH),
    "unpublish an English page": (about("wagtailadmin_pages:unpublish", "english"), PUBLISHERS_ONLY),
    "unpublish a Spanish page": (about("wagtailadmin_pages:unpublish", "spanish"), SPANISH),
    "delete a live English page": (about("wagtailadmin_pages:delete", "english"), PUBLISHERS_ONLY),
    "delete an English draft": (about("wagtailadmin_pages:delete", "draft"), WRITERS),
    "move a live English page": (about("wagtailadmin_pages:move", "english"), PUBLISHERS_ONLY),
    "say who may read an English page": (about("wagtailadmin_pages:set_privacy", "english"), PUBLISHERS_ONLY),
    "edit an English menu": (snippet("edit", "menu"), WRITERS),
    "edit a Spanish menu": (snippet("edit", "spanish_menu"), SPANISH),
    "unpublish an English menu": (snippet("unpublish", "menu"), PUBLISHERS_ONLY),
    "delete an English menu": (snippet("delete", "menu"), PUBLISHERS_ONLY),
    "delete a Spanish menu": (snippet("delete", "spanish_menu"), PUBLISHERS_ONLY),
    "add a footer": (snippets("add", Footer), WRITERS),
    "list clippings": (snippets("list", Clipping), EVERYONE),
    "add a clipping": (snippets("add", Clipping), WRITERS),
    "edit an English clipping": (snippet("edit", "clipping"), WRITERS),
    "delete an English clipping": (snippet("delete", "clipping"), PUBLISHERS_ONLY),
    "add an outlet": (snippets("add", Outlet), WRITERS),
    "edit an outlet": (snippet("edit", "outlet"), PUBLISHERS_ONLY),
    "delete an outlet": (snippet("delete", "outlet"), PUBLISHERS_ONLY),
    "add a watched feed": (snippets("add", WatchedFeed), WRITERS),
    "edit a watched feed": (snippet("edit", "feed"), PUBLISHERS_ONLY),
    "delete a watched feed": (snippet("delete", "feed"), PUBLISHERS_ONLY),
    "add coverage": (named("press_imports:add"), WRITERS),
    "file an import": (about("press_imports:review", "imported"), WRITERS),
    "undo another person's import": (about("press_imports:undo", "imported"), PUBLISHERS_ONLY),
    "translate glosses": (named("glosses:index"), EVERYONE),
    "add an image": (named("wagtailimages:add"), WRITERS),
    "add images": (named("wagtailimages:add_multiple"), WRITERS),
    "add a document": (named("wagtaildocs:add"), WRITERS),
    "choose an image": (named("wagtailimages_chooser:choose"), EVERYONE),
    "choose a document": (named("wagtaildocs_chooser:choose"), EVERYONE),
    "list redirects": (named("wagtailredirects:index"), PUBLISHERS_ONLY),
    "add a redirect": (named("wagtailredirects:add"), PUBLISHERS_ONLY),
    "edit a redirect": (about("wagtailredirects:edit", "redirect"), PUBLISHERS_ONLY),
    "delete a redirect": (about("wagtailredirects:delete", "redirect"), PUBLISHERS_ONLY),
    "import redirects": (named("wagtailredirects:start_import"), PUBLISHERS_ONLY),
    "change the organization": (
        lambda things: reverse("wagtailsettings:edit", args=["site_project", "organizationsettings"]),
        PUBLISHERS_ONLY,
    ),
    "list collections": (named("wagtailadmin_collections:index"), NOBODY),
    "add a collection": (named("wagtailadmin_collections:add"), NOBODY),
    "edit a collection": (about("wagtailadmin_collections:edit", "collection"), NOBODY),
    "delete a collection": (about("wagtailadmin_collections:delete", "collection"), NOBODY),
    "list users": (named("wagtailusers_users:index"), NOBODY),
    "add a user": (named("wagtailusers_users:add"), NOBODY),
    "list groups": (named("wagtailusers_groups:index"), NOBODY),
    "list sites": (named("wagtailsites:index"), NOBODY),
    "list languages": (named("wagtaillocales:index"), NOBODY),
    "list workflows": (named("wagtailadmin_workflows:index"), NOBODY),
    "list tasks": (named("wagtailadmin_workflows:task_index"), NOBODY),
}


def test_screens(things, ask):
    found = {
        label: {role for role in ROLES if ask(role, "get", address(things))} for label, (address, _) in SCREENS.items()
    }

    assert found == {label: allowed for label, (_address, allowed) in SCREENS.items()}


@pytest.mark.parametrize("role", [EDITOR, TRANSLATOR])
def test_what_one_does_not_see_one_cannot_send_off(things, ask, role):
    before = everything()
    data = {"name": "x", "title": "x", "action-publish": "1"}
    let_through = [
        label
        for label, (address, allowed) in SCREENS.items()
        if role not in allowed and ask(role, "post", address(things), data)
    ]

    assert not let_through
    assert everything() == before


def everything():
    """What visitors and staff could lose."""
    models = (Page, Navigation, Clipping, PressImport, Outlet, WatchedFeed, Redirect, Collection, SiteImage, Document)
    rows = {model: list(model.objects.order_by("pk").values()) for model in (*models, OrganizationSettings)}
    for page in rows[Page]:
        del page["latest_revision_id"], page["latest_revision_created_at"], page["has_unpublished_changes"]
        del page["draft_title"], page["numchild"]
    return rows, get_user_model().objects.count()


class TestFiles:
    """Who adds a file may change and delete it until it is published. Publishers may always."""

    #: Whose file, whether it is published, and who may change it.
    CASES = {
        "live": PUBLISHERS_ONLY,
        "drafted": WRITERS,
        "unused": WRITERS,
        "others": PUBLISHERS_ONLY,
    }

    @staticmethod
    def changes(files):
        """(method, address, data, whose) of everything that changes or deletes a picture or a document."""
        image, document = files
        collection = Collection.objects.get(name="Photos").pk
        for item, app, prefix in (
            (image, "wagtailimages", "image"),
            (document, "wagtaildocs", "doc"),
        ):
            fields = {"title": "Changed", "collection": collection}
            again = {"title": "Changed again", "collection": Collection.get_first_root_node().pk}
            bulk_label = item._meta.app_label, item._meta.model_name
            yield item, reverse(f"{app}:edit", args=[item.pk]), fields
            yield (
                item,
                reverse(f"{app}:edit_multiple", args=[item.pk]),
                {f"{prefix}-{item.pk}-{name}": value for name, value in again.items()},
            )
            for action, data in (
                ("add_tags", {"tags": "changed"}),
                ("add_to_collection", {"collection": collection}),
                ("delete", {}),
            ):
                url = reverse("wagtail_bulk_action", args=[*bulk_label, action])
                yield item, f"{url}?id={item.pk}", data
            yield item, reverse(f"{app}:delete", args=[item.pk]), {}
            yield item, reverse(f"{app}:delete_multiple", args=[item.pk]), {}

    @staticmethod
    def state(item):
        stored = type(item).objects.filter(pk=item.pk).first()
        return stored and (stored.title, stored.collection_id, stored.file.name, sorted(stored.tags.names()))

    def test_who_changes_which(self, things, ask):
        wrong = []
        for whose, allowed in self.CASES.items():
            for role in (TRANSLATOR, EDITOR, PUBLISHER):
                for item, url, data in self.changes(getattr(things, whose)):
                    before = self.state(item)
                    if before is None:
                        continue  # somebody who may has deleted it
                    ask(role, "post", url, data)
                    if (self.state(item) != before) != (role in allowed):
                        wrong.append((whose, role, url))
            assert all(self.state(item) is None for item in getattr(things, whose))

        assert not wrong

    def test_scripts_are_refused_too(self, things, ask):
        image = things.live.image
        ajax = {"headers": {"x-requested-with": "XMLHttpRequest"}}
        for name in ("edit_multiple", "delete_multiple"):
            assert not ask(EDITOR, "post", reverse(f"wagtailimages:{name}", args=[image.pk]), **ajax)
        assert SiteImage.objects.filter(pk=image.pk).exists()

    def test_one_is_told_why(self, things, staff):
        browser = Client()
        browser.force_login(staff[EDITOR])
        for item, index in zip(things.live, ("wagtailimages:index", "wagtaildocs:index"), strict=True):
            edit = "wagtailimages:edit" if index.startswith("wagtailimages") else "wagtaildocs:edit"
            response = browser.get(reverse(edit, args=[item.pk]), follow=True)
            assert response.redirect_chain[0][0] == reverse(index)
            assert f"“{item.title}” is in use on the site" in response.content.decode()

    def test_a_bulk_action_with_one_published_file_does_nothing(self, things, ask):
        live, unused = things.live.image, things.unused.image
        url = reverse("wagtail_bulk_action", args=["site_project", "siteimage", "delete"])
        ask(EDITOR, "post", f"{url}?id={live.pk}&id={unused.pk}")
        ask(EDITOR, "post", f"{url}?id=all")

        assert SiteImage.objects.filter(pk__in=[live.pk, unused.pk]).count() == 2

    def test_editors_add_files_and_choose_them(self, things, ask, staff):
        picture = SimpleUploadedFile("new.png", get_test_image_file().file.getvalue(), "image/png")
        pdf = SimpleUploadedFile("new.pdf", b"%PDF-1.4\n%%EOF\n")
        for role in ROLES:
            for file in (picture, pdf):
                file.seek(0)
            root = Collection.get_first_root_node().pk
            ask(role, "post", reverse("wagtailimages_chooser:create"), {
                "image-chooser-upload-title": role, "image-chooser-upload-file": picture,
                "image-chooser-upload-collection": root,
            })  # fmt: skip
            ask(role, "post", reverse("wagtaildocs_chooser:create"), {
                "document-chooser-upload-title": role, "document-chooser-upload-file": pdf,
                "document-chooser-upload-collection": root,
            })  # fmt: skip
            for files in (things.live, things.others):
                assert ask(role, "get", reverse("wagtailimages_chooser:chosen", args=[files.image.pk]))
                assert ask(role, "get", reverse("wagtaildocs_chooser:chosen", args=[files.document.pk]))

        for model in (SiteImage, Document):
            assert set(model.objects.filter(title__in=ROLES).values_list("title", flat=True)) == WRITERS


class TestPublished:
    """What counts as published."""

    def test_by_pages_settings_and_snippets(self, things, site):
        assert [is_published(item) for item in things.live] == [True, True]
        assert [is_published(item) for item in (*things.drafted, *things.unused)] == [False] * 4
        OrganizationSettings.objects.update_or_create(
            site_id=site.homes["en"].get_site().pk, defaults={"logo": things.unused.image}
        )
        Footer.objects.create(
            name="Footer",
            locale=site.homes["en"].locale,
            live=True,
            text=f'<p><a linktype="document" id="{things.unused.document.pk}">x</a></p>',
        )
        assert [is_published(item) for item in things.unused] == [True, True]

    def test_by_what_is_published_later(self, things):
        things.draft.go_live_at = timezone.now() + timezone.timedelta(days=1)
        things.draft.save_revision().publish()

        assert not Page.objects.get(pk=things.draft.pk).live
        assert [is_published(item) for item in things.drafted] == [True, True]

    def test_no_longer_when_the_page_is_taken_down(self, things):
        things.spanish.unpublish()
        things.english.unpublish()

        assert [is_published(item) for item in things.live] == [False, False]


class TestBulkActions:
    """On pages and snippets."""

    #: Whose rights end where: somebody, and a page that is not for them to publish.
    FOREIGN = ((EDITOR, "english"), (EDITOR, "spanish"), (TRANSLATOR, "english"))

    def test_live_pages(self, things, ask, site):
        before = everything()
        for action in ("unpublish", "delete", "move"):
            url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
            data = {"chooser": site.homes["en"].pk, "include_descendants": "on"}
            for role, thing in self.FOREIGN:
                ask(role, "post", f"{url}?id={getattr(things, thing).pk}", data)
                assert everything() == before, (role, action)

    def test_publishing(self, things, ask):
        things.spanish.unpublish()
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        for role, thing in ((EDITOR, "draft"), (TRANSLATOR, "draft"), (EDITOR, "spanish")):
            ask(role, "post", f"{url}?id={getattr(things, thing).pk}", {"include_descendants": "on"})

            assert not Page.objects.get(pk=getattr(things, thing).pk).live

    def test_snippets(self, things, ask):
        for thing in ("menu", "spanish_menu", "clipping", "outlet", "feed"):
            instance = getattr(things, thing)
            url = reverse("wagtail_bulk_action", args=[instance._meta.app_label, instance._meta.model_name, "delete"])
            for role in (EDITOR, TRANSLATOR):
                ask(role, "post", f"{url}?id={instance.pk}")
                assert type(instance).objects.filter(pk=instance.pk).exists()


class TestApi:
    """`/admin/api/main/`: everyone in the admin may read; what changes a page is asked as in the editor."""

    ACTIONS = (
        "publish", "unpublish", "delete", "move", "copy", "create_alias", "convert_alias", "copy_for_translation",
        "revert_to_page_revision",
    )  # fmt: skip

    @pytest.mark.parametrize(("role", "thing"), TestBulkActions.FOREIGN)
    def test_nothing_that_is_live_changes(self, things, ask, site, role, thing):
        original = getattr(things, thing)
        alias = original.create_alias(update_slug="alias")
        before = everything()
        for action in self.ACTIONS:
            target = alias if action == "convert_alias" else original
            data = {"destination_page_id": site.homes["en"].pk, "recursive": True, "keep_live": True, "locale": "es"}
            data["revision_id"] = original.latest_revision_id
            ask(role, "post", reverse("wagtailadmin_api:pages:action", args=[target.pk, action]), data)
            new = Page.objects.exclude(pk__in=[row["id"] for row in before[0][Page]])
            assert not new.filter(live=True).exists(), action
            for page in new:
                page.delete()
            assert everything() == before, action

    def test_drafts_stay_drafts(self, things, ask):
        for role in (EDITOR, TRANSLATOR):
            ask(role, "post", reverse("wagtailadmin_api:pages:action", args=[things.draft.pk, "publish"]))
            assert not Page.objects.get(pk=things.draft.pk).live

    def test_reading(self, things, ask):
        before = everything()
        for name, thing in (
            ("pages", things.english),
            ("images", things.live.image),
            ("documents", things.live.document),
        ):
            for role in ROLES:
                assert ask(role, "get", f"/admin/api/main/{name}/{thing.pk}/") or role == TRANSLATOR
                for method in ("post", "put", "patch", "delete"):
                    ask(role, method, f"/admin/api/main/{name}/{thing.pk}/")

        assert everything() == before


def test_editors_do_not_bring_an_alias_online(things, ask):
    """An alias is not served here. As a page of its own it is, so this is publishing."""
    alias = things.english.create_alias(update_slug="alias")
    ask(EDITOR, "post", reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))

    assert Page.objects.get(pk=alias.pk).alias_of_id


def test_editors_submit_and_publishers_publish(things, ask):
    draft = things.draft
    assert ask(EDITOR, "get", reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    draft.save_revision()
    draft.get_workflow().start(draft, draft.owner)
    task = draft.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task.pk])
    assert not ask(EDITOR, "post", url, {"comment": ""})
    assert not Page.objects.get(pk=draft.pk).live

    assert ask(PUBLISHER, "post", url, {"comment": ""})
    assert Page.objects.get(pk=draft.pk).live


def test_publishers_publish_in_both_languages(things, ask):
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    editor = reverse("wagtailadmin_pages:edit", args=[things.spanish.pk])
    for page, url in ((things.english, f"{bulk}?id={things.english.pk}"), (things.spanish, editor)):
        page.unpublish()
        assert ask(PUBLISHER, "post", url, {"action": "publish"})
        assert Page.objects.get(pk=page.pk).live
    publish(things.english)
