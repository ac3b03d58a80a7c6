"""What is filed from an import is what Wagtail's own editor would have made, however many there are of it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, ReferenceIndex
from wagtail.search.backends import get_search_backend

from press.addresses import address_key
from press.enums import LinkState
from press.imports import create_clippings, tasks
from press.imports.create_clippings import CreateClippings, PublishDrafts
from press.imports.enums import ImportState, RowState
from press.imports.jobs import Job
from press.link_checks.models import Link
from press.models import Clipping, Outlet
from press.newsroom.citations import as_citations
from tests.factories import CampaignFactory, ClippingFactory, OutletFactory, UserFactory
from tests.press.imports.helpers import add_rows, file_all, make_import, states_of


@pytest.fixture
def user(site):
    return UserFactory(group="Editors")


@pytest.fixture
def outlet(site):
    return OutletFactory(name="The Daily Example")


@pytest.fixture
def filed(user, outlet):
    """A function that files one row and returns its clipping."""

    def file_one(publish=False, **fields):
        press_import = make_import(user)
        add_rows(press_import, {"headline": "Cities stand together", "outlet": outlet, **fields})
        file_all(press_import, user, publish=publish)
        return Clipping.objects.latest("pk")

    return file_one


def by_hand(outlet, user, publish, hub):
    """A clipping as Wagtail's editor makes it: saved, with a revision, logged, published."""
    clipping = ClippingFactory(
        headline="Cities stand together", outlet=outlet, campaign=hub.campaign, live=False, url=""
    )
    revision = clipping.save_revision(user=user)
    log(instance=clipping, action="wagtail.create", user=user, revision=revision, content_changed=True)
    if publish:
        revision.publish(user=user, skip_permission_checks=True)
    clipping.refresh_from_db()
    return clipping


def without_keys(value):
    """What is compared of a revision or a set of references: not what differs between any two objects."""
    own = {"pk", "id", "clipping", "translation_key", "latest_revision"}
    if isinstance(value, dict):
        return {name: without_keys(inner) for name, inner in value.items() if name not in own}
    return [without_keys(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("publish", [False, True])
def test_clipping_is_as_wagtail_makes_one(filed, user, outlet, publish):
    hub = CampaignFactory()
    mine = filed(publish=publish, campaign=hub.campaign)
    theirs = by_hand(outlet, user, publish, hub)

    for name in ("live", "has_unpublished_changes", "expired", "locale_id", "url_key", "language", "kind", "citation"):
        assert getattr(mine, name) == getattr(theirs, name), name
    for name in ("first_published_at", "last_published_at", "live_revision"):
        assert bool(getattr(mine, name)) == bool(getattr(theirs, name)), name
    assert without_keys(mine.latest_revision.content) == without_keys(theirs.latest_revision.content)
    assert mine.latest_revision.user == user and mine.latest_revision.object_str == str(mine)
    assert mine.get_latest_revision_as_object().headline == mine.headline
    logged = [
        sorted(ModelLogEntry.objects.for_instance(clipping).values_list("action", "label", "user", "content_changed"))
        for clipping in (mine, theirs)
    ]
    assert logged[0] == logged[1] and len(logged[0]) == 1 + publish


def test_references_and_search_know_it_at_once(filed, outlet):
    clipping = filed(publish=True, campaign=CampaignFactory().campaign, url="https://news.example/story")
    before = set(ReferenceIndex.get_references_for_object(clipping).values_list("to_object_id", "content_path_hash"))
    assert len(before) == 2
    ReferenceIndex.create_or_update_for_object(clipping)
    after = set(ReferenceIndex.get_references_for_object(clipping).values_list("to_object_id", "content_path_hash"))
    assert before == after
    assert list(get_search_backend().search("together", Clipping)) == [clipping]
    assert list(get_search_backend().search("Daily Example", Clipping)) == [clipping]


def test_everything_of_the_row_is_filed(filed, outlet):
    hub = CampaignFactory()
    clipping = filed(
        publish=True,
        campaign=hub.campaign,
        url="https://news.example/story?utm_source=x",
        archive_url="https://web.archive.org/web/2017/https://news.example/story",
        author="A. Writer",
        gloss="In our words",
        quote="“We stand.”",
        kind="tv",
        language="es",
        fetched_at=timezone.now(),
    )
    assert list(Clipping.objects.published().for_campaign(hub.campaign)) == [clipping]
    (shown,) = as_citations(Clipping.objects.published())
    assert (shown.author, shown.gloss, shown.quote, shown.kind) == ("A. Writer", "In our words", "“We stand.”", "tv")
    assert clipping.url_key == address_key("https://news.example/story?utm_source=x")
    assert (clipping.link.state, clipping.link.url) == (LinkState.OK, clipping.url) and clipping.link.checked_at


def test_address_that_nobody_has_read_is_not_called_alive(filed):
    assert filed(url="https://news.example/story").link.state == LinkState.UNKNOWN
    filed(headline="Without an address")
    assert Link.objects.count() == 1


def test_outlets_are_made_once_with_the_site_of_the_address(user):
    press_import = make_import(user)
    add_rows(
        press_import,
        {"headline": "One", "outlet_name": "La Voz", "new_outlet": True, "language": "es"},
        {"headline": "Two", "outlet_name": "la  voz", "new_outlet": True},
        {"headline": "Three", "outlet_name": "News", "new_outlet": True, "url": "https://www.news.example/3"},
    )
    OutletFactory(name="Somebody Else's")
    file_all(press_import, user)
    assert Clipping.objects.filter(outlet__name="La Voz").count() == 2
    assert Outlet.objects.get(name="News").website == "https://news.example/"
    assert Outlet.objects.get(name="La Voz").language == "es"
    assert set(press_import.rows.values_list("new_outlet", flat=True)) == {True}


def test_outlet_that_somebody_made_meanwhile_is_taken(user):
    press_import = make_import(user)
    add_rows(press_import, {"headline": "One", "outlet_name": "The Voice", "new_outlet": True})
    theirs = OutletFactory(name="The Voice")
    file_all(press_import, user)
    assert Clipping.objects.get().outlet == theirs and not press_import.rows.get().new_outlet


def test_piece_that_somebody_filed_since_the_review_is_held_back(user, outlet):
    press_import = make_import(user, 3, outlet)
    second = press_import.rows.all()[1]
    theirs = ClippingFactory(headline=second.headline, outlet=outlet, date=second.date)
    file_all(press_import, user)
    assert states_of(press_import) == [RowState.FILED, RowState.ATTENTION, RowState.FILED]
    second.refresh_from_db()
    assert second.duplicate_of == theirs and press_import.state == ImportState.REVIEW


def test_row_is_never_filed_twice(user, outlet):
    press_import = make_import(user, 3, outlet)
    assert CreateClippings().start(press_import, user, publish=False)
    assert not CreateClippings().start(press_import, user, publish=False), "somebody else was quicker"
    CreateClippings().run(press_import.pk)
    CreateClippings().run(press_import.pk)
    press_import.refresh_from_db()
    assert not CreateClippings().start(press_import, user, publish=False), "nothing is left"
    assert Clipping.objects.count() == 3


def test_hub_that_is_gone_by_now_holds_nothing_up(user, outlet):
    hub = CampaignFactory()
    press_import = make_import(user, 2, outlet, campaign=hub.campaign)
    hub.delete()
    file_all(press_import, user)
    assert Clipping.objects.count() == 2


def test_a_chunk_costs_a_bounded_number_of_queries(user, outlet, monkeypatch):
    costs = []
    for count in (5, 25):
        press_import = make_import(user)
        add_rows(
            press_import,
            *(
                {
                    "headline": f"Number {n} of {count}",
                    "outlet_name": f"Outlet {n} of {count}",
                    "new_outlet": True,
                    "url": f"https://news.example/{count}/{n}",
                }
                for n in range(count)
            ),
        )
        CreateClippings().start(press_import, user, publish=True)
        with CaptureQueriesContext(connection) as queries:
            tasks.run_job.call(press_import.pk)
        costs.append(len(queries))
    assert costs[1] <= costs[0] + 2 and costs[0] < 60


def test_large_import_goes_on_where_a_crash_left_it(user, outlet, monkeypatch):
    monkeypatch.setattr(Job, "chunk_size", 4)
    press_import = make_import(user, 10, outlet)
    CreateClippings().start(press_import, user, publish=False)
    original = create_clippings.create_clippings
    calls = []

    def fail_the_second_time(rows, *args, **kwargs):
        calls.append(rows)
        if len(calls) == 2:
            raise RuntimeError("power cut")
        original(rows, *args, **kwargs)

    monkeypatch.setattr(create_clippings, "create_clippings", fail_the_second_time)
    with pytest.raises(RuntimeError):
        tasks.run_job.call(press_import.pk)
    press_import.refresh_from_db()
    assert (press_import.state, press_import.done, Clipping.objects.count()) == (ImportState.FILING, 4, 4)

    tasks.run_job.call(press_import.pk)
    press_import.refresh_from_db()
    assert press_import.state == ImportState.FILED
    assert sorted(Clipping.objects.values_list("headline", flat=True)) == sorted(
        press_import.rows.values_list("headline", flat=True)
    )


def test_whoever_filed_may_be_gone_before_it_is_done(user, outlet):
    press_import = make_import(user, 2, outlet)
    assert CreateClippings().start(press_import, user, publish=False)
    user.delete()
    tasks.run_job.call(press_import.pk)
    assert Clipping.objects.count() == 2
    connection.check_constraints()


# --- Publishing what was filed as drafts ---


def test_what_somebody_has_locked_stays_a_draft(user, outlet):
    press_import = file_all(make_import(user, 2, outlet), user)
    locked, free = (row.clipping for row in press_import.rows.all())
    Clipping.objects.filter(pk=locked.pk).update(locked=True, locked_by=user)
    assert tasks.start(PublishDrafts, press_import, UserFactory(group="Publishers"))
    assert list(Clipping.objects.filter(live=True)) == [free]


def test_publishing_publishes_the_newest_text_of_each_clipping(user, outlet):
    press_import = file_all(make_import(user, 3, outlet), user)
    edited, scheduled, plain = (row.clipping for row in press_import.rows.all())
    edited.headline = "Corrected headline"
    edited.save_revision(user=user)
    scheduled.go_live_at = timezone.now() + dt.timedelta(days=2)
    scheduled.save_revision(user=user)
    publisher = UserFactory(group="Publishers")
    assert tasks.start(PublishDrafts, press_import, publisher)

    for clipping in (edited, scheduled, plain):
        clipping.refresh_from_db()
    assert (edited.live, edited.headline, edited.has_unpublished_changes) == (True, "Corrected headline", False)
    assert not scheduled.live and scheduled.approved_schedule
    assert plain.live and plain.live_revision == plain.latest_revision and plain.first_published_at
    assert ModelLogEntry.objects.for_instance(plain).filter(action="wagtail.publish", user=publisher).exists()
    press_import.refresh_from_db()
    assert press_import.state == ImportState.FILED
