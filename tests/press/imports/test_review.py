"""What a communications officer is promised when bringing coverage in: seen before it is filed, and nothing lost."""

import datetime as dt
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale

from press.imports import create_import
from press.imports.enums import ImportSource, ImportState, RowState
from press.imports.models import ImportRow, PressImport
from press.imports.querysets import PressImportQuerySet
from press.models import Clipping, Outlet
from tests.factories import CampaignFactory, ClippingFactory
from tests.press.imports.screens import FEW, PASTE, fields_of, paste, row_of, said, send, text_of, upload, url
from tests.reading import by_class, parse


def test_import_of_a_paste_is_called_by_its_first_headline(editor, papers):
    text = "NBC News: [Cities join forces](https://www.nbcnews.com/a/b), March 28, 2017\nUnivision: Ciudades, 4/5/2017"

    assert paste(editor, text).title == "Cities join forces"


def test_thirteen_items_in_one_paste_with_two_corrections_and_one_click(editor, papers):
    hub = CampaignFactory(title="Seeking Sanctuary")
    press_import = paste(editor, PASTE, campaign=hub.campaign_id)
    assert Clipping.objects.count() == 0
    page = editor.get(url("review", press_import.pk))
    assert "File 12 clippings" in text_of(page) and "Univision?" in text_of(page)

    univision = row_of(press_import, "ultimátum")
    send(editor, press_import, pick=f"{univision.pk}:{papers['Univision'].pk}")
    assert "File 13 clippings" in text_of(editor.get(url("review", press_import.pk)))
    typo = row_of(press_import, "surges")
    corrected = typo.headline.replace("surges", "urges")
    answer = send(editor, press_import, **{f"row-{typo.pk}-headline": corrected, "action": "file"})

    assert "13 clippings were filed" in said(answer)
    clippings = Clipping.objects.all()
    assert clippings.count() == 13 and not clippings.filter(live=True).exists()
    assert clippings.get(headline=corrected).outlet.name == "New York Daily News"
    spanish = clippings.get(outlet__name="Univision")
    assert (spanish.language, spanish.date, spanish.locale.language_code) == ("es", dt.date(2017, 3, 27), "en")
    assert {link.campaign_id for clipping in clippings for link in clipping.campaign_links.all()} == {hub.campaign_id}
    press_import.refresh_from_db()
    assert press_import.state == ImportState.FILED
    page = editor.get(url("review", press_import.pk))
    assert "13 drafts wait for a publisher" in text_of(page)
    assert "Spanish Seeking Sanctuary" in text_of(page) and "File what is ready" not in text_of(page)


def test_rows_that_are_not_ready_stay_for_later(editor, papers):
    press_import = paste(editor, FEW)
    send(editor, press_import, action="file")
    press_import.refresh_from_db()
    assert Clipping.objects.count() == 3 and press_import.state == ImportState.REVIEW

    row = row_of(press_import, "ultimátum")
    send(editor, press_import, **{f"row-{row.pk}-new_outlet": "on", "action": "file"})
    assert Clipping.objects.count() == 4 and Outlet.objects.filter(name="Unvision").exists()


def test_too_much_and_nothing_are_refused_and_what_was_typed_stays(editor, monkeypatch):
    for name in ("press.reading.paste", "press.imports.admin.create"):
        monkeypatch.setattr(f"{name}.MAX_CHARACTERS", 50)
    answer = editor.post(url("add"), {"text": "A headline that goes on\n" * 5})
    assert "at most 50 characters" in text_of(answer) and answer.content.count(b"A headline that goes on") == 5
    assert "Paste something here" in text_of(editor.post(url("add"), {"text": " \n"}))
    both = {"text": "One headline", "file": SimpleUploadedFile("a.csv", b"Headline\nOne\n")}
    assert "not both at once" in text_of(editor.post(url("add"), both))
    assert not PressImport.objects.exists()


def test_what_cannot_be_stored_is_passed_over_and_what_is_typed_is_escaped(editor):
    press_import = paste(editor, "A\x00 <script>alert(1)</script> headline\nSome <b>Outlet</b>, 3.28.2017")
    page = editor.get(url("review", press_import.pk)).content.decode()
    assert "<script>alert" not in page and "<b>Outlet" not in page and "&lt;script&gt;alert" in page


def test_mistakes_are_shown_at_their_field_and_everything_else_is_saved(editor, papers):
    press_import = paste(editor, FEW)
    first, second = press_import.rows.all()[:2]
    changes = {
        f"row-{first.pk}-headline": "x" * 401,
        f"row-{first.pk}-author": "A. Writer",
        f"row-{first.pk}-campaign": "Nowhere",
        f"row-{second.pk}-headline": "Another headline",
        "action": "file",
    }
    answer = send(editor, press_import, **changes)
    assert "Some rows could not be saved" in said(answer)
    headline = parse(answer).get_element_by_id(f"id_row-{first.pk}-headline")
    assert headline.text.strip() == "x" * 401 and headline.get("aria-invalid") == "true"
    assert "There is no campaign with this title." in text_of(answer)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.author, second.headline) == ("A. Writer", "Another headline")
    assert Clipping.objects.count() == 0


def test_what_a_colleague_or_the_reading_of_an_address_filled_in_meanwhile_is_not_overwritten(editor, papers):
    press_import = paste(editor, FEW)
    address = url("review", press_import.pk)
    sent = fields_of(editor.get(address))
    row = press_import.rows.first()
    ImportRow.objects.filter(pk=row.pk).update(author="Somebody Else", gloss="Theirs")
    editor.post(address, {**sent, f"row-{row.pk}-gloss": "Mine", "action": "save"})
    row.refresh_from_db()
    assert (row.author, row.gloss) == ("Somebody Else", "Mine")


#: A headline that the letters make German, with a sentence of the review about it.
DOUBTFUL = "Gun bill dies in committee"
DOUBT = "The language was guessed: English. Please check."


def shown(browser, press_import):
    """What the review says of each row in its fields, by line."""
    form = fields_of(browser.get(url("review", press_import.pk)))
    names = ("headline", "outlet_name", "date", "language", "campaign", "url", "kind", "archive_url", "author", "gloss")
    return {
        row.line: {name: form.get(f"row-{row.pk}-{name}", [""])[0].strip() for name in (*names, "quote")}
        for row in press_import.rows.all()
    }


def filed(press_import):
    """What the clippings of an import say, as the review says it."""
    return {
        row.line: {
            "headline": row.clipping.headline,
            "outlet_name": row.clipping.outlet.name,
            "date": row.clipping.date.isoformat(),
            "language": row.clipping.language,
            "campaign": "".join(str(link.campaign) for link in row.clipping.campaign_links.all()),
            **{
                name: getattr(row.clipping, name) for name in ("url", "kind", "archive_url", "author", "gloss", "quote")
            },
        }
        for row in press_import.rows.exclude(clipping=None)
    }


@pytest.mark.parametrize("path", ["paste", "file"])
def test_what_the_review_shows_is_what_is_filed(editor, papers, path):
    hub = CampaignFactory(title="Seeking Sanctuary")
    if path == "paste":
        headlines = (DOUBTFUL, "Rents rise in Berlin", "El alcalde de Nueva York desafía a Trump", "Janus v. AFSCME")
        text = "\n\n".join(f"{headline}\nNBC News, 3.28.2017" for headline in headlines)
        press_import = paste(editor, text, campaign=hub.campaign.pk)
    else:
        table = (
            "headline,outlet,date,language,kind,author,gloss\n"
            f"{DOUBTFUL},NBC News,2017-03-28,,TV,A. Writer,In our words\n"
            "Rents rise in Berlin,NBC News,2017-03-28,German,radio,,\n"
        )
        _answer, press_import = upload(editor, table.encode())
        columns = ("headline", "outlet_name", "date_text", "language", "kind", "author", "gloss")
        named = {f"column-{place}": name for place, name in enumerate(columns)}
        editor.post(url("columns", press_import.pk), {**named, "header": "on"})
    before = shown(editor, press_import)
    assert before[min(before)]["language"] == "en" and DOUBT in text_of(editor.get(url("review", press_import.pk)))
    answer = send(editor, press_import, action="file")
    assert filed(press_import) == before, said(answer)


def test_an_outlet_that_changes_its_language_changes_nothing_that_was_reviewed(editor, papers):
    press_import = paste(editor, f"{DOUBTFUL}\nNBC News, 3.28.2017")
    before = shown(editor, press_import)
    Outlet.objects.update(language="de")
    send(editor, press_import, action="file")
    assert filed(press_import) == before


def test_a_correction_that_is_filed_at_once_files_the_language_on_the_screen(editor, papers):
    press_import = paste(editor, f"{DOUBTFUL}\nNBC News, 3.28.2017")
    row = press_import.rows.get()
    Outlet.objects.filter(name="Politico").update(language="fr")
    send(editor, press_import, **{f"row-{row.pk}-outlet_name": "Politico", "action": "file"})
    clipping = Clipping.objects.get()
    assert (clipping.outlet.name, clipping.language) == ("Politico", "en")


def test_doubts_about_a_language_outlast_whatever_is_done_with_a_row(editor, papers):
    press_import = paste(editor, f"{DOUBTFUL}\nNBC News, 3.4.2017")
    send(editor, press_import, action="dmy")
    assert DOUBT in text_of(editor.get(url("review", press_import.pk)))
    row = press_import.rows.get()
    send(editor, press_import, **{f"row-{row.pk}-author": "A. Writer"})
    assert DOUBT in text_of(editor.get(url("review", press_import.pk)))
    send(editor, press_import, action="file")
    editor.post(url("undo", press_import.pk), {"edited_too": ""})
    assert Clipping.objects.count() == 0
    assert DOUBT in text_of(editor.get(url("review", press_import.pk)))


@pytest.mark.parametrize("language", ["en", "pt"])
def test_the_language_that_a_person_chooses_stays(editor, papers, language):
    press_import = paste(editor, f"{DOUBTFUL}\nNBC News, 3.28.2017")
    row = press_import.rows.get()
    for choice in ("de", language):  # also when it is the one that was guessed
        send(editor, press_import, **{f"row-{row.pk}-language": choice})
    assert "was guessed" not in text_of(editor.get(url("review", press_import.pk)))
    Outlet.objects.filter(name="Politico").update(language="fr")
    headline = "El alcalde de Nueva York desafía a Trump"
    send(editor, press_import, **{f"row-{row.pk}-outlet_name": "Politico", f"row-{row.pk}-headline": headline})
    send(editor, press_import, action="file")
    clipping = Clipping.objects.get()
    assert (clipping.outlet.name, clipping.headline, clipping.language) == ("Politico", headline, language)


def test_ambiguous_date_is_confirmed_by_choosing_one_of_two_days_written_out(editor, papers):
    press_import = paste(editor, "A headline about the city\nPolitico, 3.4.2017")
    page = text_of(editor.get(url("review", press_import.pk)))
    assert "March 4, 2017" in page and "April 3, 2017" in page and "File what is ready" in page
    row = press_import.rows.get()
    send(editor, press_import, **{f"row-{row.pk}-date_choice": "2017-04-03"})
    row.refresh_from_db()
    assert (row.date, row.state) == (dt.date(2017, 4, 3), RowState.READY)


def test_all_dates_are_confirmed_at_once(editor, papers):
    lines = "".join(f"Headline number {n} of the day\nPolitico, 3.{n}.2017\n\n" for n in range(4, 8))
    press_import = paste(editor, lines)
    assert press_import.rows.filter(state=RowState.ATTENTION).count() == 4
    send(editor, press_import, action="dmy")
    days = set(press_import.rows.values_list("date", flat=True))
    assert days == {dt.date(2017, n, 3) for n in range(4, 8)}
    assert set(press_import.rows.values_list("state", flat=True)) == {RowState.READY}
    press_import.refresh_from_db()
    assert press_import.state == ImportState.REVIEW


def test_duplicates_name_what_they_repeat_and_are_filed_when_somebody_says_so(editor, papers):
    known = ClippingFactory(
        headline="Few guarantees as local governments plot ‘sanctuary’ policy",
        outlet=papers["Politico"],
        date=dt.date(2017, 3, 27),
    )
    press_import = paste(editor, FEW)
    row = row_of(press_import, "Few guarantees")
    page = editor.get(url("review", press_import.pk) + "?rows=duplicates")
    assert reverse("wagtailsnippets_press_clipping:edit", args=[known.pk]) in page.content.decode()
    assert len(by_class(parse(page), "import-row")) == 1
    send(editor, press_import, **{f"row-{row.pk}-keep_duplicate": "on"})
    row.refresh_from_db()
    assert row.state == RowState.READY


def test_all_duplicates_are_left_out_at_once(editor, papers):
    for _time in range(2):
        press_import = paste(editor, FEW)
        send(editor, press_import, action="file")
    assert Clipping.objects.count() == 3
    assert "3 rows were left out." in said(send(editor, press_import, action="skip_duplicates"))
    assert press_import.rows.filter(state=RowState.LEFT_OUT).count() == 3


TWICE = "Harbor towns agree on a plan\nPolitico, 3.28.2017\n\n" * 2


def test_what_is_listed_twice_is_filed_once_when_its_first_row_is_left_out(editor, papers):
    press_import = paste(editor, TWICE)
    first, second = press_import.rows.all()
    assert (first.state, second.state) == (RowState.READY, RowState.ATTENTION)
    send(editor, press_import, **{f"row-{first.pk}-leave_out": "on"})
    second.refresh_from_db()
    assert (second.state, second.duplicate_row) == (RowState.READY, None)
    send(editor, press_import, action="skip_duplicates")
    assert list(press_import.rows.values_list("state", flat=True)) == [RowState.LEFT_OUT, RowState.READY]


def test_the_second_row_is_not_filed_by_the_click_that_leaves_out_the_first(editor, papers):
    press_import = paste(editor, TWICE)
    first, second = press_import.rows.all()
    send(editor, press_import, action="file", **{f"row-{first.pk}-leave_out": "on"})
    assert not Clipping.objects.exists()
    send(editor, press_import, action="file")
    assert Clipping.objects.get().headline == second.headline


def test_outlets_that_resemble_no_known_one_are_taken_as_new_at_once(editor, papers):
    items = [("Zeitung am Sonntag", 1), ("Unvision", 2), ("La Gaceta de Otra Parte", 3)]
    text = "\n\n".join(f"Headline number {n} of the day\n{name}, 3.28.2017" for name, n in items)
    press_import = paste(editor, text)
    assert press_import.rows.filter(state=RowState.READY).count() == 0
    assert "This was decided for 2 rows." in said(send(editor, press_import, action="new_outlets"))
    assert "No row could be decided so." in said(send(editor, press_import, action="new_outlets"))
    states = dict(press_import.rows.values_list("outlet_name", "state"))
    assert states == {items[0][0]: RowState.READY, "Unvision": RowState.ATTENTION, items[2][0]: RowState.READY}
    send(editor, press_import, action="file")
    assert Outlet.objects.filter(name__in=states).count() == 2


def test_what_can_be_read_in_two_ways_is_filed_when_somebody_has_looked(editor, papers):
    press_import = paste(editor, "Harbor Towns – Winter Plan – 3.28.2017")
    assert "can be read in two ways" in text_of(editor.get(url("review", press_import.pk)))
    send(editor, press_import, action="new_outlets")
    row = press_import.rows.get()
    assert row.new_outlet and row.state == RowState.ATTENTION, "no decision about all rows makes it ready"
    send(editor, press_import, action="save", **{f"row-{row.pk}-is_right": "on"})
    row.refresh_from_db()
    assert row.state == RowState.READY


def test_left_out_rows_say_nothing_that_would_have_to_be_mended(editor, papers):
    press_import = paste(editor, "Headline without anything else that would be needed, someday soon")
    row = press_import.rows.get()
    assert parse(editor.get(url("review", press_import.pk))).xpath("//*[@aria-invalid]")
    send(editor, press_import, **{f"row-{row.pk}-leave_out": "on"})
    page = parse(editor.get(url("review", press_import.pk) + "?rows=left_out"))
    assert page.xpath(f"//*[@id='row-{row.pk}']") and not page.xpath("//*[@aria-invalid]")


def test_left_out_rows_are_not_filed_and_can_be_taken_back(editor, papers):
    press_import = paste(editor, FEW)
    row = press_import.rows.first()
    send(editor, press_import, **{f"row-{row.pk}-leave_out": "on"})
    row.refresh_from_db()
    assert row.state == RowState.LEFT_OUT
    address = url("review", press_import.pk) + "?rows=left_out"
    fields = fields_of(editor.get(address))
    fields.pop(f"row-{row.pk}-leave_out")
    editor.post(address, fields)
    row.refresh_from_db()
    assert row.state == RowState.READY


def test_campaign_is_chosen_by_its_title_and_emptied(editor, papers):
    hub = CampaignFactory(title="A hub")
    press_import = paste(editor, FEW, campaign=hub.campaign_id)
    first, second = press_import.rows.all()[:2]
    other = CampaignFactory(title="Another hub")
    changes = {f"row-{first.pk}-campaign": "another HUB", f"row-{second.pk}-campaign": ""}
    send(editor, press_import, **changes)
    assert list(press_import.rows.values_list("campaign", flat=True)[:3]) == [other.campaign_id, None, hub.campaign_id]


@pytest.fixture
def proposals(site, papers):
    made = PressImport.objects.create(
        source=ImportSource.FEED, title="Alerts", locale=Locale.objects.get(language_code="en")
    )
    for number in range(1, 4):
        ImportRow.objects.create(
            press_import=made,
            line=number,
            state=RowState.READY,
            headline=f"Proposal {number}",
            outlet=papers["Politico"],
            outlet_name="Politico",
            date=dt.date(2017, 3, number),
            language="en",
        )
    return made


def test_only_proposals_that_are_taken_are_filed_and_can_be_undone(editor, proposals):
    assert "3 proposals" in text_of(editor.get(url("index")))
    first, second, third = proposals.rows.all()
    answer = send(editor, proposals, action="file")
    assert "nothing that is ready" in said(answer) and Clipping.objects.count() == 0
    send(editor, proposals, **{f"row-{first.pk}-chosen": "on", "action": "file"})
    assert [clipping.headline for clipping in Clipping.objects.all()] == ["Proposal 1"]
    taken = PressImport.objects.latest("pk")
    assert taken != proposals and (taken.state, taken.rows.get()) == (ImportState.FILED, first)

    send(editor, proposals, **{f"row-{second.pk}-chosen": "on", "action": "dismiss"})
    states = dict(proposals.rows.values_list("pk", "state"))
    assert states == {second.pk: RowState.READY, third.pk: RowState.LEFT_OUT}
    assert "Proposal 3" not in text_of(editor.get(url("review", proposals.pk)))
    editor.post(url("undo", taken.pk))
    assert Clipping.objects.count() == 0


def test_import_is_thrown_away_as_long_as_nothing_of_it_is_filed(editor, papers):
    press_import = paste(editor, FEW)
    send(editor, press_import, action="file")
    editor.post(url("discard", press_import.pk))
    assert PressImport.objects.filter(pk=press_import.pk).exists()
    second = paste(editor, "Another paste with a headline\nPolitico, 3.27.2017")
    assert "1 row will be lost" in text_of(editor.get(url("discard", second.pk)))
    editor.post(url("discard", second.pk))
    assert not PressImport.objects.filter(pk=second.pk).exists()


def test_an_import_that_somebody_files_meanwhile_is_not_thrown_away(editor, papers, monkeypatch):
    press_import = paste(editor, FEW)
    lock = PressImportQuerySet.lock

    def begun_meanwhile(imports, pk):
        PressImport.objects.filter(pk=pk).update(state=ImportState.FILING)
        return lock(imports, pk)

    monkeypatch.setattr(PressImportQuerySet, "lock", begun_meanwhile)
    answer = editor.post(url("discard", press_import.pk), follow=True)
    assert press_import.rows.count() == 4 and "thrown away" not in text_of(answer)


def test_a_paste_is_read_once(editor, papers, monkeypatch):
    read = Mock(wraps=create_import.parse_paste)
    monkeypatch.setattr(create_import, "parse_paste", read)
    paste(editor, FEW)
    assert read.call_count == 1


def test_review_costs_the_same_however_many_rows_and_outlets_there_are(editor, papers, django_assert_max_num_queries):
    text = "".join(f"Headline number {n} of a long list\nOutlet {n}, 3.28.2017\n\n" for n in range(60))
    press_import = paste(editor, text, campaign=CampaignFactory().campaign_id)
    editor.get(url("review", press_import.pk))
    with django_assert_max_num_queries(25):
        page = editor.get(url("review", press_import.pk))
    assert len(by_class(parse(page), "import-row")) == 50
    with django_assert_max_num_queries(25):
        editor.get(url("index"))
