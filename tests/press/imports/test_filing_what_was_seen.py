"""Between the review and the button that files, others go on working. Only what somebody has seen is filed, and what is
different by then is shown again."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from press.imports import create_import, tasks
from press.imports.create_clippings import CreateClippings
from press.imports.enrichment import enrich
from press.imports.enums import ImportSource, ImportState, RowState
from press.imports.models import ImportRow, PressImport
from press.models import Clipping, Outlet
from tests.factories import CampaignFactory, ClippingFactory, OutletFactory, UserFactory
from tests.press.imports.helpers import add_rows, english, file_all, make_import
from tests.press.imports.screens import fields_of, said, send, text_of

HELD = "held back"


def review(press_import, tab=""):
    return reverse("press_imports:review", args=[press_import.pk]) + (f"?rows={tab}" if tab else "")


@pytest.fixture
def editor(site):
    browser = Client()
    browser.force_login(UserFactory(group="Editors"))
    return browser


def make_hub():
    return CampaignFactory()


@pytest.fixture(scope="module")
def kept_hub(on_the_site):
    return on_the_site(make_hub)


@pytest.fixture
def hub(site, kept_hub):
    return kept_hub.anew()


@pytest.fixture
def press_import(site, hub):
    made = make_import(campaign=hub.campaign)
    add_rows(
        made,
        {"headline": "Cities join forces", "outlet": OutletFactory(name="Univision"), "url": "https://news.example/1"},
        {"headline": "Mayors meet", "outlet_name": "Noticias 34", "new_outlet": True},
    )
    return made


def rename(press_import, hub):
    outlet = Outlet.objects.get(name="Univision")
    outlet.name = "Another Name"
    outlet.save()


def delete(press_import, hub):
    Outlet.objects.get(name="Univision").delete()


def merge(press_import, hub):
    Outlet.objects.get(name="Univision").delete()
    OutletFactory(name="TelevisaUnivision", other_names="Univision")


def delete_campaign(press_import, hub):
    hub.delete()


def edit_elsewhere(press_import, hub):
    colleague = Client()
    colleague.force_login(UserFactory(group="Editors"))
    row = press_import.rows.first()
    send(colleague, press_import, **{f"row-{row.pk}-headline": "What somebody else makes of it", "action": "save"})


def read_in_background(press_import, hub):
    row = press_import.rows.first()
    row.author = "Found on the page"
    enrich([row], press_import)
    row.save()


@pytest.mark.parametrize(
    "happens", [rename, delete, merge, delete_campaign, edit_elsewhere, read_in_background], ids=lambda f: f.__name__
)
@pytest.mark.parametrize("page", ["this page", "another page"])
def test_row_that_changes_after_the_screen_was_shown_is_shown_again(editor, press_import, hub, happens, page):
    shown = fields_of(editor.get(review(press_import)))
    first = press_import.rows.first()
    if page == "another page":
        shown = {name: value for name, value in shown.items() if name in {"shown_at", "csrfmiddlewaretoken"}}
    happens(press_import, hub)
    typed = {f"row-{first.pk}-gloss": "In my words"} if page == "this page" else {}

    answer = editor.post(review(press_import), {**shown, **typed, "action": "file"})
    first.refresh_from_db()
    assert first.state in {RowState.READY, RowState.ATTENTION}, happens
    assert HELD in said(answer) or first.state == RowState.ATTENTION
    assert first.gloss == typed.get(f"row-{first.pk}-gloss", ""), "nothing that was typed is lost"
    assert not Clipping.objects.filter(url="https://news.example/1").exists()
    if first.state == RowState.READY:  # seen again, it is filed as it now says
        send(editor, press_import, action="file")
        assert Clipping.objects.filter(url="https://news.example/1").exists()


def test_new_outlet_that_is_another_spelling_by_now_is_asked_about(editor, press_import):
    shown = fields_of(editor.get(review(press_import)))
    OutletFactory(name="Univision 34 Los Ángeles", other_names="Noticias 34")
    editor.post(review(press_import), {**shown, "action": "file"})
    row = press_import.rows.get(line=2)
    assert row.state == RowState.ATTENTION and not row.clipping
    assert "Univision 34 Los Ángeles?" in text_of(editor.get(review(press_import)))
    assert not Outlet.objects.filter(name="Noticias 34").exists()


def test_typed_outlet_that_means_one_of_another_name_is_shown_first(editor, press_import):
    OutletFactory(name="Los Angeles Times", other_names="LA Times")
    row = press_import.rows.first()
    answer = send(editor, press_import, **{f"row-{row.pk}-outlet_name": "LA Times", "action": "file"})
    assert HELD in said(answer) and not Clipping.objects.filter(outlet__name="Los Angeles Times").exists()
    assert "= Los Angeles Times" in text_of(editor.get(review(press_import)))
    send(editor, press_import, action="file")
    assert Clipping.objects.filter(outlet__name="Los Angeles Times").count() == 1


def test_piece_that_another_import_files_in_between_is_not_filed_again(editor, press_import):
    row = press_import.rows.first()
    shown = fields_of(editor.get(review(press_import)))
    theirs = make_import()
    add_rows(theirs, {"headline": "Otherwise titled", "outlet": row.outlet, "url": f"{row.url}?utm_source=x"})
    file_all(theirs, UserFactory(group="Editors"))
    editor.post(review(press_import), {**shown, "action": "file"})
    row.refresh_from_db()
    assert row.state == RowState.ATTENTION and row.duplicate_of == theirs.rows.get().clipping


def test_file_it_anyway_is_said_of_the_clipping_that_was_shown(editor, press_import):
    row = press_import.rows.first()
    OutletFactory(name="Elsewhere")
    known = ClippingFactory(headline=row.headline, outlet=row.outlet, date=row.date, url="")
    send(editor, press_import, **{f"row-{row.pk}-keep_duplicate": "on"})
    row.refresh_from_db()
    assert (row.state, row.keep_duplicate) == (RowState.ATTENTION, False), "it was not shown as a duplicate yet"
    send(editor, press_import, **{f"row-{row.pk}-keep_duplicate": "on"})
    row.refresh_from_db()
    assert (row.state, row.keep_duplicate, row.duplicate_of) == (RowState.READY, True, known)
    shown = fields_of(editor.get(review(press_import)))
    ClippingFactory(url=row.url)  # the same address counts for more than the same headline
    editor.post(review(press_import), {**shown, "action": "file"})
    row.refresh_from_db()
    assert row.state == RowState.ATTENTION and not row.clipping


def test_buttons_for_the_whole_list_hold_for_who_pressed_them(editor, press_import):
    add_rows(
        press_import, {"headline": "On a day", "outlet": Outlet.objects.first(), "date": None, "date_text": "3.4.2017"}
    )
    colleague = Client()
    colleague.force_login(UserFactory(group="Editors"))
    shown = fields_of(editor.get(review(press_import)))
    send(colleague, press_import, action="dmy")
    answer = editor.post(review(press_import), {**shown, "action": "file"})
    row = press_import.rows.get(line=3)
    assert HELD in said(answer) and (row.state, row.date) == (RowState.READY, dt.date(2017, 4, 3))


def test_proposal_that_a_colleague_takes_is_not_filed_by_whoever_files_theirs(editor, press_import):
    PressImport.objects.update(source=ImportSource.FEED)
    first, second = press_import.rows.all()
    shown = fields_of(editor.get(review(press_import)))
    colleague = Client()
    colleague.force_login(UserFactory(group="Editors"))
    send(colleague, press_import, **{f"row-{second.pk}-chosen": "on", "action": "save"})
    editor.post(review(press_import), {**shown, f"row-{first.pk}-chosen": "on", "action": "file"})
    assert [clipping.headline for clipping in Clipping.objects.all()] == ["Cities join forces"]
    second.refresh_from_db()
    assert (second.press_import, second.chosen) == (press_import, True)


def test_rows_that_change_while_a_long_list_is_filed_wait(press_import, monkeypatch):
    monkeypatch.setattr(CreateClippings, "chunk_size", 1)
    user = UserFactory(group="Editors")
    now = timezone.now().isoformat()
    job = CreateClippings()
    assert job.start(press_import, user, publish=False, seen={"rows": [], "held": [], "saved_at": now, "shown_at": now})
    assert job._run_chunk(press_import.pk)
    second = press_import.rows.get(line=2)
    second.headline = "Changed meanwhile"
    enrich([second], press_import)
    second.save()
    tasks.run_job.call(press_import.pk)
    press_import.refresh_from_db()
    assert press_import.state == ImportState.REVIEW and Clipping.objects.count() == 1


def test_dates_are_read_by_the_day_of_the_paste(site, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 3, 1, 18, tzinfo=dt.UTC))
    OutletFactory(name="Univision")
    text = "Cities join forces\nUnivision, yesterday\n\nMayors meet\nUnivision, 02/03/2026\n\nUnions march\nUnivision, 05/04/2026"
    press_import = create_import.from_paste(text, user=UserFactory(), locale=english())
    before = list(press_import.rows.values_list("date", "other_date", "state"))
    assert before[0] == (dt.date(2026, 2, 28), None, RowState.READY)
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 5, 20, 18, tzinfo=dt.UTC))

    rows = list(press_import.rows.select_related("duplicate_row"))
    enrich(rows, press_import)
    assert [(row.date, row.other_date) for row in rows] == [(date, other) for date, other, _state in before]
    april, may = dt.date(2026, 4, 5), dt.date(2026, 5, 4)
    assert {rows[2].date, rows[2].other_date} == {april, may}, "both were to come: nothing is settled by waiting"
    row = rows[0]
    row.date, row.date_confirmed = None, False
    enrich([row], press_import)
    assert row.date == dt.date(2026, 2, 28)


@pytest.mark.parametrize(
    "shown_at",
    [
        *("", "nonsense", "2026-13-45T00:00:00+00:00", "2999-01-01T00:00:00+00:00"),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),  # not in UTC
    ],
)
def test_nonsense_about_when_the_screen_was_shown_does_no_harm(editor, press_import, shown_at):
    editor.post(review(press_import), {"action": "file", "shown_at": shown_at})
    assert ImportRow.objects.filter(state=RowState.FILED).count() == 2
