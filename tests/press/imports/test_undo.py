"""An import can be taken back: what it brought goes, what others have done since stays."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, ModelLogEntry, ReferenceIndex

from press.imports import tasks, undo
from press.imports.enums import ImportState, RowState
from press.imports.models import PressImport
from press.imports.permissions import may_undo
from press.link_checks.models import Link
from press.models import Clipping, ClippingCampaign, Outlet
from press.newsroom.enums import Grouping, PressListMode
from press.watched_feeds.models import WatchedFeed
from tests.factories import CampaignFactory, ClippingFactory, OutletFactory, UserFactory, publish, translate
from tests.press.imports.helpers import add_rows, file_all, make_import, states_of
from tests.reading import parse, words


@pytest.fixture
def user(site):
    return UserFactory(group="Editors")


@pytest.fixture
def outlet(site):
    return OutletFactory(name="The Daily Example")


@pytest.fixture
def press_import(user, outlet):
    """Three filed clippings: two of an outlet that was there, one of an outlet that came with them."""
    made = make_import(user, 2, outlet, campaign=CampaignFactory().campaign)
    add_rows(made, {"headline": "Third", "outlet_name": "New One", "new_outlet": True, "url": "https://new.example/3"})
    return file_all(made, user)


def undone(press_import, user, **options):
    assert tasks.start(undo.Undo, press_import, user, **{"edited": False, **options})
    press_import.refresh_from_db()
    return press_import


def page_of(user, press_import):
    browser = Client()
    browser.force_login(user)
    return words(parse(browser.get(reverse("press_imports:undo", args=[press_import.pk]))))


def test_undo_leaves_nothing_of_the_import_and_its_rows_can_be_filed_again(press_import, user, outlet):
    bystander = ClippingFactory(outlet=outlet)
    page = page_of(user, press_import)
    assert "3 clippings are deleted" in page and "1 outlet that came with the import goes too" in page
    undone(press_import, user)

    assert list(Clipping.objects.all()) == [bystander]
    assert list(Outlet.objects.all()) == [outlet]
    assert not Link.objects.exclude(clipping=bystander).exists() and not ClippingCampaign.objects.exists()
    assert (
        not ReferenceIndex.objects.filter(base_content_type__model="clipping").exclude(object_id=bystander.pk).exists()
    )
    assert ModelLogEntry.objects.filter(action="wagtail.delete", deleted=True, user=user).count() == 4
    assert press_import.state == ImportState.UNDONE and states_of(press_import) == [RowState.READY] * 3

    file_all(press_import, user)
    assert Clipping.objects.count() == 4 and Outlet.objects.filter(name="New One").exists()
    assert press_import.state == ImportState.FILED


def test_what_was_edited_since_stays_unless_wished_otherwise(press_import, user):
    row = press_import.rows.first()
    row.clipping.headline = "Corrected"
    row.clipping.save_revision(user=user)
    assert "1 clipping was edited since and stays" in page_of(user, press_import)
    undone(press_import, user)
    assert Clipping.objects.get() == row.clipping
    assert states_of(press_import) == [RowState.FILED, RowState.READY, RowState.READY]
    assert press_import.state == ImportState.REVIEW
    undone(press_import, user, edited=True)
    assert not Clipping.objects.exists()


def test_publishing_is_no_edit(user, outlet):
    press_import = file_all(make_import(user, 2, outlet), user, publish=True)
    assert undo.preview(press_import) == undo.UndoPreview(clippings=2, edited=0, in_use=0, outlets=0, campaigns=0)
    undone(press_import, user)
    assert not Clipping.objects.exists()


def test_what_a_press_list_names_stays_in_any_case(press_import, user):
    named = press_import.rows.last().clipping
    hub = CampaignFactory()
    hub.body = [("press_list", {"mode": PressListMode.PICKED, "group_by": Grouping.NONE, "picked": [named]})]
    publish(hub)
    assert "1 clipping stays in any case" in page_of(user, press_import)
    undone(press_import, user, edited=True)
    assert list(Clipping.objects.all()) == [named] and Outlet.objects.filter(name="New One").exists()


def test_outlet_that_others_use_or_have_edited_stays(user):
    made = make_import(user)
    add_rows(
        made,
        *(
            {"headline": name, "outlet_name": name, "new_outlet": True}
            for name in ("Used", "Edited", "Watched", "Alone")
        ),
    )
    file_all(made, user)
    ClippingFactory(outlet=Outlet.objects.get(name="Used"))
    edited = Outlet.objects.get(name="Edited")
    ModelLogEntry.objects.log_action(edited, "wagtail.edit", user=user)
    # In bulk: Wagtail's index of references does not know of it.
    WatchedFeed.objects.bulk_create(
        [WatchedFeed(title="A feed", url="http://daily.example/rss", outlet=Outlet.objects.get(name="Watched"))]
    )
    undone(made, user)
    assert set(Outlet.objects.values_list("name", flat=True)) == {"Used", "Edited", "Watched"}
    created = dict(made.rows.values_list("headline", "new_outlet"))
    assert created == {"Used": False, "Edited": False, "Watched": False, "Alone": True}


def test_a_clipping_with_translated_glosses_counts_as_edited(user, outlet):
    made = make_import(user)
    add_rows(made, {"headline": "With a gloss", "outlet": outlet, "gloss": "In our words"})
    file_all(made, user, publish=True)
    translate(Clipping.objects.get())
    assert Clipping.objects.count() == 2
    undone(made, user)
    assert Clipping.objects.count() == 2
    undone(made, user, edited=True)
    assert not Clipping.objects.exists()


def test_who_may_undo(press_import, user):
    colleague, publisher = UserFactory(group="Editors"), UserFactory(group="Publishers")
    assert may_undo(user, press_import) and may_undo(publisher, press_import)
    assert not may_undo(colleague, press_import)
    Clipping.objects.filter(pk=press_import.rows.first().clipping_id).update(live=True)
    assert not may_undo(user, press_import) and may_undo(publisher, press_import)


def test_a_language_is_given_up_with_what_was_brought_in_for_it(site):
    french = Locale.objects.create(language_code="fr")
    made = make_import(locale=french)
    browser = Client()
    browser.force_login(UserFactory(is_superuser=True))
    assert browser.post(reverse("wagtaillocales:delete", args=[french.pk])).status_code == 302
    assert not PressImport.objects.filter(pk=made.pk).exists()


def test_interrupted_undo_goes_on(press_import, user, monkeypatch):
    monkeypatch.setattr(undo.Undo, "chunk_size", 1)
    undo.Undo().start(press_import, user, edited=False)
    assert undo.Undo()._run_chunk(press_import.pk)
    assert Clipping.objects.count() == 2
    tasks.run_job.call(press_import.pk)
    assert not Clipping.objects.exists()
    press_import.refresh_from_db()
    assert press_import.state == ImportState.UNDONE
