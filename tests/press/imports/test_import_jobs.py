"""Work in the background: addresses are read, files in chunks, and what a crash left half done is taken up."""

import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from press.imports import create_import, fetch_rows, tasks
from press.imports.enums import ImportSource, ImportState, RowState
from press.imports.jobs import Job
from press.imports.models import ImportRow, PressImport
from press.imports.parse_file import ParseFile
from press.imports.problems import problem
from press.imports.querysets import ImportRowQuerySet
from press.models import Clipping
from tests.factories import OutletFactory, UserFactory
from tests.press.imports.helpers import add_rows, english, file_all, make_import
from tests.press.imports.screens import send
from tests.reading import parse, words

ARTICLE = """<!doctype html><html lang="en"><head><title>Mayors meet in New York | Daily Example</title>
<meta property="og:title" content="Mayors meet in New York"><meta property="og:site_name" content="Daily Example">
<meta property="article:published_time" content="2017-03-28T09:00:00Z"><meta name="author" content="Ada Writer">
<link rel="canonical" href="http://{host}/story"></head><body><article><h1>Mayors meet in New York</h1>
<p>Officials of thirty cities met in New York on Tuesday to speak about what comes next.</p></article></body></html>"""
HOST = "daily.example"


@pytest.fixture
def user(site):
    return UserFactory(group="Editors")


@pytest.fixture
def desk(user):
    desk = Client()
    desk.force_login(user)
    return desk


@pytest.fixture
def story(outlets):
    """The address of an article, as a newsletter links to it."""
    outlets.page(HOST, "/story", ARTICLE.format(host=HOST))
    return outlets.page(HOST, "/story?utm_source=letter", ARTICLE.format(host=HOST))


def url(name, *args):
    return reverse(f"press_imports:{name}", args=args)


def state(desk, press_import, *rows):
    return json.loads(desk.get(url("state", press_import.pk), {"row": rows}).content)


# --- Addresses ---


def test_bare_address_becomes_a_row_that_can_be_filed(desk, story):
    paper = OutletFactory(name="Daily Example")
    desk.post(url("add"), {"text": story})
    row = ImportRow.objects.get()
    assert (row.headline, row.outlet, row.date) == ("Mayors meet in New York", paper, dt.date(2017, 3, 28))
    assert (row.author, row.language, row.state) == ("Ada Writer", "en", RowState.READY)
    assert row.url == f"http://{HOST}/story" and row.fetched_at


def test_what_was_typed_is_kept_and_only_what_is_missing_filled_in(user, story):
    press_import = make_import(user)
    (row,) = add_rows(press_import, {"headline": "My headline", "url": story, "author": "Me", "date": None})
    tasks.enqueue_fetches(fetch_rows.mark([row]))
    row.refresh_from_db()
    assert (row.headline, row.author, row.outlet_name) == ("My headline", "Me", "Daily Example")
    assert row.date == dt.date(2017, 3, 28)


def test_title_of_the_browser_gives_way_to_the_headline(desk, story):
    title = "Mayors meet in New York | Daily Example"
    desk.post(url("add"), {"address-url": story, "address-headline": title, "address-quote": "“We stand.”"})
    row = ImportRow.objects.get()
    assert (row.headline, row.quote) == ("Mayors meet in New York", "“We stand.”")


@pytest.mark.parametrize(
    ("date_text", "days", "asked"),
    [
        ("March 28, 2017", [], ""),  # the list and the article agree
        ("28.3.17", [], ""),
        ("March 30, 2017", [28, 30], "The list says March 30, 2017, the article says March 28, 2017. Which day is it?"),
        ("4/5/2017", [28, 4, 5], "can mean two different days"),
    ],
)
def test_days_that_disagree_are_left_to_a_click(desk, user, story, date_text, days, asked):
    press_import = make_import(user)
    OutletFactory(name="Daily Example")
    row = add_rows(
        press_import, {"headline": "Mayors meet in New York", "url": story, "date": None, "date_text": date_text}
    )[0]
    send(desk, press_import, fetch=str(row.pk))
    row.refresh_from_db()
    assert (row.state == RowState.ATTENTION) == bool(days)
    page = desk.get(url("review", press_import.pk))
    assert asked in words(parse(page))
    choices = parse(page).xpath("//fieldset[@class='import-days']//input/@value")
    assert sorted(int(day[-2:]) for day in choices) == sorted(days)
    if not days:
        return
    send(desk, press_import, action="mdy")
    send(desk, press_import, action="dmy")
    row.refresh_from_db()
    assert row.state == RowState.ATTENTION, "no button for the whole list settles it"
    send(desk, press_import, **{f"row-{row.pk}-date_choice": "2017-03-28", "action": "save"})
    row.refresh_from_db()
    assert (row.date, row.state, row.article_date) == (dt.date(2017, 3, 28), RowState.READY, None)


def test_article_that_contradicts_itself_about_the_day_is_asked_about(desk, user, outlets):
    OutletFactory(name="Daily Example")
    address = outlets.page(
        HOST, "/2017/01/02/story", ARTICLE.format(host=HOST).replace('/story"', '/2017/01/02/story"')
    )
    press_import = make_import(user)
    row = add_rows(press_import, {"headline": "Mayors meet in New York", "url": address, "date": None})[0]
    send(desk, press_import, fetch=str(row.pk))
    row.refresh_from_db()
    assert row.state == RowState.ATTENTION and {row.date, row.article_date} == {
        dt.date(2017, 3, 28),
        dt.date(2017, 1, 2),
    }
    assert "The article gives two days" in words(parse(desk.get(url("review", press_import.pk))))


def test_reading_an_address_settles_no_doubt_about_the_headline(desk, user, story):
    press_import = make_import(user)
    OutletFactory(name="Daily Example")
    rows = add_rows(
        press_import,
        *(
            {"headline": text, "url": story, "date": None, "problems": [problem("headline", "two_readings")]}
            for text in ("Harbor Towns", "Mayors meet in New York")
        ),
    )
    ImportRow.objects.filter(pk=rows[1].pk).update(keep_duplicate=True)
    send(desk, press_import, action="fetch_all")
    doubts = {row.headline: {found["code"] for found in row.problems} for row in press_import.rows.all()}
    assert "two_readings" in doubts["Harbor Towns"] and "two_readings" not in doubts["Mayors meet in New York"]


def test_address_that_cannot_be_read_leaves_a_row_to_enrich_by_hand(desk, outlets):
    desk.post(url("add"), {"text": outlets.page(HOST, "/gone", "", status=404)})
    row = ImportRow.objects.get()
    assert (row.state, row.fetch_error, row.fetched_at) == (RowState.ATTENTION, "not_found", None)
    page = words(parse(desk.get(url("review", row.press_import_id))))
    assert "The site has no such page" in page

    outlets.page(HOST, "/gone", ARTICLE.format(host=HOST).replace("/story", "/gone"))
    desk.post(url("review", row.press_import_id), {"row": row.pk, "fetch": row.pk})
    row.refresh_from_db()
    assert row.headline == "Mayors meet in New York" and not row.fetch_error


def test_all_addresses_with_something_missing_are_read(desk, user, outlets):
    press_import = make_import(user)
    rows = []
    for n in range(3):
        address = outlets.page(HOST, f"/{n}", ARTICLE.format(host=HOST).replace("/story", f"/{n}"))
        rows.append({"headline": f"Typed {n}", "url": address, "date": None})
    add_rows(press_import, *rows)
    desk.post(url("review", press_import.pk), {"action": "fetch_all"})
    assert set(press_import.rows.values_list("date", flat=True)) == {dt.date(2017, 3, 28)}


def test_row_that_is_being_read_says_so_until_it_is_done(desk, user, story, monkeypatch):
    waiting = []
    monkeypatch.setattr(tasks, "enqueue_fetches", lambda pks: waiting.extend(pks))
    desk.post(url("add"), {"text": story})
    press_import = PressImport.objects.get()
    row = press_import.rows.get()
    page = words(parse(desk.get(url("review", press_import.pk))))
    assert "address being read" in page and "Refresh" in page
    assert "rows" not in state(desk, press_import, row.pk)
    # What somebody types at the same time is kept.
    prefix = f"row-{row.pk}"
    desk.post(url("review", press_import.pk), {"row": row.pk, f"{prefix}-headline": "Typed", f"{prefix}-base": "{}"})
    row.refresh_from_db()
    assert row.state == RowState.FETCHING
    fetch_rows.fetch(row.pk)

    answer = state(desk, press_import, row.pk, "x", "9" * 40)
    (shown,) = answer["rows"]
    assert (shown["values"]["headline"], shown["values"]["outlet_name"]) == ("Typed", "Daily Example")
    assert answer["announcement"] == "1 address was read." and answer["counts"]["attention"] == 1
    assert "Daily Example" in shown["html"]["outlet_help"]


def test_address_that_is_corrected_while_it_is_read_is_read_again(user, story, monkeypatch):
    press_import = make_import(user)
    (row,) = add_rows(press_import, {"headline": "", "url": f"http://{HOST}/typo", "date": None})
    original = fetch_rows.read_article

    def correct(address):
        ImportRow.objects.filter(pk=row.pk).update(url=story)
        return original(address)

    monkeypatch.setattr(fetch_rows, "read_article", correct)
    tasks.enqueue_fetches(fetch_rows.mark([row]))
    row.refresh_from_db()
    assert (row.headline, row.fetch_error) == ("Mayors meet in New York", "")


# --- Files ---


def table(count):
    lines = [f"Headline number {n},The Daily Example,3.{n % 28 + 1}.2017" for n in range(count)]
    return "\n".join(["Title,Outlet,Date", *lines]).encode()


@pytest.fixture
def uploaded(user):
    """A function that uploads a table of `count` rows and names its columns."""
    OutletFactory(name="The Daily Example")

    def upload(count):
        made = create_import.from_file("coverage.csv", table(count), user=user, locale=english())
        assert made.columns == ["headline", "outlet_name", "date_text"]
        assert ParseFile().start(made, user, header=True)
        return made

    return upload


def test_file_is_read_from_where_a_crash_left_it(uploaded, monkeypatch):
    monkeypatch.setattr(Job, "chunk_size", 4)
    press_import = uploaded(10)
    original, calls = ImportRowQuerySet.insert, []

    def fail_the_second_time(queryset, rows):
        calls.append(rows)
        if len(calls) == 2:
            raise RuntimeError("power cut")
        original(queryset, rows)

    monkeypatch.setattr(ImportRowQuerySet, "insert", fail_the_second_time)
    with pytest.raises(RuntimeError):
        tasks.run_job.call(press_import.pk)
    press_import.refresh_from_db()
    assert (press_import.done, press_import.total, press_import.rows.count()) == (4, 10, 4)
    tasks.run_job.call(press_import.pk)
    press_import.refresh_from_db()
    assert press_import.state == ImportState.REVIEW and press_import.content is None
    assert list(press_import.rows.values_list("line", flat=True)) == list(range(2, 12))


def test_two_workers_read_a_file_once(uploaded, monkeypatch):
    monkeypatch.setattr(Job, "chunk_size", 4)
    press_import = uploaded(10)
    original, calls = ParseFile._save_chunk, []

    def let_another_worker_in(*args):
        calls.append(args)
        if len(calls) == 2:
            ParseFile().run(press_import.pk)
        return original(*args)

    monkeypatch.setattr(ParseFile, "_save_chunk", let_another_worker_in)
    ParseFile().run(press_import.pk)
    assert press_import.rows.count() == 10 and len(calls) == 4
    press_import.refresh_from_db()
    assert press_import.state == ImportState.REVIEW


def test_the_whole_file_says_how_it_writes_dates(uploaded, monkeypatch):
    monkeypatch.setattr(Job, "chunk_size", 4)
    press_import = uploaded(28)  # the first four can be read either way; the 13th says that months come first
    tasks.run_job.call(press_import.pk)
    press_import.refresh_from_db()
    assert press_import.date_order == "mdy"
    assert {row.date.month for row in press_import.rows.all()} == {3}


def test_file_with_too_many_rows_is_refused_with_the_limit(desk, uploaded, monkeypatch):
    monkeypatch.setattr("press.reading.tables.MAX_TABLE_ROWS", 6)
    press_import = uploaded(10)
    tasks.run_job.call(press_import.pk)
    press_import.refresh_from_db()
    assert (press_import.state, press_import.content) == (ImportState.FAILED, None)
    assert "at most 6 can be read" in words(parse(desk.get(url("review", press_import.pk))))


def test_progress_is_shown_while_somebody_waits(desk, uploaded):
    press_import = uploaded(3)
    PressImport.objects.filter(pk=press_import.pk).update(done=1, total=3)
    page = parse(desk.get(url("review", press_import.pk)))
    (bar,) = page.xpath("//progress")
    assert (bar.get("value"), bar.get("max")) == ("1", "3") and "Reading: 1 of 3 rows" in words(page)
    assert state(desk, press_import)["progress"]["working"] is True
    tasks.run_job.call(press_import.pk)
    answer = state(desk, press_import)
    assert answer["progress"]["working"] is False and answer["url"] == url("review", press_import.pk)


# --- Resuming ---


def long_ago(press_import, **fields):
    PressImport.objects.filter(pk=press_import.pk).update(worked_at=timezone.now() - dt.timedelta(minutes=6), **fields)


def test_stalled_work_is_resumed(user, uploaded):
    press_import = uploaded(3)
    call_command("resume_imports", verbosity=0)
    press_import.refresh_from_db()
    assert press_import.state == ImportState.READING, "somebody is at it"
    long_ago(press_import)
    call_command("resume_imports", verbosity=0)
    press_import.refresh_from_db()
    assert press_import.state == ImportState.REVIEW and press_import.rows.count() == 3


def test_staff_are_told_that_work_was_interrupted_and_goes_on(desk, uploaded, monkeypatch):
    press_import = uploaded(3)
    monkeypatch.setattr(tasks.ParseFile, "run", lambda job, pk: None)  # killed before it gets anywhere
    said = []
    for _worker in range(2):
        tasks.run_job.call(press_import.pk)
        said.append("goes on where it was" in state(desk, press_import)["progress"]["text"])
    assert said == [False, True]


def test_work_that_fails_again_and_again_is_given_up(desk, uploaded, monkeypatch):
    press_import = uploaded(3)
    monkeypatch.setattr(ImportRowQuerySet, "insert", lambda queryset, rows: 1 / 0)
    for _attempt in range(tasks.MAX_TRIES + 1):
        long_ago(press_import)
        call_command("resume_imports", verbosity=0)
    press_import.refresh_from_db()
    assert (press_import.state, press_import.error) == (ImportState.FAILED, "stopped")
    assert "stopped the work" in words(parse(desk.get(url("review", press_import.pk))))


def test_forgotten_address_is_tried_again_once_and_then_left_to_a_person(user, story, monkeypatch):
    press_import = make_import(user)
    (row,) = add_rows(press_import, {"headline": "", "url": story, "date": None})
    fetch_rows.mark([row])
    tried = []

    def crash(pk):
        tried.append(pk)
        ImportRow.objects.filter(pk=pk).update(fetch_tries=len(tried))

    monkeypatch.setattr(fetch_rows, "fetch", crash)
    for _minute in range(4):
        long_ago(press_import)
        call_command("resume_imports", verbosity=0)
    row.refresh_from_db()
    assert tried == [row.pk] * 2 and (row.state, row.fetch_error) == (RowState.ATTENTION, "timeout")


def test_addresses_that_still_wait_for_their_turn_are_not_forgotten(user, story):
    press_import = make_import(user)
    (row,) = add_rows(press_import, {"headline": "", "url": story, "date": None})
    fetch_rows.mark([row])
    waiting = DBTaskResult.objects.create(
        task_path=tasks.fetch_row.module_path,
        args_kwargs={"args": [row.pk], "kwargs": {}},
        backend_name="background",
        run_after=timezone.now(),
    )
    long_ago(press_import)
    assert tasks.resume_stalled() == 0
    waiting.delete()
    long_ago(press_import)
    assert tasks.resume_stalled() == 1


def test_address_of_a_row_that_was_filed_meanwhile_is_not_read(user, story):
    press_import = make_import(user, 1, OutletFactory())
    press_import.rows.update(url=story)
    row = press_import.rows.get()
    file_all(press_import, user)
    assert fetch_rows.mark([row]) == []
    assert press_import.rows.get().state == RowState.FILED


def test_address_that_waits_behind_others_is_queued_once(user, story, settings):
    # Ten thousand addresses take hours: those at the end of the queue are quiet all the while.
    settings.TASKS = {**settings.TASKS, "background": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    press_import = make_import(user)
    tasks.enqueue_fetches(fetch_rows.mark(add_rows(press_import, {"headline": "", "url": story, "date": None})))
    for _minute in range(3):
        long_ago(press_import)
        call_command("resume_imports", verbosity=0)
    assert DBTaskResult.objects.filter(task_path=tasks.fetch_row.module_path).count() == 1
    DBTaskResult.objects.update(status="FAILED")  # its reader is gone
    long_ago(press_import)
    call_command("resume_imports", verbosity=0)
    assert DBTaskResult.objects.filter(task_path=tasks.fetch_row.module_path, status="READY").count() == 1


def test_old_pastes_and_files_are_let_go_and_their_rows_kept(user):
    press_import = make_import(user, 1, OutletFactory(), text="What was pasted")
    unnamed = make_import(user, source=ImportSource.FILE, state=ImportState.MAPPING, content=table(3))
    PressImport.objects.update(created_at=timezone.now() - dt.timedelta(days=31))
    call_command("resume_imports", verbosity=0)
    press_import.refresh_from_db()
    unnamed.refresh_from_db()
    assert press_import.text == "" and press_import.rows.count() == 1
    assert (unnamed.content, unnamed.state) == (None, ImportState.FAILED)


def test_large_imports_go_to_the_background(user, monkeypatch):
    monkeypatch.setattr(tasks, "FOREGROUND_ROWS", 2)
    press_import = file_all(make_import(user, 3, OutletFactory()), user)
    assert Clipping.objects.count() == 3 and press_import.state == ImportState.FILED
