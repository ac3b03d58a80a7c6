"""A document is for visitors once something that they can read links to it, or staff say so; before that it is a 404."""

import datetime as dt
import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction
from wagtail_localize.models import OverridableSegment, SegmentOverride

from home.models import Footer
from press.newsroom.models import NewsroomPage
from site_project.users.groups import EDITORS, PUBLISHERS
from tests.factories import (
    CampaignFactory,
    DocumentFactory,
    EventFactory,
    NewsFactory,
    StandardPageFactory,
    UserFactory,
    publish,
    translate,
)

pytestmark = pytest.mark.deep(postgres=True)

PASSWORD = "between-us"


@pytest.fixture
def document(site):
    return DocumentFactory()


@pytest.fixture
def staff(site):
    """The browser of an editor."""
    browser = Client()
    browser.force_login(UserFactory(group=EDITORS))
    return browser


@pytest.fixture
def clock(monkeypatch):
    """A function that sets the clock of the site."""

    def set_to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


def linking(document):
    """A body with a link in a text."""
    return [("text", f'<p><a linktype="document" id="{document.pk}">Read</a></p>')]


def status(document, browser=None):
    """What a visitor's browser gets."""
    return (browser or Client()).get(document.url).status_code


WAYS = {
    "a link in a text": linking,
    "a download": lambda document: [
        ("actions", {"items": [("download", {"title": "T", "document": document, "button_label": "Get"})]})
    ],
    "a resource": lambda document: [
        ("resources", {"heading": "R", "items": [{"title": "T", "description": "", "document": document, "url": ""}]})
    ],
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_linking_makes_it_public_with_the_page(document, staff, way):
    page = CampaignFactory(body=WAYS[way](document), live=False)
    assert status(document) == 404
    assert Client().head(document.url).status_code == 404
    assert status(document, staff) == 200
    publish(page)

    assert status(document) == 200


def test_press_kit_makes_it_public(document):
    page = NewsroomPage.objects.get(locale__language_code="en")
    page.body = [("press_kit", {"heading": "Kit", "items": [{"title": "T", "description": "", "document": document}]})]
    page.save_revision()
    assert status(document) == 404
    publish(page)

    assert status(document) == 200


def test_upload_alone_publishes_nothing(document, staff):
    assert status(document) == 404
    assert status(document, staff) == 200


def test_link_in_a_draft_of_a_published_page_is_no_publication(document):
    page = StandardPageFactory()
    page.body = linking(document)
    page.save_revision()

    assert status(document) == 404


def test_link_that_only_a_draft_has_taken_out_still_works(document):
    page = StandardPageFactory(body=linking(document))
    page.body = []
    page.save_revision()
    assert status(document) == 200
    publish(page)

    assert status(document) == 404


def test_unpublishing_takes_it_back_and_deleting_too(document):
    page, other = StandardPageFactory(body=linking(document)), EventFactory(body=linking(document))
    page.unpublish()
    assert status(document) == 200
    other.delete()

    assert status(document) == 404


def test_embargo_holds_it_back_until_its_moment(document, clock):
    moment = timezone.now() + dt.timedelta(days=3)
    release = NewsFactory(body=linking(document), embargo=moment, live=False)
    publish(release)
    assert status(document) == 404
    # Even if something has made it live before its time.
    type(release).objects.filter(pk=release.pk).update(live=True, go_live_at=moment)
    assert status(document) == 404
    clock(moment + dt.timedelta(seconds=1))

    assert status(document) == 200


def test_alias_publishes_nothing(document):
    page = StandardPageFactory(body=linking(document), live=False)
    alias = page.create_alias(update_slug="copy")
    type(alias).objects.filter(pk=alias.pk).update(live=True)

    assert status(document) == 404


class TestTranslation:
    def test_its_own_document_waits_for_it(self, site):
        english, spanish = DocumentFactory(), DocumentFactory()
        page = CampaignFactory(body=WAYS["a download"](english))
        translate(page)
        segment = OverridableSegment.objects.get(data_json=str(english.pk))
        es = Locale.objects.get(language_code="es")
        SegmentOverride.objects.create(locale=es, context=segment.context, data_json=json.dumps(spanish.pk))
        assert (status(english), status(spanish)) == (200, 404)
        translate(page)

        assert (status(english), status(spanish)) == (200, 200)

    def test_document_of_an_unpublished_source(self, document):
        page = StandardPageFactory(body=linking(document))
        translate(page)
        page.unpublish()

        assert status(document) == 200


def test_footer_counts_once_it_is_published(document):
    locale = Locale.objects.get(language_code="es")
    text = f'<p><a linktype="document" id="{document.pk}">Aviso</a></p>'
    footer = Footer.objects.create(name="Another", locale=locale, text=text, live=False)
    assert status(document) == 404
    publish(footer)
    assert status(document) == 200
    footer.unpublish()

    assert status(document) == 404


class TestPrivatePages:
    def test_password(self, document):
        page = StandardPageFactory(body=linking(document))
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password=PASSWORD)
        browser = Client()
        assert status(document, browser) == 404
        address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
        browser.post(address, {"password": PASSWORD, "return_url": page.url})

        assert status(document, browser) == 200
        assert status(document) == 404

    def test_sign_in(self, document, django_user_model):
        page = StandardPageFactory(body=linking(document))
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        browser = Client()
        browser.force_login(django_user_model.objects.create_user("member"))
        assert status(document) == 404
        assert status(document, browser) == 200

    def test_below_one_everything_is_private(self, document):
        page = StandardPageFactory()
        StandardPageFactory(parent=page, body=linking(document))
        PageViewRestriction.objects.create(page=page, restriction_type="password", password=PASSWORD)

        assert status(document) == 404

    def test_public_page_besides(self, document):
        page = StandardPageFactory(body=linking(document))
        PageViewRestriction.objects.create(page=page, restriction_type="password", password=PASSWORD)
        StandardPageFactory(body=linking(document))

        assert status(document) == 200


class TestPrivateCollections:
    @pytest.fixture
    def restriction(self, document):
        collection = Collection.get_first_root_node().add_child(name="Journalists")
        document.collection = collection
        document.save()
        return CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="password", password=PASSWORD
        )

    @pytest.mark.parametrize("how", ["linked", "said"])
    def test_its_password_is_asked_for(self, document, restriction, how):
        if how == "linked":
            StandardPageFactory(body=linking(document))
        else:
            type(document).objects.update(is_public=True)
        browser = Client()
        assert "password" in browser.get(document.url).content.decode()
        address = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
        browser.post(address, {"password": PASSWORD, "return_url": document.url})
        response = browser.get(document.url)

        assert b"".join(response.streaming_content).startswith(b"%PDF")
        assert "private" in response.headers["Cache-Control"]

    def test_it_is_not_asked_for_what_nobody_published(self, document, restriction):
        assert status(document) == 404


class TestCopies:
    """What browsers and proxies may keep."""

    def test_they_ask_each_time(self, document, staff):
        document.is_public = True
        document.save()
        for browser in (Client(), staff):
            response = browser.get(document.url)
            assert {"private", "no-cache"} <= set(response.headers["Cache-Control"].split(", "))
            again = browser.get(document.url, headers={"if-none-match": response.headers["ETag"]})
            assert (again.status_code, again.content) == (304, b"")
            assert {"private", "no-cache"} <= set(again.headers["Cache-Control"].split(", "))

    def test_each_document_and_each_version_of_it_has_a_validator_of_its_own(self, site):
        one, other = (
            DocumentFactory(is_public=True, file=ContentFile(content, name=f"{number}.pdf"))
            for number, content in enumerate((b"%PDF-1.4 one", b"%PDF-1.4 other"))
        )
        tags = [Client().get(document.url).headers["ETag"] for document in (one, other)]
        name = one.filename
        one.file.storage.delete(one.file.name)
        one.file = ContentFile(b"%PDF-1.4 new", name=name)
        one.save()
        response = Client().get(one.url, headers={"if-none-match": tags[0]})

        assert response.status_code == 200
        assert len({*tags, response.headers["ETag"], '""'}) == 4

    def test_what_ceased_to_be_public_is_gone_for_them_too(self, document):
        page = StandardPageFactory(body=linking(document))
        headers = Client().get(document.url).headers
        page.unpublish()
        asked = {"if-none-match": headers["ETag"], "if-modified-since": headers["Last-Modified"]}

        assert Client().get(document.url, headers=asked).status_code == 404
        assert Client().get(document.url, headers={"if-none-match": "*"}).status_code == 404

    def test_head(self, document):
        StandardPageFactory(body=linking(document))
        response = Client().head(document.url)

        assert (response.status_code, response.headers["Content-Length"]) == (200, str(document.file.size))


def test_file_has_no_address_of_its_own(document, staff):
    type(document).objects.update(is_public=True)

    for browser in (Client(), staff):
        assert browser.get(f"/media/{document.file.name}", follow=True).status_code == 404


def test_it_takes_two_queries_to_find_out(document):
    for _number in range(5):
        StandardPageFactory(body=linking(document))
    status(document)
    with CaptureQueriesContext(connection) as linked:
        status(document)
    type(document).objects.update(is_public=True)
    with CaptureQueriesContext(connection) as said:
        status(document)

    assert len(linked) == len(said) + 2


@pytest.mark.parametrize("address", ["/documents/0/a.pdf", "/documents/99999999999999999999/a.pdf", "/documents/1/%00"])
def test_address_of_nothing(site, address):
    assert Client().get(address, follow=True).status_code == 404


class TestPublicByItself:
    """The checkbox of a document."""

    @pytest.fixture
    def edit(self, document):
        """A function that edits the document as a member of a group, who has uploaded it, and returns the form."""

        def save(group, **data):
            user = UserFactory(group=group)
            type(document).objects.update(uploaded_by_user=user)
            browser = Client()
            browser.force_login(user)
            address = reverse("wagtaildocs:edit", args=[document.pk])
            form = browser.get(address).content.decode()
            browser.post(address, {"title": "New title", "tags": "", "collection": document.collection_id, **data})
            document.refresh_from_db()
            assert document.title == "New title"
            return form

        return save

    def test_publishers_set_it_and_take_it_back(self, document, edit):
        edit(PUBLISHERS, is_public="on")
        assert (document.is_public, status(document)) == (True, 200)
        edit(PUBLISHERS)
        assert (document.is_public, status(document)) == (False, 404)

    def test_others_see_it_but_do_not_decide(self, document, edit):
        assert "Public by itself" in edit(EDITORS, is_public="on")
        assert document.is_public is False
        type(document).objects.update(is_public=True)
        edit(EDITORS)
        assert document.is_public is True

    @pytest.mark.parametrize(("group", "decides"), [(EDITORS, False), (PUBLISHERS, True)])
    @pytest.mark.parametrize("address", ["wagtaildocs:add", "wagtaildocs_chooser:create"])
    def test_nor_when_they_upload(self, site, address, group, decides):
        browser = Client()
        browser.force_login(UserFactory(group=group))
        prefix = "document-chooser-upload-" if "chooser" in address else ""
        file = SimpleUploadedFile("plan.pdf", b"%PDF-1.4")
        data = {"title": "Plan", "file": file, "tags": "", "collection": "1", "is_public": "on"}
        browser.post(reverse(address), {f"{prefix}{name}": value for name, value in data.items()})

        assert get_document_model().objects.get(title="Plan").is_public is decides

    def test_it_is_off(self, document):
        assert document.is_public is False
